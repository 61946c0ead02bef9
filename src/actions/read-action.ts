import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { Transactions } from '../platform/database';
import { NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import { type OneActionRow, oneAction } from './actions.queries';

/**
 * Opens one action, with its audit row. Through a transaction and not the reader: the reader's audit asks whether the
 * actor sees the case, and an owner in another agency rightly sees the action without it.
 */
@Injectable()
export class ReadAction {
  constructor(private readonly transactions: Transactions) {}

  /** @throws NotFound when it is not there or not the actor's to see; the attempt is audited too */
  async run(actor: Actor, id: string): Promise<OneActionRow> {
    if (!isId(id)) throw new NotFound();
    const action = await this.transactions.act(actor, async (tx) => {
      const { text, values } = oneAction(actor, id);
      const [row] = await tx.query<OneActionRow>(text, values);
      await tx.audit({
        act: row ? 'action.read' : 'action.read.refused',
        subjectType: 'action',
        subjectId: id,
        individualId: row?.individual_id,
      });
      return row;
    });
    if (!action) throw new NotFound();
    return action;
  }
}
