import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid, NotFound, Stale } from '../shared/errors';
import { isId } from '../shared/ids';
import { Absence } from './absence.entity';
import { overlappingAbsence } from './absences.queries';
import { absenceRefusal } from './domain/absence-days';
import { isLongAbsence } from './domain/long-absence';
import { ensureMayRecordAbsence } from './may-record-absence';
import { AbsenceRecorded } from './record-absence';
import { ensureNoCircle } from './stand-ins';

export interface LastDayAway {
  id: string;
  /** The version the user saw. */
  version: number;
  /** Left out while nobody knows when they come back. */
  endsOn?: Day;
}

/**
 * They come back sooner, or are signed off for longer. Days that have been stay as they were, so that who was told in their place, and
 * why, is still true: that is what cancelling would take away.
 */
@Injectable()
export class ChangeLastDayAway {
  constructor(private readonly transactions: Transactions) {}

  run(actor: Actor, change: LastDayAway, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, change), submission);
  }

  /**
   * @throws Invalid for a day before the first or more than a year after it, for days of another absence, and where people would
   * stand in for each other
   * @throws Stale when it was changed or cancelled after the user saw it
   */
  async within(tx: Transaction, { id, version, endsOn }: LastDayAway): Promise<{ id: string }> {
    if (!isId(id)) throw new NotFound();
    const [absence] = await tx.query<Kept>(KEPT, [id]);
    if (!absence) throw new NotFound();
    await ensureMayRecordAbsence(tx, absence.userId);
    if (absence.isCancelled) throw new Stale();
    await ensureRight(tx, id, { ...absence, endsOn });
    await tx.change(Absence, { id, version }, { endsOn: endsOn ?? null });
    await tx.audit({
      act: 'user.absence_changed',
      subjectType: 'user',
      subjectId: absence.userId,
      fields: ['endsOn'],
    });
    // Whose absence was long before has been handed on, or is about to be: the managers are told once.
    if (!isLongAbsence(absence.startsOn, absence.endedOn)) {
      await tx.publish(new AbsenceRecorded(absence.userId, absence.startsOn, endsOn ?? null));
    }
    await tx.announce('user.changed', absence.userId);
    return { id };
  }
}

interface Kept {
  userId: string;
  startsOn: Day;
  /** The last day there was before. */
  endedOn: Day | null;
  delegateId: string | null;
  isCancelled: boolean;
}

const KEPT = `
  SELECT user_id AS "userId", starts_on AS "startsOn", ends_on AS "endedOn", delegate_id AS "delegateId", cancelled_at IS NOT NULL AS "isCancelled"
    FROM absences WHERE id = $1`;

async function ensureRight(tx: Transaction, id: string, absence: Kept & { endsOn: Day | undefined }): Promise<void> {
  const { userId, delegateId, startsOn, endsOn } = absence;
  const days = { startsOn, ...(endsOn === undefined ? {} : { endsOn }) };
  const refusal = absenceRefusal(days, tx.today);
  if (refusal !== undefined) throw new Invalid([{ ...refusal, field: 'endsOn' }]);
  if (delegateId !== null) await ensureNoCircle(tx, { userId, delegateId, ...days }, 'endsOn');
  if (await overlappingAbsence(tx, userId, days, id)) {
    throw new Invalid([{ field: 'endsOn', message: 'Another absence is recorded on some of these days' }]);
  }
}
