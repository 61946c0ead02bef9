import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DomainEvents, type Transaction } from '../../platform/database';
import { ReferralAccepted } from '../../referrals';
import { newId } from '../../shared/ids';
import { WorkingDaysAsKnown } from '../../shared/working-days';
import { currentMembership } from '../current-membership';
import { decisionDueOn } from '../domain/decision-due';
import { CohortDecision } from './cohort-decision.entity';
import { owedDecision } from './owed-decision';

/** Whoever is accepted is not lost: in the same transaction the panel that accepted them owes a decision, by a day. */
@Injectable()
export class AskForDecision implements OnModuleInit {
  constructor(private readonly events: DomainEvents) {}

  onModuleInit(): void {
    this.events.on(ReferralAccepted, (tx, accepted) => this.ask(tx, accepted));
  }

  /** Of somebody in the cohort, or for whom a decision is owed already, nothing more is asked. */
  private async ask(
    tx: Transaction,
    { referralId, individualId, panelId, acceptedOn }: ReferralAccepted,
  ): Promise<void> {
    if (await currentMembership(tx, individualId)) return;
    if (await owedDecision(tx, individualId)) return;
    const id = newId();
    await tx.insert(CohortDecision, {
      ...{ id, individualId, referralId, panelId, acceptedOn },
      dueOn: decisionDueOn(acceptedOn, new WorkingDaysAsKnown().isWorkingDay),
    });
    const subject = { subjectType: 'cohort_decision', subjectId: id, individualId };
    await tx.audit({ act: 'cohort_decision.asked', ...subject, fields: ['dueOn'] });
  }
}
