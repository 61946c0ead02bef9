import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { type Day, isBefore } from '../../shared/day';
import { Invalid } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { IdentificationCycle } from './identification-cycle.entity';
import { methodInForce } from './method-in-force';
import { NoMethodInForce } from './method.errors';

export interface HeldCycle {
  heldOn: Day;
  /** Which lists were gone through, by whom, and what came of it. */
  summary: string;
}

/** Records that the partnership went through everybody; the next time is due one cycle after it. */
@Injectable()
export class RecordCycle {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, cycle: HeldCycle, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, cycle), submission);
  }

  async within(tx: Transaction, { heldOn, summary }: HeldCycle): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'record_cycle', 'IdentificationMethod', { status: 'in_force' });
    if (isBefore(tx.today, heldOn)) {
      throw new Invalid([{ field: 'heldOn', message: 'The day must be today or in the past' }]);
    }
    if (summary.trim() === '') throw new Invalid([{ field: 'summary', message: 'Enter what was gone through' }]);
    const method = await methodInForce(tx);
    if (!method) throw new NoMethodInForce();
    const id = newId();
    await tx.insert(IdentificationCycle, {
      id,
      methodId: method.id,
      heldOn,
      summary: summary.trim(),
      recordedBy: tx.actor.userId,
      recordedAt: tx.now,
    });
    const fields = ['heldOn', 'summary'];
    await tx.audit({
      act: 'identification_cycle.recorded',
      subjectType: 'identification_method',
      subjectId: method.id,
      fields,
    });
    return { id };
  }
}
