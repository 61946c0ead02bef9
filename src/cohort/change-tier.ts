import { Injectable } from '@nestjs/common';
import { type Tier, visibleIndividual } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { NotInCohort } from './cohort.errors';
import { currentMembership, refuseStale } from './current-membership';

export interface TierChange {
  individualId: string;
  /** The period the user saw, and its version; left out by a verb that has just read it. */
  seen?: { id: string; version: number };
  tier: Tier;
  decision: string;
  evidence: string;
  /** Today when it is left out. */
  evidenceOn?: Day;
}

/** Ends the cohort period at its old tier and starts the next at the new one, on the same day. */
@Injectable()
export class ChangeTier {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, change: TierChange, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, change), submission);
  }

  /** @returns the id of the new period */
  async within(tx: Transaction, change: TierChange): Promise<{ id: string }> {
    const individual = await visibleIndividual(tx, change.individualId, true);
    this.rules.ensureMay(tx.actor, 'decide', 'CohortMembership', individual);
    const current = await currentMembership(tx, change.individualId);
    if (!current) throw new NotInCohort();
    refuseStale(current, change.seen);
    refuseWrong(change, current.tier, tx.today);
    const id = newId();
    await replacePeriod(tx, id, current.id, change);
    await tx.audit({
      act: 'cohort_membership.tier_changed',
      subjectType: 'cohort_membership',
      subjectId: id,
      individualId: change.individualId,
      fields: ['tier', 'decision', 'evidence', 'evidenceOn'],
    });
    return { id };
  }
}

function refuseWrong(change: TierChange, current: Tier, today: Day): void {
  if (change.tier === current)
    throw new Invalid([{ field: 'tier', message: 'Select a tier other than the present one' }]);
  if (change.decision.trim() === '') throw new Invalid([{ field: 'decision', message: 'Enter the decision' }]);
  if (change.evidence.trim() === '') throw new Invalid([{ field: 'evidence', message: 'Enter the evidence' }]);
  if (change.evidenceOn !== undefined && change.evidenceOn > today) {
    throw new Invalid([{ field: 'evidenceOn', message: 'The day of the evidence must be today or in the past' }]);
  }
}

/**
 * One statement, because the triggers that say who may see run at its end: with two, the panel would lose sight of the
 * case between them and the second would be refused.
 */
async function replacePeriod(tx: Transaction, id: string, currentId: string, change: TierChange): Promise<void> {
  await tx.query(
    `WITH ended AS (
       UPDATE cohort_memberships
          SET ended_on = $3::date, exit_reason = 'superseded', exit_rationale = $5, version = version + 1
        WHERE id = $2 AND ended_on IS NULL
        RETURNING individual_id, panel_id, strand, is_experiencing, is_perpetrating
     )
     INSERT INTO cohort_memberships (id, individual_id, panel_id, started_on, tier, strand, is_experiencing,
            is_perpetrating, decision, evidence, evidence_on, decided_by, recorded_at)
     SELECT $1, individual_id, panel_id, $3::date, $4, strand, is_experiencing, is_perpetrating, $5, $6, $7::date, $8, $9
       FROM ended`,
    [
      id,
      currentId,
      tx.today,
      change.tier,
      change.decision,
      change.evidence,
      change.evidenceOn ?? tx.today,
      tx.actor.userId,
      tx.now,
    ],
  );
}
