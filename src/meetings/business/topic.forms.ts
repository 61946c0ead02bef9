import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';
import { VersionForm } from '../web/version.form';
import { TOPIC_KINDS, TOPIC_VISIBILITIES, type TopicKind, type TopicVisibility } from './topic-kinds';

export class TopicForm {
  @IsIn(TOPIC_KINDS, { message: 'Select what it is' })
  kind!: TopicKind;

  @Trimmed()
  @IsString({ message: 'Enter what it is about' })
  @Matches(/\S/, { message: 'Enter what it is about' })
  @MaxLength(300, { message: 'What it is about must be 300 characters or fewer' })
  title!: string;

  @BlankIsNull()
  @IsOptional()
  @IsIn(TOPIC_VISIBILITIES, { message: 'Select who reads it' })
  visibility?: TopicVisibility | null;
}

export class OutcomeForm extends VersionForm {
  @Trimmed()
  @IsString({ message: 'Enter what was said and agreed' })
  @Matches(/\S/, { message: 'Enter what was said and agreed' })
  @MaxLength(5_000, { message: 'What was said and agreed must be 5,000 characters or fewer' })
  outcome!: string;

  @Transform(({ value }: { value: unknown }) => value === 'yes')
  @IsBoolean()
  comesBack: boolean = false;
}

export class TopicDeferralForm extends VersionForm {
  @Trimmed()
  @IsString({ message: 'Enter why it is taken off the agenda' })
  @Matches(/\S/, { message: 'Enter why it is taken off the agenda' })
  @MaxLength(1_000, { message: 'Reason must be 1,000 characters or fewer' })
  reason!: string;
}
