import { Injectable } from '@nestjs/common';
import { visibleIndividual } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { addMonths, type Day } from '../shared/day';
import { dueWorkingDay } from '../shared/working-days';
import { Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { CohortMembership } from './cohort-membership.entity';
import { NotInCohort } from './cohort.errors';
import { currentMembership, refuseStale } from './current-membership';
import { problemsOfDays } from './domain/days-of-grounds';
import { type DatedEvidence, type EvidenceKind, problemsOfGrounds } from './domain/grounds';
import { VALIDATION_MONTHS } from './domain/validation';
import { CohortValidation } from './grounds/cohort-validation.entity';
import { heldDays } from './grounds/held-days';
import { keepGrounds } from './grounds/keep-grounds';
import { methodOf } from './method/method-in-force';

export interface MembershipValidation {
  individualId: string;
  /** The period the user saw, and its version; left out by a verb that has just read it. */
  seen?: { id: string; version: number };
  decision: string;
  criteriaMet: string[];
  evidenceKind: EvidenceKind;
  evidence: string;
  evidenceOn: Day;
  furtherEvidence?: DatedEvidence[];
  deciders: string[];
  /** Who disagreed and why; null: nobody did. */
  dissent: string | null;
}

/**
 * Decides, with criteria and evidence of its own, that somebody still belongs in the cohort, and sets the day of the
 * next check. Who does not belong any more leaves: ExitCohort.
 */
@Injectable()
export class ValidateMembership {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(
    actor: Actor,
    validation: MembershipValidation,
    submission?: Submission,
  ): Promise<{ id: string; validateBy: Day }> {
    return this.transactions.act(actor, (tx) => this.within(tx, validation), submission);
  }

  /** @throws NotInCohort when no period is open */
  async within(tx: Transaction, validation: MembershipValidation): Promise<{ id: string; validateBy: Day }> {
    const { individualId, dissent } = validation;
    const individual = await visibleIndividual(tx, individualId, true);
    this.rules.ensureMay(tx.actor, 'decide', 'CohortMembership', individual);
    const current = await currentMembership(tx, individualId);
    if (!current) throw new NotInCohort();
    refuseStale(current, validation.seen);
    const grounds = groundsOf(validation);
    const decision = validation.decision.trim();
    const problems = problemsOfGrounds(grounds, tx.today);
    if (decision === '') problems.unshift({ field: 'decision', message: 'Enter the decision' });
    if (problems.length > 0) throw new Invalid(problems);
    const method = await methodOf(tx, validation.criteriaMet);
    const days = problemsOfDays(await heldDays(tx, { individualId, ...grounds, decidedOn: tx.today }));
    if (days.length > 0) throw new Invalid(days);
    const id = newId();
    const validateBy = dueWorkingDay(addMonths(tx.today, method.validationMonths));
    const wasDueOn = dueWorkingDay(current.validateBy ?? addMonths(current.startedOn, VALIDATION_MONTHS));
    await tx.insert(CohortValidation, {
      ...{ id, membershipId: current.id, individualId, methodId: method.id, decision, wasDueOn, validateBy },
      dissent: dissent?.trim() || null,
      decidedBy: tx.actor.userId,
      decidedOn: tx.today,
      recordedAt: tx.now,
    });
    await keepGrounds(tx, { membershipId: current.id, validationId: id, individualId }, grounds);
    await tx.change(CohortMembership, { id: current.id, version: current.version }, { validateBy });
    await tx.audit({
      act: 'cohort_membership.validated',
      subjectType: 'cohort_membership',
      subjectId: current.id,
      individualId,
      fields: ['decision', 'criteriaMet', 'evidence', 'evidenceOn', 'deciders', 'dissent', 'validateBy'],
    });
    return { id, validateBy };
  }
}

const groundsOf = ({ criteriaMet, deciders, furtherEvidence, ...first }: MembershipValidation) => ({
  criteriaMet,
  evidence: [
    { kind: first.evidenceKind, text: first.evidence, happenedOn: first.evidenceOn },
    ...(furtherEvidence ?? []),
  ],
  deciders,
});
