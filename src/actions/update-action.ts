import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Conflict, Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { ActionUpdate } from './action-update.entity';
import type { ActionStanding } from './action-words';
import { visibleAction } from './visible-action';

export interface NewActionUpdate {
  id: string;
  standing: ActionStanding;
  /** 0 to 100; null where a share would say nothing. */
  percentComplete: number | null;
  text: string;
}

class ActionHasEnded extends Conflict {
  constructor() {
    super('This action has ended. Open it again to see how.');
  }
}

/** Says how an open action goes. Whoever may close it may, the owner without seeing the case or opening the plan. */
@Injectable()
export class UpdateAction {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, update: NewActionUpdate, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, update), submission);
  }

  /** @throws Conflict when the action has ended */
  async within(tx: Transaction, update: NewActionUpdate): Promise<{ id: string }> {
    const action = await visibleAction(tx, update.id);
    this.rules.ensureMay(tx.actor, 'close', 'Action', action);
    if (action.status !== 'open') throw new ActionHasEnded();
    const { standing, percentComplete } = update;
    const text = update.text.trim();
    if (text === '') throw new Invalid([{ field: 'text', message: 'Enter how it goes' }]);
    if (standing === 'blocked' && percentComplete === 100) {
      throw new Invalid([{ field: 'percentComplete', message: 'A blocked action is not complete' }]);
    }
    const id = newId();
    const { id: actionId, individualId } = action;
    await tx.insert(ActionUpdate, {
      id,
      actionId,
      individualId,
      standing,
      percentComplete,
      text,
      madeBy: tx.actor.userId,
      madeAt: tx.now,
    });
    const fields = ['standing', 'percentComplete', 'text'];
    await tx.audit({ act: 'action.updated', subjectType: 'action', subjectId: actionId, individualId, fields });
    await tx.announce('action.updated', actionId);
    return { id };
  }
}
