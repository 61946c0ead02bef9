import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength, Validate } from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { type ScheduleStatus, scheduleStatuses } from '../domain/overdue';
import { RecordReviewForm } from '../record-review.form';

class Paged {
  @ApiProperty({ required: false })
  @IsOptional()
  @IsString({ message: 'Cursor must be text' })
  @MaxLength(400, { message: 'Start again from the first page of this list' })
  cursor?: string;
}

export class ReviewSchedulesQuery extends Paged {
  @ApiProperty({ enum: scheduleStatuses, required: false })
  @IsOptional()
  @IsIn(scheduleStatuses, { message: `Status must be one of ${scheduleStatuses.join(', ')}` })
  status?: ScheduleStatus;

  @ApiProperty({ format: 'date', required: false })
  @IsOptional()
  @Validate(IsRealDay, { message: 'dueBefore must be a real date, YYYY-MM-DD' })
  dueBefore?: Day;

  @ApiProperty({ format: 'uuid', required: false })
  @IsOptional()
  @IsUUID('all', { message: 'individualId must be an id' })
  individualId?: string;
}

export class ReviewsQuery extends Paged {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'Say whose reviews: individualId must be an id' })
  individualId!: string;
}

export class RecordReviewRequest extends RecordReviewForm {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'individualId must be an id' })
  individualId!: string;
}
