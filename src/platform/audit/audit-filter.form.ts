import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsUUID, Matches, Validate } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { BlankIsNull } from '../../web/forms/text-fields';
import { IsRealDay } from '../../web/forms/is-real-day';
import type { Day } from '../../shared/day';
import { ACT_KINDS } from './act-words';

/** A ticked box of a page, or true and false of the API. */
const Ticked = () =>
  Transform(({ value }: { value: unknown }) =>
    value === 'yes' || value === 'true' ? true : value === 'false' ? false : value,
  );

/** What of the audit is asked for, by the page and by the API. */
export class AuditFilterForm {
  @ApiPropertyOptional({ format: 'uuid', description: 'Who did it' })
  @BlankIsNull()
  @IsOptional()
  @IsUUID('all', { message: 'Select a user from the list' })
  userId?: string | null;

  @ApiPropertyOptional({ example: 'plan', description: 'A whole act (plan.submitted) or what it is about (plan)' })
  @BlankIsNull()
  @IsOptional()
  @Matches(/^[a-z_]+(\.[a-z_]+)*$/, { message: 'Select what was done from the list' })
  act?: string | null;

  @ApiPropertyOptional({ enum: Object.keys(ACT_KINDS), description: 'Several acts together' })
  @BlankIsNull()
  @IsOptional()
  @IsIn(Object.keys(ACT_KINDS), { message: 'Select a kind of act from the list' })
  kind?: string | null;

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

  @ApiPropertyOptional({ format: 'uuid', description: 'The agency of who did it' })
  @BlankIsNull()
  @IsOptional()
  @IsUUID('all', { message: 'Select an agency from the list' })
  agencyId?: string | null;

  @ApiPropertyOptional({ example: 'TC-2026-0042', description: 'The reference of the individual it was about' })
  @BlankIsNull()
  @IsOptional()
  @Matches(/^\s*[A-Za-z]{2}-\d{4}-\d{1,9}\s*$/, { message: 'A reference looks like TC-2026-0042' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  reference?: string | null;

  @ApiPropertyOptional({ type: Boolean, description: 'Only tries that were refused' })
  @IsOptional()
  @Ticked()
  @IsBoolean({ message: 'Tick “Refused only”, or leave it' })
  refusedOnly?: boolean | null;

  @ApiPropertyOptional({ type: Boolean, description: 'Only what was done under urgent access' })
  @IsOptional()
  @Ticked()
  @IsBoolean({ message: 'Tick “Under urgent access only”, or leave it' })
  breakGlassOnly?: boolean | null;

  @ApiPropertyOptional({ description: 'Where the list goes on' })
  @IsOptional()
  cursor?: unknown;
}
