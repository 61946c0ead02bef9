import { applyDecorators } from '@nestjs/common';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Trimmed } from '../../web/forms/text-fields';
import { type Section, SECTIONS } from '../reports/report-content';
import type { TypedBox } from '../reports/narrative-boxes';
import { RELEASED_WORDS, type ReleasedWords } from '../reports/reports.queries';

export class MakeReportForm {
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Select the quarter' })
  until!: string;

  @IsOptional()
  @Trimmed()
  @MaxLength(500, { message: 'Keep the reason under 500 characters' })
  changeNote?: string;
}

const Words = (): PropertyDecorator =>
  applyDecorators(
    IsOptional(),
    Trimmed(),
    IsString({ message: 'Write words' }),
    MaxLength(4000, { message: 'Keep a box under 4,000 characters' }),
  );

/** Which words stood in a box when the page was opened. */
const Seen = (): PropertyDecorator =>
  applyDecorators(IsOptional(), Matches(/^([0-9a-f-]{36})?$/, { message: 'Open this page again' }));

/** All boxes of a report in one form; a box that is not sent stays as it is. */
export class NarrativesForm implements Partial<Record<Section, string>> {
  @Words() summary?: string;
  @Words() figures?: string;
  @Words() actions?: string;
  @Words() risks?: string;
  @Words() learning?: string;
  @Words() next_quarter?: string;
  @Seen() seen_summary?: string;
  @Seen() seen_figures?: string;
  @Seen() seen_actions?: string;
  @Seen() seen_risks?: string;
  @Seen() seen_learning?: string;
  @Seen() seen_next_quarter?: string;
}

export const boxesOf = (form: NarrativesForm): TypedBox[] =>
  SECTIONS.flatMap((section) => {
    const text = form[section];
    return text === undefined ? [] : [{ section, text, seen: form[`seen_${section}`] ?? '' }];
  });

export class IssueForm {
  @IsOptional()
  @IsIn(['yes'])
  isWithoutWords?: 'yes';

  @Matches(/^\d+$/)
  version!: string;
}

export class ReleaseForm {
  @IsIn(RELEASED_WORDS, { message: 'Select what is given out' })
  words!: ReleasedWords;
}

export class PublishForm {
  @IsIn(['yes'], { message: 'Confirm that you have read the words' })
  isRead!: 'yes';
}
