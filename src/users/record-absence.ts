import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { Conflict, Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { Absence, type AbsenceKind } from './absence.entity';
import { overlappingAbsence } from './absences.queries';
import { absenceRefusal } from './domain/absence-days';
import { ensureNoCircle } from './stand-ins';
import { ensureMayRecordAbsence } from './may-record-absence';

export interface NewAbsence {
  /** Whose; the actor's own when left out. */
  userId?: string;
  startsOn: Day;
  /** The last day away; left out while nobody knows. */
  endsOn?: Day;
  delegateId?: string;
  kind: AbsenceKind;
}

export class AlreadyAway extends Conflict {
  constructor() {
    super('These days overlap with an absence that is recorded already. Cancel that one first.');
  }
}

/** Somebody will be away. Published in the transaction that records it: for a long time, what they hold is handed on. */
export class AbsenceRecorded {
  constructor(
    readonly userId: string,
    readonly startsOn: Day,
    readonly endsOn: Day | null,
  ) {}
}

/** Says that somebody is away, from when until when, and who is told in their place. */
@Injectable()
export class RecordAbsence {
  constructor(private readonly transactions: Transactions) {}

  run(actor: Actor, absence: NewAbsence, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, absence), submission);
  }

  /**
   * @throws Invalid for days in the wrong order or too far apart, a delegate who is neither of the agency nor on one of the person's
   * cases, and people who would stand in for each other
   * @throws AlreadyAway for days that overlap
   */
  async within(tx: Transaction, { userId = tx.actor.userId, ...absence }: NewAbsence): Promise<{ id: string }> {
    const { agencyId } = await ensureMayRecordAbsence(tx, userId);
    const refusal = absenceRefusal(absence, tx.today);
    if (refusal !== undefined) throw new Invalid([refusal]);
    if (absence.delegateId !== undefined) {
      await ensureMayStandIn(tx, { userId, agencyId, delegateId: absence.delegateId });
      await ensureNoCircle(tx, { ...absence, userId, delegateId: absence.delegateId });
    }
    if (await overlappingAbsence(tx, userId, absence)) throw new AlreadyAway();
    const id = newId();
    await tx.insert(Absence, {
      id,
      userId,
      ...absence,
      recordedBy: tx.actor.userId,
      recordedAt: tx.now,
    });
    await tx.audit({
      act: 'user.absence_recorded',
      subjectType: 'user',
      subjectId: userId,
      fields: ['startsOn', 'endsOn', 'delegateId', 'kind'],
    });
    await tx.publish(new AbsenceRecorded(userId, absence.startsOn, absence.endsOn ?? null));
    await tx.announce('user.changed', userId);
    return { id };
  }
}

interface Delegation {
  userId: string;
  agencyId: string;
  delegateId: string;
}

async function ensureMayStandIn(tx: Transaction, { userId, agencyId, delegateId }: Delegation): Promise<void> {
  const [delegate] = await tx.query(
    `SELECT 1 FROM users d WHERE d.id = $1 AND d.id <> $2 AND d.status = 'active'
        AND (d.agency_id = $3 OR EXISTS (
          SELECT 1 FROM assignments theirs JOIN assignments own ON own.individual_id = theirs.individual_id
           WHERE theirs.user_id = d.id AND theirs.ended_at IS NULL AND own.user_id = $2 AND own.ended_at IS NULL))`,
    [delegateId, userId, agencyId],
  );
  if (!delegate)
    throw new Invalid([
      { field: 'delegateId', message: 'Select somebody of the same agency, or who works one of the same cases' },
    ]);
}
