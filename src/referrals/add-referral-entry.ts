import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { WorkingDaysAsKnown } from '../shared/working-days';
import { isOpen, triageDueOn } from './domain/triage';
import { loadReferral } from './load-referral';
import { ReferralEntry } from './referral-entry.entity';
import { Referral } from './referral.entity';
import { ReferralIsClosed } from './referral.errors';
import { chairsOf, tell } from './tell';

export interface ReferralAddition {
  id: string;
  text: string;
}

/** The referrer adds to a referral that has no answer yet; the answer to a question starts the clock of triage anew. */
@Injectable()
export class AddReferralEntry {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, addition: ReferralAddition, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, addition), submission);
  }

  async within(tx: Transaction, { id: referralId, text }: ReferralAddition): Promise<{ id: string }> {
    const referral = await loadReferral(tx, referralId);
    this.rules.ensureMay(tx.actor, 'add_to', 'Referral', referral);
    if (!isOpen(referral.status)) throw new ReferralIsClosed();
    if (text.trim() === '') throw new Invalid([{ field: 'text', message: 'Enter what you want to add' }]);
    const id = newId();
    await tx.insert(ReferralEntry, {
      ...{ id, referralId, text: text.trim() },
      authorId: tx.actor.userId,
      recordedAt: tx.now,
    });
    const isAnswer = referral.status === 'more_information';
    const dueOn = isAnswer ? triageDueOn(tx.today, new WorkingDaysAsKnown().isWorkingDay) : referral.triageDueOn;
    // A new version also where nothing else changes: whoever triages meanwhile has not read this.
    await tx.change(Referral, referral, { status: 'awaiting_triage', triageDueOn: dueOn });
    const fields = ['text'];
    await tx.audit({ act: 'referral.added_to', subjectType: 'referral', subjectId: referralId, fields });
    await tell(tx, { referralId, kind: 'added_to', recipients: await chairsOf(tx, referral.panelId) });
    return { id };
  }
}
