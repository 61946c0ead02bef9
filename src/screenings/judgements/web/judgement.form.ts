import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, Matches, MaxLength } from 'class-validator';
import { Trimmed } from '../../../web/forms/text-fields';
import { JUDGEMENT_DECISIONS, type JudgementDecisionMade } from '../judgement-decision.entity';

/** The second person's answer, on the page and by the API. */
export class JudgementForm {
  @ApiProperty({ enum: JUDGEMENT_DECISIONS })
  @IsIn(JUDGEMENT_DECISIONS, { message: 'Select whether you agree' })
  decision!: JudgementDecisionMade;

  @ApiProperty({ maxLength: 2000 })
  @Trimmed()
  @IsString({ message: 'Enter why' })
  @Matches(/\S/, { message: 'Enter why' })
  @MaxLength(2000, { message: 'Why must be 2,000 characters or fewer' })
  reason!: string;
}
