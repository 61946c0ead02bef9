import { Injectable } from '@nestjs/common';
import { isStillVisible, visibleIndividual } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid } from '../shared/errors';
import { CohortMembership } from './cohort-membership.entity';
import type { ExitReason } from './cohort-words';
import { NobodyWouldSeeOpenPlan, NotInCohort } from './cohort.errors';
import { currentMembership, refuseStale } from './current-membership';

export interface CohortExit {
  individualId: string;
  /** The period the user saw, and its version; left out by a verb that has just read it. */
  seen?: { id: string; version: number };
  exitReason: ExitReason;
  rationale: string;
}

export interface CohortExited {
  id: string;
  /** Whether the actor has another part in the case and so still sees it. */
  staysVisible: boolean;
}

/** Ends a person's cohort period today, with the reason. */
@Injectable()
export class ExitCohort {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, exit: CohortExit, submission?: Submission): Promise<CohortExited> {
    return this.transactions.act(actor, (tx) => this.within(tx, exit), submission);
  }

  /**
   * From here on the panel sees the case no more: in a longer transaction of a panel member this comes last, after the
   * plan is closed and the decision written.
   * @throws NotInCohort when no period is open
   * @throws NobodyWouldSeeOpenPlan when nobody is named on the case and its plan is open
   */
  async within(tx: Transaction, exit: CohortExit): Promise<CohortExited> {
    const individual = await visibleIndividual(tx, exit.individualId, true);
    this.rules.ensureMay(tx.actor, 'decide', 'CohortMembership', individual);
    const current = await currentMembership(tx, exit.individualId);
    if (!current) throw new NotInCohort();
    refuseStale(current, exit.seen);
    if (exit.rationale.trim() === '') throw new Invalid([{ field: 'rationale', message: 'Enter why they leave' }]);
    if (await hidesOpenPlan(tx, exit.individualId)) throw new NobodyWouldSeeOpenPlan();
    const { id, version } = current;
    await tx.change(
      CohortMembership,
      { id, version },
      { endedOn: tx.today, exitReason: exit.exitReason, exitRationale: exit.rationale },
    );
    await tx.audit({
      act: 'cohort_membership.ended',
      subjectType: 'cohort_membership',
      subjectId: id,
      individualId: exit.individualId,
      fields: ['endedOn', 'exitReason', 'exitRationale'],
    });
    return { id, staysVisible: await isStillVisible(tx, exit.individualId) };
  }
}

async function hidesOpenPlan(tx: Transaction, individualId: string): Promise<boolean> {
  const found = await tx.query(
    `SELECT 1 FROM plans p WHERE p.individual_id = $1 AND p.status <> 'closed'
        AND NOT EXISTS (SELECT 1 FROM assignments a WHERE a.individual_id = $1 AND a.ended_at IS NULL)`,
    [individualId],
  );
  return found.length > 0;
}
