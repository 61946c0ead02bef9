import { Injectable } from '@nestjs/common';
import { AddIndividual, asTransaction, possibleDuplicates, visibleIndividual } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { type FieldProblem, Invalid, Stale } from '../shared/errors';
import { newId } from '../shared/ids';
import { isOpen, statusAfter, type TriageDecision } from './domain/triage';
import { type LoadedReferral, loadReferral } from './load-referral';
import { ReferralDecision } from './referral-decision.entity';
import { Referral } from './referral.entity';
import { QuestionIsOpen, ReferralIsClosed } from './referral.errors';
import { ReferralAccepted } from './referral.events';
import { tell } from './tell';

export interface Triage {
  id: string;
  /** The version of the referral that was read. */
  version: number;
  decision: TriageDecision;
  /** For the panel alone. */
  reason: string;
  /** What the referrer is told. */
  answer: string;
  /** With redirect: the service that takes it on. */
  redirectedTo?: string | null;
  /** With accept: somebody on record whom it is about; null makes a new record. */
  individualId?: string | null;
  /** With accept: true until it is answered whether they are one of the people on record who may be the same. */
  mustLook?: boolean;
}

export interface Triaged {
  id: string;
  /** Whom it is about, once it is accepted. */
  individualId: string | null;
}

/** Decides what becomes of a referral, with reasons, and tells the referrer. */
@Injectable()
export class TriageReferral {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly addIndividual: AddIndividual,
  ) {}

  run(actor: Actor, triage: Triage, submission?: Submission): Promise<Triaged> {
    return this.transactions.act(actor, (tx) => this.within(tx, triage), submission);
  }

  /** @throws Stale when somebody else decided first, or the referrer added to it; ReferralIsClosed when it has its answer */
  async within(tx: Transaction, triage: Triage): Promise<Triaged> {
    const referral = await loadReferral(tx, triage.id);
    this.rules.ensureMay(tx.actor, 'triage', 'Referral', referral);
    if (referral.version !== triage.version) throw new Stale();
    if (!isOpen(referral.status)) throw new ReferralIsClosed();
    const status = statusAfter(referral.status, triage.decision);
    if (status === undefined) throw new QuestionIsOpen();
    const problems = problemsOf(triage);
    if (problems.length > 0) throw new Invalid(problems);
    const individualId = triage.decision === 'accept' ? await this.whom(tx, referral, triage) : referral.individualId;
    const id = newId();
    await tx.insert(ReferralDecision, {
      ...{ id, referralId: referral.id, decision: triage.decision },
      ...{ reason: triage.reason.trim(), answer: triage.answer.trim(), wasDueOn: referral.triageDueOn },
      decidedBy: tx.actor.userId,
      decidedOn: tx.today,
      recordedAt: tx.now,
    });
    await tell(tx, { referralId: referral.id, kind: 'answered', recipients: [referral.referredBy] });
    await tx.change(Referral, referral, {
      ...{ status, individualId, answer: triage.answer.trim(), answeredAt: tx.now },
      redirectedTo: triage.decision === 'redirect' ? (triage.redirectedTo?.trim() ?? null) : null,
    });
    if (triage.decision === 'accept' && individualId !== null) {
      await tx.publish(new ReferralAccepted(referral.id, individualId, referral.panelId, tx.today));
    }
    await tx.audit({
      act: 'referral.triaged',
      subjectType: 'referral',
      subjectId: referral.id,
      individualId: individualId ?? undefined,
      fields: ['decision', 'reason', 'answer', ...(triage.decision === 'accept' ? ['individualId'] : [])],
    });
    return { id, individualId };
  }

  /** Somebody on record, by the referrer's word or the triager's choice, or a new record made by the verb that makes them. */
  private async whom(tx: Transaction, referral: LoadedReferral, triage: Triage): Promise<string> {
    const { individualId, mustLook = false } = triage;
    if (referral.individualId !== null) return referral.individualId;
    if (individualId) {
      const individual = await visibleIndividual(tx, individualId);
      this.rules.ensureMay(tx.actor, 'change', 'Individual', individual);
      return individual.id;
    }
    const { givenName, familyName, dateOfBirth } = referral;
    const person = { givenName, familyName, dateOfBirth };
    if (mustLook && (await possibleDuplicates(asTransaction(tx), tx.actor, person)).length > 0) throw new NotLookedAt();
    return (await this.addIndividual.within(tx, person)).id;
  }
}

/** A record made over one that is there splits the history of somebody known. */
class NotLookedAt extends Invalid {
  constructor() {
    super([{ field: 'individualId', message: 'Select which of the people you see it is, or none of these' }]);
  }
}

function problemsOf(triage: Triage): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (triage.decision === 'redirect' && !triage.redirectedTo?.trim()) {
    problems.push({ field: 'redirectedTo', message: 'Enter the service it is redirected to' });
  }
  if (triage.reason.trim() === '') problems.push({ field: 'reason', message: 'Enter the reasons for the decision' });
  if (triage.answer.trim() === '') problems.push({ field: 'answer', message: 'Enter what the referrer is told' });
  return problems;
}
