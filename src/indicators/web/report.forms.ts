import { IsIn, IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';
import { Trimmed } from '../../web/forms/text-fields';
import { type Section, SECTIONS } from '../reports/report-content';

export class MakeReportForm {
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Select the quarter' })
  until!: string;

  @IsOptional()
  @Trimmed()
  @MaxLength(500, { message: 'Keep the reason under 500 characters' })
  changeNote?: string;
}

export class NarrativeForm {
  @IsIn(SECTIONS, { message: 'Select the box' })
  section!: Section;

  @Trimmed()
  @IsNotEmpty({ message: 'Write something' })
  @MaxLength(4000, { message: 'Keep a box under 4,000 characters' })
  text!: string;
}

export class IssueForm {
  @Matches(/^\d+$/)
  version!: string;
}

export class PublishForm {
  @IsIn(['yes'], { message: 'Confirm that you have read the words' })
  isRead!: 'yes';
}
