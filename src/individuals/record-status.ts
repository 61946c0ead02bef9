import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { type FieldProblem, Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { type CustodyPlace, isHeld, isNamedInWords } from './custody-places';
import { endEarlierStatus, refuseDayToCome } from './end-earlier';
import { CustodyRecorded } from './individual.events';
import { IndividualStatus, type StatusKind, STATUSES } from './individual-status.entity';
import { visibleIndividual } from './visible-individual';

export interface NewStatus {
  individualId: string;
  kind: StatusKind;
  /** One of those of its kind. */
  status: string;
  /** Under which order, with which conditions. */
  detail: string | null;
  /** Of somebody in custody. */
  place?: CustodyPlace | null;
  /** Which one, where the list knows only the kind. */
  placeName?: string | null;
  releaseExpectedOn?: Day | null;
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
    const wasHeld = kind === 'custody' && (await isHeldBefore(tx, individualId, fromOn));
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
    if (kind === 'custody') {
      const { releaseExpectedOn = null, source } = status;
      const hasLeft = wasHeld && !isHeld(status);
      await tx.publish(new CustodyRecorded({ individualId, hasLeft, fromOn, releaseExpectedOn, source }));
    }
    return { id };
  }
}

/** Who stands as being in custody when something else begins, leaves it. */
async function isHeldBefore(tx: Transaction, individualId: string, fromOn: Day): Promise<boolean> {
  const [standing] = await tx.query<{ kind: 'custody'; status: string }>(
    `SELECT kind, status FROM individual_statuses WHERE individual_id = $1 AND kind = 'custody'
        AND until_on IS NULL AND withdrawn_at IS NULL AND from_on <= $2::date`,
    [individualId, fromOn],
  );
  return standing !== undefined && isHeld(standing);
}

function refuseWrong(tx: Transaction, recorded: NewStatus): void {
  const { kind, status, fromOn, untilOn, source } = recorded;
  const known: readonly string[] = STATUSES[kind];
  if (!known.includes(status)) throw new Invalid([{ field: 'status', message: 'Select a status' }]);
  if (source.trim() === '')
    throw new Invalid([{ field: 'source', message: 'Enter who told you, or where you read it' }]);
  refuseDayToCome(tx, fromOn);
  if (untilOn != null && untilOn < fromOn) {
    throw new Invalid([{ field: 'untilOn', message: 'The last day must be the same as or after the first' }]);
  }
  const problems = custodyProblems(recorded);
  if (problems.length > 0) throw new Invalid(problems);
}

function custodyProblems(recorded: NewStatus): FieldProblem[] {
  const { place, placeName, releaseExpectedOn, fromOn } = recorded;
  const isOfCustody = Boolean(place ?? placeName ?? releaseExpectedOn);
  if (isOfCustody && !isHeld(recorded)) {
    return [{ field: 'place', message: 'Only a status in custody has a place and an expected release' }];
  }
  const problems: FieldProblem[] = [];
  if (placeName && (!place || !isNamedInWords(place))) {
    problems.push({ field: 'place', message: 'Select what kind of place it is, or leave its name blank' });
  }
  if (place && isNamedInWords(place) && !placeName) {
    problems.push({ field: 'placeName', message: 'Enter the name of the place' });
  }
  if (releaseExpectedOn && releaseExpectedOn < fromOn) {
    problems.push({ field: 'releaseExpectedOn', message: 'Release must be on or after the day it began' });
  }
  return problems;
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
