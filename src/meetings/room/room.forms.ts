import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { type FieldProblem, Invalid } from '../../shared/errors';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';
import { ATTENDANCE_STATUSES, type AttendanceStatus } from '../domain/quorum';
import { type EntryKind, WRITTEN_KINDS } from '../meeting-entry.entity';
import type { ItemMove } from '../move-item';
import { VersionForm } from '../web/version.form';
import type { Attendance } from './record-attendance';

export class ChairForm extends VersionForm {
  @IsUUID(undefined, { message: 'Select who chairs' })
  chairId!: string;
}

export class NamingForm extends ChairForm {
  @BlankIsNull()
  @IsOptional()
  @Trimmed()
  @IsString({ message: 'Enter why you name who chairs' })
  @MaxLength(500, { message: 'Reason must be 500 characters or fewer' })
  reason?: string | null;
}

export class OpeningForm extends ChairForm {
  @IsUUID(undefined, { message: 'Select who minutes' })
  minuteTakerId!: string;
}

export class ConflictForm {
  @IsUUID(undefined, { message: 'Select whose conflict of interest it is' })
  userId!: string;

  @Trimmed()
  @IsString({ message: 'Enter the reason' })
  @Matches(/\S/, { message: 'Enter the reason, without details of the case' })
  @MaxLength(500, { message: 'Reason must be 500 characters or fewer' })
  reason!: string;
}

export class DeferralForm extends VersionForm {
  @Trimmed()
  @IsString({ message: 'Enter why the case is put off' })
  @Matches(/\S/, { message: 'Enter why the case is put off' })
  @MaxLength(1_000, { message: 'Reason must be 1,000 characters or fewer' })
  reason!: string;
}

export class MoveForm extends VersionForm {
  @IsOptional()
  @IsIn(['earlier', 'later'], { message: 'Open the page again' })
  to?: 'earlier' | 'later';

  @IsOptional()
  @Trimmed()
  @Matches(/^\d{1,3}$/, { message: 'Enter the number the case is to have on the agenda' })
  place?: string;
}

/** Where a case goes: a place up or down where that was pressed, otherwise the number that was entered. */
export function movedTo({ to, place }: { to?: 'earlier' | 'later'; place?: string | number }): ItemMove['to'] {
  if (to !== undefined) return to;
  if (place !== undefined) return Number(place);
  throw new Invalid([{ field: 'place', message: 'Enter the number the case is to have on the agenda' }]);
}

const LONG = 5_000;

export class EntryForm {
  @IsIn(WRITTEN_KINDS, { message: 'Select what it is' })
  kind!: EntryKind;

  @Trimmed()
  @IsString({ message: 'Enter what to write down' })
  @Matches(/\S/, { message: 'Enter what to write down' })
  @MaxLength(LONG, { message: 'It must be 5,000 characters or fewer' })
  text!: string;

  @BlankIsNull()
  @IsOptional()
  @IsUUID(undefined, { message: 'Open the page again' })
  correctsId?: string | null;
}

const statusOf = (value: unknown): AttendanceStatus | null =>
  ATTENDANCE_STATUSES.find((status) => status === value) ?? null;

/** The rows of the attendance form, each with what stood on the page. @throws Invalid for an answer that is none */
export function attendancesOf(body: Record<string, unknown>): Attendance[] {
  const problems: FieldProblem[] = [];
  const attendances = Object.keys(body)
    .filter((name) => name.startsWith('status-'))
    .map((name) => {
      const userId = name.slice('status-'.length);
      const status = statusOf(body[name]);
      if (status === null) problems.push({ field: name, message: 'Select present, apologies or absent' });
      return {
        userId,
        status,
        hasAccepted: body[`accepted-${userId}`] === 'yes',
        seen: {
          status: statusOf(body[`seen-status-${userId}`]),
          hasAccepted: body[`seen-accepted-${userId}`] === 'yes',
        },
      };
    });
  if (problems.length > 0) throw new Invalid(problems);
  return attendances;
}
