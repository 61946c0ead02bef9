import { Injectable } from '@nestjs/common';
import { type Tier, visibleIndividual } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { type Day, isBefore } from '../shared/day';
import { type FieldProblem, Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import type { Strand } from './cohort-words';
import { NotInCohort } from './cohort.errors';
import { PlaceChanged } from './cohort.events';
import { type CurrentMembership, currentMembership, refuseStale } from './current-membership';
import { neitherRole } from './domain/roles';

/** What may change without leaving the cohort. What is left out stays as it is; null is "not known". */
export interface PlaceChange {
  tier: Tier;
  strand?: Strand | null;
  isExperiencing?: boolean | null;
  isPerpetrating?: boolean | null;
}

export interface TierChange extends PlaceChange {
  individualId: string;
  /** The period the user saw, and its version; left out by a verb that has just read it. */
  seen?: { id: string; version: number };
  decision: string;
  evidence: string;
  /** Today when it is left out. */
  evidenceOn?: Day;
}

export interface TierChanged {
  /** Of the new period. */
  id: string;
  /** What followed from it, in sentences: a review that was brought forward. */
  effects: string[];
}

type NewPlace = Required<PlaceChange>;

/** Ends the cohort period as it was and starts the next at another tier, strand or role, on the same day. */
@Injectable()
export class ChangeTier {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, change: TierChange, submission?: Submission): Promise<TierChanged> {
    return this.transactions.act(actor, (tx) => this.within(tx, change), submission);
  }

  async within(tx: Transaction, change: TierChange): Promise<TierChanged> {
    const individual = await visibleIndividual(tx, change.individualId, true);
    this.rules.ensureMay(tx.actor, 'decide', 'CohortMembership', individual);
    const current = await currentMembership(tx, change.individualId);
    if (!current) throw new NotInCohort();
    refuseStale(current, change.seen);
    const place = placeAfter(current, change);
    const changed = changedParts(current, place);
    const problems = problemsOf(change, { place, changed, today: tx.today });
    if (problems.length > 0) throw new Invalid(problems);
    const placed = new PlaceChanged(change.individualId, current, place);
    await tx.publish(placed);
    const id = newId();
    await replacePeriod(tx, { id, currentId: current.id, change, place });
    await tx.audit({
      act: 'cohort_membership.tier_changed',
      subjectType: 'cohort_membership',
      subjectId: id,
      individualId: change.individualId,
      fields: [...changed, 'decision', 'evidence', 'evidenceOn'],
    });
    return { id, effects: placed.effects };
  }
}

const placeAfter = (current: CurrentMembership, change: PlaceChange): NewPlace => ({
  tier: change.tier,
  strand: change.strand === undefined ? current.strand : change.strand,
  isExperiencing: change.isExperiencing === undefined ? current.isExperiencing : change.isExperiencing,
  isPerpetrating: change.isPerpetrating === undefined ? current.isPerpetrating : change.isPerpetrating,
});

const changedParts = (current: CurrentMembership, place: NewPlace): string[] =>
  (['tier', 'strand', 'isExperiencing', 'isPerpetrating'] as const).filter((part) => current[part] !== place[part]);

function problemsOf(
  change: TierChange,
  { place, changed, today }: { place: NewPlace; changed: string[]; today: Day },
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (changed.length === 0) {
    problems.push({ field: 'tier', message: 'Select a tier other than the present one, or another strand or role' });
  }
  problems.push(...neitherRole(place));
  if (change.decision.trim() === '') problems.push({ field: 'decision', message: 'Enter the decision' });
  if (change.evidence.trim() === '') problems.push({ field: 'evidence', message: 'Enter the evidence' });
  if (change.evidenceOn !== undefined && isBefore(today, change.evidenceOn)) {
    problems.push({ field: 'evidenceOn', message: 'The day of the evidence must be today or in the past' });
  }
  return problems;
}

interface Replacement {
  id: string;
  currentId: string;
  change: TierChange;
  place: NewPlace;
}

/**
 * One statement, because the triggers that say who may see run at its end: with two, the panel would lose sight of the
 * case between them and the second would be refused. The day of the next validation is carried over: a change of tier
 * does not ask whether the person still belongs in the cohort.
 */
async function replacePeriod(tx: Transaction, { id, currentId, change, place }: Replacement): Promise<void> {
  await tx.query(
    `WITH ended AS (
       UPDATE cohort_memberships
          SET ended_on = $3::date, exit_reason = 'superseded', exit_rationale = $5, version = version + 1
        WHERE id = $2 AND ended_on IS NULL
        RETURNING individual_id, panel_id, started_on, method_id, validate_by
     )
     INSERT INTO cohort_memberships (id, individual_id, panel_id, started_on, tier, strand, is_experiencing,
            is_perpetrating, decision, evidence, evidence_on, decided_by, recorded_at, came_about, method_id, validate_by)
     SELECT $1, individual_id, panel_id, $3::date, $4, $10, $11, $12, $5, $6, $7::date, $8, $9, 'changed', method_id,
            coalesce(validate_by, (started_on + interval '6 months')::date)
       FROM ended`,
    [
      id,
      currentId,
      tx.today,
      place.tier,
      change.decision,
      change.evidence,
      change.evidenceOn ?? tx.today,
      tx.actor.userId,
      tx.now,
      place.strand,
      place.isExperiencing,
      place.isPerpetrating,
    ],
  );
}
