import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { VISIBILITIES, type Visibility } from '../../notes';
import { Trimmed } from '../../web/forms/text-fields';
import { TOPIC_KINDS, TOPIC_VISIBILITIES, type TopicKind, type TopicVisibility } from '../business/topic-kinds';
import { TopicForm } from '../business/topic.forms';

class CaseReturnRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'itemId must be a UUID' })
  itemId!: string;

  @ApiProperty({ maxLength: 5_000 })
  @Trimmed()
  @IsString({ message: 'Enter the return' })
  @Matches(/\S/, { message: 'Enter the return' })
  @MaxLength(5_000, { message: 'A return must be 5,000 characters or fewer' })
  text!: string;

  @ApiPropertyOptional({ enum: VISIBILITIES, default: 'all_agencies' })
  @IsOptional()
  @IsIn(VISIBILITIES, { message: 'Select who may read it' })
  visibility?: Visibility;
}

export class ReturnsRequest {
  @ApiProperty({ type: [CaseReturnRequest] })
  @IsArray({ message: 'Send a list of returns' })
  @ArrayMaxSize(200, { message: 'Send 200 returns or fewer at once' })
  @ValidateNested({ each: true })
  @Type(() => CaseReturnRequest)
  returns!: CaseReturnRequest[];
}

export class CopyRequest {
  @ApiProperty({ enum: ['print', 'pdf'] })
  @IsIn(['print', 'pdf'], { message: 'Select print or pdf' })
  format!: 'print' | 'pdf';
}

export class PlaceRequest {
  @ApiPropertyOptional({ enum: ['earlier', 'later'] })
  @IsOptional()
  @IsIn(['earlier', 'later'], { message: 'Select earlier or later' })
  to?: 'earlier' | 'later';

  @ApiPropertyOptional({
    minimum: 1,
    maximum: 999,
    description: 'The number the case is to have, where it goes further',
  })
  @IsOptional()
  @IsInt({ message: 'Enter the number the case is to have on the agenda' })
  @Min(1, { message: 'Enter the number the case is to have on the agenda' })
  @Max(999, { message: 'Enter the number the case is to have on the agenda' })
  place?: number;
}

export class TopicRequest extends TopicForm {
  @ApiProperty({ enum: TOPIC_KINDS }) declare kind: TopicKind;
  @ApiProperty({ maxLength: 300, description: 'A place or a pattern, never a person' }) declare title: string;
  @ApiPropertyOptional({ enum: TOPIC_VISIBILITIES, default: 'all_agencies' })
  declare visibility?: TopicVisibility | null;
}

export class TopicOutcomeRequest {
  @ApiProperty({ maxLength: 5_000 })
  @Trimmed()
  @IsString({ message: 'Enter what was said and agreed' })
  @Matches(/\S/, { message: 'Enter what was said and agreed' })
  @MaxLength(5_000, { message: 'What was said and agreed must be 5,000 characters or fewer' })
  outcome!: string;

  @ApiPropertyOptional({ default: false, description: 'It stands on the next agenda again' })
  @IsOptional()
  @IsBoolean({ message: 'comesBack must be true or false' })
  comesBack?: boolean;
}

export class TopicDeferralRequest {
  @ApiProperty({ maxLength: 1_000 })
  @Trimmed()
  @IsString({ message: 'Enter why it is taken off the agenda' })
  @Matches(/\S/, { message: 'Enter why it is taken off the agenda' })
  @MaxLength(1_000, { message: 'Reason must be 1,000 characters or fewer' })
  reason!: string;
}
