import { Injectable } from '@nestjs/common';
import { isStillVisible, type Tier, visibleIndividual } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { type FieldProblem, Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { CohortMembership } from './cohort-membership.entity';
import type { Strand } from './cohort-words';
import { AlreadyInCohort } from './cohort.errors';
import { currentMembership } from './current-membership';

export interface CohortEntry {
  individualId: string;
  /** Left out where the partnership has one panel. */
  panelId?: string;
  startedOn: Day;
  tier: Tier;
  strand?: Strand | null;
  /** Null: not known. */
  isExperiencing: boolean | null;
  isPerpetrating: boolean | null;
  decision: string;
  evidence: string;
  evidenceOn: Day;
}

export interface CohortEntered {
  id: string;
  /** Whether the actor, who may only have made the record, still sees the case. */
  staysVisible: boolean;
}

/** Takes a person into the cohort: never without a decision, and evidence with a date. */
@Injectable()
export class EnterCohort {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, entry: CohortEntry, submission?: Submission): Promise<CohortEntered> {
    return this.transactions.act(actor, (tx) => this.within(tx, entry), submission);
  }

  /**
   * From here on the panel sees the case, and whoever only made the record does not any more unless they are on it:
   * in a longer transaction, what that actor must still do to the case comes before.
   * @throws AlreadyInCohort while a period is open
   */
  async within(tx: Transaction, entry: CohortEntry): Promise<CohortEntered> {
    const individual = await visibleIndividual(tx, entry.individualId, true);
    this.rules.ensureMay(tx.actor, 'decide', 'CohortMembership', individual);
    if (await currentMembership(tx, entry.individualId)) throw new AlreadyInCohort();
    const problems = problemsOf(entry, tx.today);
    if (problems.length > 0) throw new Invalid(problems);
    await ensureAfterLastPeriod(tx, entry);
    const id = newId();
    await tx.insert(CohortMembership, {
      ...entry,
      id,
      panelId: await panelOf(tx, entry.panelId),
      decidedBy: tx.actor.userId,
      recordedAt: tx.now,
    });
    await tx.audit({
      act: 'cohort_membership.started',
      subjectType: 'cohort_membership',
      subjectId: id,
      individualId: entry.individualId,
      fields: ['startedOn', 'tier', 'strand', 'isExperiencing', 'isPerpetrating', 'decision', 'evidence', 'evidenceOn'],
    });
    return { id, staysVisible: await isStillVisible(tx, entry.individualId) };
  }
}

function problemsOf(entry: CohortEntry, today: Day): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (entry.startedOn > today) problems.push({ field: 'startedOn', message: 'Start must be today or in the past' });
  if (entry.evidenceOn > today) {
    problems.push({ field: 'evidenceOn', message: 'The day of the evidence must be today or in the past' });
  }
  if (entry.evidence.trim() === '')
    problems.push({ field: 'evidence', message: 'Enter the evidence for this decision' });
  if (entry.decision.trim() === '') problems.push({ field: 'decision', message: 'Enter the decision' });
  if (entry.isExperiencing === false && entry.isPerpetrating === false) {
    const message =
      'Somebody at risk of neither does not belong in the cohort: select yes or not known for one of them';
    problems.push({ field: 'isExperiencing', message });
  }
  return problems;
}

async function ensureAfterLastPeriod(tx: Transaction, entry: CohortEntry): Promise<void> {
  const overlapping = await tx.query(
    'SELECT 1 FROM cohort_memberships WHERE individual_id = $1 AND ended_on > $2::date',
    [entry.individualId, entry.startedOn],
  );
  if (overlapping.length === 0) return;
  throw new Invalid([{ field: 'startedOn', message: 'Start must be on or after the day they last left the cohort' }]);
}

async function panelOf(tx: Transaction, panelId: string | undefined): Promise<string> {
  const panels = await tx.query<{ id: string }>('SELECT id FROM panels WHERE $1::uuid IS NULL OR id = $1 LIMIT 2', [
    panelId ?? null,
  ]);
  const [only] = panels;
  if (only === undefined || panels.length > 1) throw new Invalid([{ field: 'panelId', message: 'Select a panel' }]);
  return only.id;
}
