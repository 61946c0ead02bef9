import { Injectable } from '@nestjs/common';
import { ReassignAction } from '../actions';
import { Assign, EndAssignment } from '../assignments';
import type { Transaction } from '../platform/database';
import { newId } from '../shared/ids';
import type { Holding } from './holdings';

/** Moves one thing to its new holder, by the verbs of the slice that owns it. */
@Injectable()
export class MoveThing {
  constructor(
    private readonly assign: Assign,
    private readonly endAssignment: EndAssignment,
    private readonly reassignAction: ReassignAction,
  ) {}

  /** @returns what was begun: an assignment or a seat, or null where nothing new had to be */
  async within(tx: Transaction, holding: Holding, newHolderId: string): Promise<string | null> {
    if (holding.kind === 'action') {
      await this.reassignAction.within(tx, { id: holding.thingId, version: holding.row.version, ownerId: newHolderId });
      return null;
    }
    if (holding.kind === 'panel_seat') return moveSeat(tx, holding.thingId, newHolderId);
    return this.moveAssignment(tx, holding, newHolderId);
  }

  private async moveAssignment(tx: Transaction, holding: Holding, userId: string): Promise<string | null> {
    const { kind, individualId, thingId } = holding;
    if (individualId === null || kind === 'action' || kind === 'panel_seat') return null;
    const own = await partOf(tx, holding, userId);
    if (kind !== 'practitioner') {
      return (await this.assign.within(tx, { individualId, kind, userId, replacesId: thingId })).id;
    }
    // The new one first: with the last part of an agency ends the actor's sight of the case.
    const { id } = await this.assign.within(tx, { individualId, kind, userId });
    await this.endAssignment.within(tx, {
      id: thingId,
      version: holding.row.version,
      reason: 'Somebody else was named',
    });
    return own === null ? id : null;
  }
}

async function partOf(tx: Transaction, { individualId, kind }: Holding, userId: string): Promise<string | null> {
  const [part] = await tx.query<{ id: string }>(
    'SELECT id FROM assignments WHERE individual_id = $1 AND kind = $2 AND user_id = $3 AND ended_at IS NULL',
    [individualId, kind, userId],
  );
  return part?.id ?? null;
}

/** Ends one member's seat and gives the next one theirs; the panel's chair sees both. */
export async function moveSeat(tx: Transaction, seatId: string, userId: string): Promise<string> {
  const id = newId();
  const fields = ['panelId', 'userId'];
  await tx.query(
    `WITH ended AS (UPDATE panel_members SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING panel_id)
     INSERT INTO panel_members (id, panel_id, user_id, started_at) SELECT $3, ended.panel_id, $4, $2 FROM ended`,
    [seatId, tx.now, id, userId],
  );
  await tx.audit({ act: 'panel_member.replaced', subjectType: 'panel_member', subjectId: id, fields });
  return id;
}
