import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { Reader, type Submission, Transactions } from '../platform/database';
import { type CursorPage, decodeCursor, PAGE_SIZE, pageOf } from '../platform/http';
import { Invalid, NotFound } from '../shared/errors';
import { isId, newId } from '../shared/ids';
import { PASSABLE_ITEMS, type PassableItem, PassingOnAgreement } from './passing-on.entity';
import { suppliedItem, type SuppliedRow, toBeAskedAbout } from './passing-on.queries';

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

/** The record of agencies agreeing that what they supplied is passed on. */
@Injectable()
export class PassingOn {
  constructor(
    private readonly reader: Reader,
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  /** What the actor's agency supplied to a case and must be asked about; the head of the case is loaded, and audited, first. */
  async toBeAsked(actor: Actor, individualId: string, cursor: unknown): Promise<CursorPage<SuppliedRow>> {
    const after = decodeCursor(typeof cursor === 'string' ? cursor : undefined, 1)?.[0] ?? null;
    if (after !== null && !isId(after))
      throw new Invalid([{ field: 'cursor', message: 'Start again from the first page of this list' }]);
    const statement = toBeAskedAbout(actor, individualId, { after, limit: PAGE_SIZE });
    return pageOf(await this.reader.many<SuppliedRow>(actor, undefined, statement), (row) => [row.id]);
  }

  /** One item, for whoever may agree. @throws NotFound @throws NotAllowed for anybody else who sees it */
  async one(actor: Actor, individualId: string, type: string, id: string): Promise<SuppliedRow> {
    const itemType = passable(type);
    if (!isId(individualId) || !isId(id)) throw new NotFound();
    const row = await this.reader.one<SuppliedRow>(actor, undefined, suppliedItem(actor, individualId, itemType, id));
    if (!row) throw new NotFound();
    this.rules.ensureMay(actor, 'pass_on', 'SuppliedItem', rightsOf(row));
    return row;
  }

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
        const { individualId, itemType, itemId } = agreement;
        if (!isId(individualId) || !isId(itemId)) throw new NotFound();
        const { text, values } = suppliedItem(actor, individualId, itemType, itemId);
        const [item] = await tx.query<SuppliedRow>(text, values);
        if (!item) throw new NotFound();
        this.rules.ensureMay(tx.actor, 'pass_on', 'SuppliedItem', rightsOf(item));
        const passedOnTo = agreement.passedOnTo.trim();
        if (passedOnTo === '') throw new Invalid([{ field: 'passedOnTo', message: 'Enter who it is passed on to' }]);
        const id = newId();
        await tx.insert(PassingOnAgreement, {
          ...agreement,
          passedOnTo,
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
          reason: passedOnTo,
        });
        return { id };
      },
      submission,
    );
  }
}

const rightsOf = (row: SuppliedRow) => ({ accessKeys: row.access_keys, suppliedBy: row.supplied_by });

/** @throws NotFound for a kind of item that nothing is */
export function passable(type: string): PassableItem {
  const known = PASSABLE_ITEMS.find((item) => item === type);
  if (!known) throw new NotFound();
  return known;
}
