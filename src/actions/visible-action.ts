import type { Transaction } from '../platform/database';
import { readableItem, visibilitiesFor, type Visibility } from '../notes';
import { NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import type { ActionStatus, MadeIn } from './action-words';

/** What the rights and the closing of an action are decided by. */
export interface VisibleAction {
  id: string;
  individualId: string;
  ownerId: string;
  ownerAgencyId: string;
  madeIn: MadeIn;
  status: ActionStatus;
  visibility: Visibility;
  visibleTo: string[];
  accessKeys: string[];
  version: number;
}

const VISIBLE = `SELECT id, individual_id AS "individualId", owner_id AS "ownerId", owner_agency_id AS "ownerAgencyId",
            made_in AS "madeIn", status,
            visibility, visible_to AS "visibleTo", access_keys AS "accessKeys", version
       FROM actions t
      WHERE id = $1 AND access_keys && $2::uuid[] AND (${readableItem('t', '$3', '$5')} OR owner_id = $4)`;

/** @throws NotFound when it is not there or not the actor's to see */
export async function visibleAction(tx: Transaction, id: string): Promise<VisibleAction> {
  if (!isId(id)) throw new NotFound();
  const [action] = await tx.query<VisibleAction>(VISIBLE, [
    id,
    tx.actor.accessKeys,
    visibilitiesFor(tx.actor.agencyKind),
    tx.actor.userId,
    tx.actor.agencyId,
  ]);
  if (!action) throw new NotFound();
  return action;
}
