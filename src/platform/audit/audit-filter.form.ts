import { IsOptional, IsUUID, Matches, Validate } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { BlankIsNull } from '../../web/forms/text-fields';
import { IsRealDay } from '../../web/forms/is-real-day';
import type { Day } from '../../shared/day';

/** What of the audit is asked for, by the page and by the API. */
export class AuditFilterForm {
  @ApiPropertyOptional({ format: 'uuid', description: 'Who did it' })
  @BlankIsNull()
  @IsOptional()
  @IsUUID('all', { message: 'Choose a user from the list' })
  userId?: string | null;

  @ApiPropertyOptional({ example: 'plan', description: 'A whole act (plan.submitted) or what it is about (plan)' })
  @BlankIsNull()
  @IsOptional()
  @Matches(/^[a-z_]+(\.[a-z_]+)*$/, { message: 'Choose what was done from the list' })
  act?: string | null;

  @ApiPropertyOptional({ format: 'date', description: 'First day, in London' })
  @IsOptional()
  @Validate(IsRealDay, { message: 'The first day must be a real date' })
  from?: Day | null;

  @ApiPropertyOptional({ format: 'date', description: 'Last day, in London' })
  @IsOptional()
  @Validate(IsRealDay, { message: 'The last day must be a real date' })
  to?: Day | null;

  @ApiPropertyOptional({ format: 'uuid', description: 'The individual it was about' })
  @BlankIsNull()
  @IsOptional()
  @IsUUID('all', { message: 'Enter the id of an individual as it stands in the address of their page' })
  individualId?: string | null;

  @ApiPropertyOptional({ description: 'Where the list goes on' })
  @IsOptional()
  cursor?: unknown;
}
