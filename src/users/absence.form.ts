import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, Validate } from 'class-validator';
import { Transform } from 'class-transformer';
import type { Day } from '../shared/day';
import { IsRealDay } from '../web/forms/is-real-day';
import { ABSENCE_KINDS, type AbsenceKind } from './absence.entity';

const blankIsNone = Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value));

/** Until when: they come back sooner, or later, than was said. */
export class LastDayAwayForm {
  @ApiProperty({ format: 'date', required: false, description: 'The last day away; left out while nobody knows' })
  @IsOptional()
  @Validate(IsRealDay, { message: 'The last day away must be a real date, for example 27 3 2026' })
  endsOn?: Day;
}

/** What the page and the API ask about an absence. */
export class AbsenceForm extends LastDayAwayForm {
  @ApiProperty({ format: 'uuid', required: false, description: 'Whose; your own when left out' })
  @blankIsNone
  @IsOptional()
  @IsUUID('all', { message: 'Select who is away' })
  userId?: string;

  @ApiProperty({ enum: ABSENCE_KINDS })
  @IsIn(ABSENCE_KINDS, { message: 'Select why' })
  kind!: AbsenceKind;

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the first day away' })
  startsOn!: Day;

  @ApiProperty({ format: 'uuid', required: false, description: 'Who is told instead, where they may see the case' })
  @blankIsNone
  @IsOptional()
  @IsUUID('all', { message: 'Select who stands in' })
  delegateId?: string;
}
