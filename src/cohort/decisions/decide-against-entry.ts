import { Injectable } from '@nestjs/common';
import { isStillVisible, visibleIndividual } from '../../individuals';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { tellOfCohortDecision } from '../../referrals';
import { type FieldProblem, Invalid, Stale } from '../../shared/errors';
import { NoDecisionOwed } from '../cohort.errors';
import { CohortDecision } from './cohort-decision.entity';
import { owedDecisions } from './owed-decision';

export interface RefusedEntry {
  individualId: string;
  /** The owed decision the user saw, and its version. */
  seen: { id: string; version: number };
  /** Why not, and what happens instead. */
  reason: string;
  /** Name and agency of each. */
  deciders: string[];
  /** Who disagreed and why; null: nobody did. */
  dissent: string | null;
}

export interface EntryRefused {
  id: string;
  /** Whether the actor has a part in the case and so still sees it. */
  staysVisible: boolean;
}

/** Decides, with reasons and by name, that somebody whose referral was accepted does not enter the cohort. */
@Injectable()
export class DecideAgainstEntry {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, refused: RefusedEntry, submission?: Submission): Promise<EntryRefused> {
    return this.transactions.act(actor, (tx) => this.within(tx, refused), submission);
  }

  /**
   * The panel, which saw the record to decide, does not see it any more: in a longer transaction of its member this comes last.
   * @throws NoDecisionOwed when it is decided; Stale when the user saw another one
   */
  async within(tx: Transaction, { individualId, seen, ...refused }: RefusedEntry): Promise<EntryRefused> {
    const individual = await visibleIndividual(tx, individualId, true);
    this.rules.ensureMay(tx.actor, 'decide', 'CohortMembership', individual);
    const owed = await owedDecisions(tx, individualId);
    if (owed.length === 0) throw new NoDecisionOwed();
    if (!owed.some(({ id, version }) => id === seen.id && version === seen.version)) throw new Stale();
    const deciders = refused.deciders.map((name) => name.trim()).filter((name) => name !== '');
    const problems = problemsOf(refused.reason, deciders);
    if (problems.length > 0) throw new Invalid(problems);
    const dissent = refused.dissent?.trim() || null;
    for (const decision of owed) {
      // The last of them takes the record from the panel.
      await tx.change(CohortDecision, decision, {
        ...{ outcome: 'not_entered', reason: refused.reason.trim(), deciders: deciders.join('\n'), dissent },
        ...{ decidedBy: tx.actor.userId, decidedOn: tx.today },
      });
      const subject = { subjectType: 'cohort_decision', subjectId: decision.id, individualId };
      await tx.audit({ act: 'cohort_decision.not_entered', ...subject, fields: ['reason', 'deciders', 'dissent'] });
    }
    await tellOfCohortDecision(tx, individualId);
    return { id: seen.id, staysVisible: await isStillVisible(tx, individualId) };
  }
}

function problemsOf(reason: string, deciders: string[]): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (reason.trim() === '') problems.push({ field: 'reason', message: 'Enter why they do not enter the cohort' });
  if (deciders.length === 0) problems.push({ field: 'deciders', message: 'Enter who decided' });
  return problems;
}
