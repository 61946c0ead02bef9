import { Injectable } from '@nestjs/common';
import { visibleIndividual } from '../individuals';
import { visibilitiesFor } from '../notes';
import { AccessRules } from '../platform/access';
import type { Transaction } from '../platform/database';
import { Conflict, Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { Action } from './action.entity';
import { visibleAction } from './visible-action';

export interface ActionReassignment {
  id: string;
  /** The version the user saw. */
  version: number;
  ownerId: string;
  /** The agency that is to answer for it: given when an action goes back to who had it, whatever became of them. */
  returnsToAgencyId?: string;
}

/**
 * Gives an open action to another owner. Never on its own: a handover does it, with everything else, and tells both owners
 * once. Who owned it until now is kept beside it.
 */
@Injectable()
export class ReassignAction {
  constructor(private readonly rules: AccessRules) {}

  /** @throws Stale when the action was changed after the user saw it */
  async within(tx: Transaction, { id, version, ownerId, returnsToAgencyId }: ActionReassignment): Promise<void> {
    const action = await visibleAction(tx, id);
    this.rules.ensureMay(tx.actor, 'reassign', 'Action', action);
    if (action.status !== 'open') throw new Conflict('This action was closed.');
    const { individualId, ownerId: oldOwnerId } = action;
    const individual = await visibleIndividual(tx, individualId);
    const ownerAgencyId = returnsToAgencyId ?? (await agencyOfOwner(tx, ownerId, action));
    if (returnsToAgencyId === undefined && individual.isRestricted && !individual.accessKeys.includes(ownerId)) {
      throw new Invalid([{ field: 'ownerId', message: 'Select one of the people named on this restricted record' }]);
    }
    // Before the change: afterwards what only the old owner's agency read may be out of sight.
    await tx.query(
      `INSERT INTO action_owner_changes (id, action_id, individual_id, old_owner_id, new_owner_id, changed_by, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [newId(), id, individualId, oldOwnerId, ownerId, tx.actor.userId, tx.now],
    );
    await tx.change(Action, { id, version }, { ownerId, ownerAgencyId });
    await tx.audit({
      act: 'action.reassigned',
      subjectType: 'action',
      subjectId: id,
      individualId,
      fields: ['ownerId', 'ownerAgencyId'],
    });
    await tx.announce('action.reassigned', id);
  }
}

async function agencyOfOwner(
  tx: Transaction,
  ownerId: string,
  action: { visibility: string; visibleTo: string[] },
): Promise<string> {
  const [owner] = await tx.query<{ agencyId: string; kind: string }>(
    `SELECT a.id AS "agencyId", a.kind FROM users u JOIN agencies a ON a.id = u.agency_id
      WHERE u.id = $1 AND u.status = 'active' AND u.roles && ARRAY['practitioner','manager','panel_member','panel_chair']`,
    [ownerId],
  );
  if (!owner) throw new Invalid([{ field: 'ownerId', message: 'Select a person who can own an action' }]);
  const mayRead = visibilitiesFor(owner.kind).some((visibility) => visibility === action.visibility);
  if (!mayRead && !action.visibleTo.includes(owner.agencyId)) {
    throw new Invalid([{ field: 'ownerId', message: 'The owner must be in an agency that may see the action' }]);
  }
  return owner.agencyId;
}
