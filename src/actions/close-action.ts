import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Conflict, Invalid } from '../shared/errors';
import type { ActionEnd } from './action-words';
import { Action } from './action.entity';
import { visibleAction } from './visible-action';

export interface ActionClosure {
  id: string;
  /** The version the user saw. */
  version: number;
  status: ActionEnd;
  /** What came of it, in words; always asked, most of all when it was not done. */
  outcome: string;
}

export class ActionAlreadyClosed extends Conflict {
  constructor() {
    super('This action is already closed. Open it again to see its outcome.');
  }
}

/** Says how an action ended. */
@Injectable()
export class CloseAction {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, closure: ActionClosure, submission?: Submission): Promise<{ id: string; individualId: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, closure), submission);
  }

  /**
   * @throws Stale when the action was changed after the user saw it
   * @throws ActionAlreadyClosed when it is not open
   */
  async within(tx: Transaction, closure: ActionClosure): Promise<{ id: string; individualId: string }> {
    const action = await visibleAction(tx, closure.id);
    this.rules.ensureMay(tx.actor, 'close', 'Action', action);
    if (closure.outcome.trim() === '') throw new Invalid([{ field: 'outcome', message: 'Enter what happened' }]);
    if (action.version === closure.version && action.status !== 'open') throw new ActionAlreadyClosed();
    const { id, individualId } = action;
    await tx.change(
      Action,
      { id, version: closure.version },
      { status: closure.status, outcome: closure.outcome, closedAt: tx.now },
    );
    await tx.audit({
      act: 'action.closed',
      subjectType: 'action',
      subjectId: id,
      individualId,
      fields: ['status', 'outcome'],
    });
    await tx.announce('action.closed', id);
    return { id, individualId };
  }
}
