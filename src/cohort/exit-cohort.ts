import { Injectable } from '@nestjs/common';
import { EndOpenActions } from '../actions';
import { isStillVisible, visibleIndividual } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { type Day, dayInWords } from '../shared/day';
import { Invalid } from '../shared/errors';
import { CohortMembership } from './cohort-membership.entity';
import type { ExitReason } from './cohort-words';
import { NotInCohort } from './cohort.errors';
import { LeavingCohort } from './cohort.events';
import { currentMembership, refuseStale } from './current-membership';
import { ensureSomebodyOpens } from './ensure-somebody-opens';
import { owedDecision } from './decisions/owed-decision';
import { acceptanceKept, problemsOfAcceptance } from './domain/acceptance';

export interface CohortExit {
  individualId: string;
  /** The period the user saw, and its version; left out by a verb that has just read it. */
  seen?: { id: string; version: number };
  exitReason: ExitReason;
  rationale: string;
  /** For a move to another area, all three: who accepted the person there, and when. */
  acceptingAuthority?: string | null;
  acceptedBy?: string | null;
  acceptedOn?: Day | null;
  /** True where a panel, with the exit, asked for what is to be done now: that goes on. */
  actionsGoOn?: boolean;
}

export interface CohortExited {
  id: string;
  /** Whether the actor has another part in the case and so still sees it. */
  staysVisible: boolean;
}

/** Ends a person's cohort period today, with the reason, and everything that was owed to them as a member. */
@Injectable()
export class ExitCohort {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly endOpenActions: EndOpenActions,
  ) {}

  run(actor: Actor, exit: CohortExit, submission?: Submission): Promise<CohortExited> {
    return this.transactions.act(actor, (tx) => this.within(tx, exit), submission);
  }

  /**
   * The plan and its review end first (LeavingCohort), then the open actions, last the period: from there on the panel
   * sees the case no more. In a longer transaction of a panel member this comes last.
   * @throws NotInCohort when no period is open; Invalid where nobody could open the record afterwards
   */
  async within(tx: Transaction, exit: CohortExit): Promise<CohortExited> {
    const { individualId, exitReason } = exit;
    const individual = await visibleIndividual(tx, individualId, true);
    this.rules.ensureMay(tx.actor, 'decide', 'CohortMembership', individual);
    const current = await currentMembership(tx, individualId);
    if (!current) throw new NotInCohort();
    refuseStale(current, exit.seen);
    const problems = problemsOfAcceptance(exitReason, exit, tx.today);
    if (exit.rationale.trim() === '') problems.unshift({ field: 'rationale', message: 'Enter why they leave' });
    if (problems.length > 0) throw new Invalid(problems);
    await ensureSomebodyOpens(tx, current, exitReason);
    await tx.publish(new LeavingCohort(individualId));
    const outcome = `Left the cohort on ${dayInWords(tx.today)}`;
    if (!exit.actionsGoOn) await this.endOpenActions.within(tx, { individualId, outcome });
    const { id, version } = current;
    const acceptance = acceptanceKept(exit);
    const ended = { endedOn: tx.today, exitReason, exitRationale: exit.rationale, ...acceptance };
    await tx.change(CohortMembership, { id, version }, ended);
    await tx.audit({
      act: 'cohort_membership.ended',
      subjectType: 'cohort_membership',
      subjectId: id,
      individualId,
      fields: ['endedOn', 'exitReason', 'exitRationale', ...(acceptance.acceptedOn ? Object.keys(acceptance) : [])],
    });
    if (exitReason === 'entered_in_error') await auditOwedAgain(tx, individualId);
    return { id, staysVisible: await isStillVisible(tx, individualId) };
  }
}

/** The database has asked for it with the end of the period: whoever ends it need not see the referral. */
async function auditOwedAgain(tx: Transaction, individualId: string): Promise<void> {
  const owed = await owedDecision(tx, individualId);
  if (!owed) return;
  const subject = { subjectType: 'cohort_decision', subjectId: owed.id, individualId };
  await tx.audit({ act: 'cohort_decision.asked', ...subject, fields: ['dueOn'] });
}
