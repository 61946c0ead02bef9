import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { endEarlierStatus, refuseDayToCome } from './end-earlier';
import { IndividualStatus, type StatusKind, STATUSES } from './individual-status.entity';
import { visibleIndividual } from './visible-individual';

export interface NewStatus {
  individualId: string;
  kind: StatusKind;
  /** One of those of its kind. */
  status: string;
  /** Where, under which order, until when it is expected. */
  detail: string | null;
  fromOn: Day;
  untilOn?: Day | null;
  /** Who said so. */
  source: string;
}

/** Records custody, legal or corporate-parenting status. Custody and corporate parenting take the place of what stood before. */
@Injectable()
export class RecordStatus {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, status: NewStatus, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, status), submission);
  }

  /** @throws Invalid for a status of another kind, and for days that another one of its kind covers */
  async within(tx: Transaction, status: NewStatus): Promise<{ id: string }> {
    const { individualId, kind, fromOn, untilOn = null } = status;
    this.rules.ensureMay(tx.actor, 'change', 'Individual', await visibleIndividual(tx, individualId, true));
    refuseWrong(tx, status);
    if (kind !== 'legal') {
      await endEarlierStatus(tx, { individualId, kind, untilOn: fromOn });
      await refuseOverlap(tx, status);
    }
    const id = newId();
    await tx.insert(IndividualStatus, {
      ...status,
      untilOn,
      id,
      recordedBy: tx.actor.userId,
      agencyId: tx.actor.agencyId,
      recordedAt: tx.now,
    });
    await tx.audit({
      act: 'individual.status_recorded',
      subjectType: 'individual_status',
      subjectId: id,
      individualId,
      fields: [kind],
    });
    return { id };
  }
}

function refuseWrong(tx: Transaction, { kind, status, fromOn, untilOn, source }: NewStatus): void {
  const known: readonly string[] = STATUSES[kind];
  if (!known.includes(status)) throw new Invalid([{ field: 'status', message: 'Select a status' }]);
  if (source.trim() === '')
    throw new Invalid([{ field: 'source', message: 'Enter who told you, or where you read it' }]);
  refuseDayToCome(tx, fromOn);
  if (untilOn != null && untilOn < fromOn) {
    throw new Invalid([{ field: 'untilOn', message: 'The last day must be the same as or after the first' }]);
  }
}

/** The database holds it too; here it is said in the user's words. */
async function refuseOverlap(tx: Transaction, { individualId, kind, fromOn, untilOn }: NewStatus): Promise<void> {
  const covered = await tx.query(
    `SELECT 1 FROM individual_statuses
      WHERE individual_id = $1 AND kind = $2 AND withdrawn_at IS NULL
        AND daterange(from_on, until_on, '[)') && daterange($3::date, $4::date, '[)')`,
    [individualId, kind, fromOn, untilOn ?? null],
  );
  if (covered.length === 0) return;
  throw new Invalid([
    {
      field: 'fromOn',
      message: 'Another status covers these days. End it, or say that it was recorded in error, first',
    },
  ]);
}
