import { Injectable } from '@nestjs/common';
import { type Actor, hasRole } from '../platform/access';
import { Reader, type Submission, Transactions } from '../platform/database';
import { Invalid, NotAllowed, NotFound } from '../shared/errors';
import { isId, newId } from '../shared/ids';
import { PassingOnAgreement, type PassableItem } from './passing-on.entity';
import { visibleIndividual } from '../individuals';

/** An item that a print, an export or minutes would carry out of the agencies it is for. */
export interface PassingItem {
  id: string;
  suppliedBy: string;
  mayBePassedOn: boolean;
}

/**
 * Every export, print and set of minutes calls this, and leaves out what it does not give back: what an agency supplied is not
 * passed on without it. The supplying agency itself may always; others when it is marked so, or that agency agreed.
 */
export const whatMayBePassedOn = <Item extends PassingItem>(
  actor: Actor,
  items: readonly Item[],
  agreed: ReadonlySet<string>,
): Item[] => items.filter((item) => item.mayBePassedOn || item.suppliedBy === actor.agencyId || agreed.has(item.id));

export interface NewAgreement {
  individualId: string;
  itemType: PassableItem;
  itemId: string;
  passedOnTo: string;
}

/** Who supplied an item, by its kind. */
const SUPPLIERS: Record<PassableItem, string> = {
  note: 'SELECT supplied_by FROM notes WHERE id = $1 AND individual_id = $2',
  action: 'SELECT supplied_by FROM actions WHERE id = $1 AND individual_id = $2',
  plan_risk: 'SELECT supplied_by FROM plan_risks WHERE id = $1 AND individual_id = $2',
  plan_goal: 'SELECT supplied_by FROM plan_goals WHERE id = $1 AND individual_id = $2',
  plan_entry: 'SELECT supplied_by FROM plan_entries WHERE id = $1 AND individual_id = $2',
};

/** The record of agencies agreeing that what they supplied is passed on. */
@Injectable()
export class PassingOn {
  constructor(
    private readonly reader: Reader,
    private readonly transactions: Transactions,
  ) {}

  /** Ids of the items of a case whose agency agreed, for `whatMayBePassedOn`. */
  async agreedOf(actor: Actor, individualId: string): Promise<ReadonlySet<string>> {
    const rows = await this.reader.many<{ item_id: string }>(actor, undefined, {
      name: 'agreements-of-case',
      text: `SELECT DISTINCT p.item_id FROM passing_on_agreements p
               JOIN individuals i ON i.id = p.individual_id AND i.access_keys && $2::uuid[] WHERE p.individual_id = $1`,
      values: [individualId, actor.accessKeys],
    });
    return new Set(rows.map((row) => row.item_id));
  }

  /** A manager of the agency that supplied an item agrees. @throws NotAllowed for anybody else who sees it */
  agree(actor: Actor, agreement: NewAgreement, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        const { individualId, itemType, itemId, passedOnTo } = agreement;
        await visibleIndividual(tx, individualId);
        if (!isId(itemId)) throw new NotFound();
        const [item] = await tx.query<{ supplied_by: string }>(SUPPLIERS[itemType], [itemId, individualId]);
        if (!item) throw new NotFound();
        if (!hasRole(actor, 'manager') || item.supplied_by !== actor.agencyId) throw new NotAllowed();
        if (passedOnTo.trim() === '')
          throw new Invalid([{ field: 'passedOnTo', message: 'Enter who it is passed on to' }]);
        const id = newId();
        await tx.insert(PassingOnAgreement, {
          ...agreement,
          id,
          agencyId: actor.agencyId,
          agreedBy: actor.userId,
          agreedAt: tx.now,
        });
        await tx.audit({
          act: 'passing_on.agreed',
          subjectType: itemType,
          subjectId: itemId,
          individualId,
          reason: passedOnTo.trim(),
        });
        return { id };
      },
      submission,
    );
  }
}
