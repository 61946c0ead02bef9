import { Injectable } from '@nestjs/common';
import { visibleIndividual } from '../individuals';
import { readableItem, visibilitiesFor } from '../notes';
import { AccessRules } from '../platform/access';
import type { Transaction } from '../platform/database';
import { Action } from './action.entity';
import type { VisibleAction } from './visible-action';

/**
 * Ends what is open in a case as no longer needed. Never on its own: the end of the plan or of the case decides it, in
 * the same transaction. What one agency keeps to itself and the actor cannot see stays open, with that agency.
 */
@Injectable()
export class EndOpenActions {
  constructor(private readonly rules: AccessRules) {}

  /** @returns how many were ended */
  async within(tx: Transaction, { individualId, outcome }: { individualId: string; outcome: string }): Promise<number> {
    const { accessKeys } = await visibleIndividual(tx, individualId);
    this.rules.ensureMay(tx.actor, 'end_all', 'Action', { accessKeys });
    const open = await openActions(tx, individualId);
    for (const { id, version } of open) {
      await tx.change(Action, { id, version }, { status: 'no_longer_needed', outcome, closedAt: tx.now });
      const fields = ['status', 'outcome'];
      await tx.audit({ act: 'action.closed', subjectType: 'action', subjectId: id, individualId, fields });
      await tx.announce('action.closed', id);
    }
    return open.length;
  }
}

const OPEN = `SELECT id, version FROM actions t
      WHERE individual_id = $1 AND status = 'open' AND access_keys && $2::uuid[] AND (${readableItem('t', '$3', '$5')} OR owner_id = $4)
      ORDER BY id FOR UPDATE`;

/** As the pages count them, locked in one order, so that an owner who closes one now is either before or told. */
const openActions = (tx: Transaction, individualId: string): Promise<Pick<VisibleAction, 'id' | 'version'>[]> =>
  tx.query(OPEN, [
    individualId,
    tx.actor.accessKeys,
    visibilitiesFor(tx.actor.agencyKind),
    tx.actor.userId,
    tx.actor.agencyId,
  ]);
