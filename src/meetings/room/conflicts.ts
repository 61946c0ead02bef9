import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Conflict, Invalid, NotFound } from '../../shared/errors';
import { isId, newId } from '../../shared/ids';
import { loadItem } from '../load-item';
import { PanelConflict } from '../panel-conflict.entity';
import { refuseSealed } from './refuse-sealed';

export interface DeclaredConflict {
  meetingId: string;
  itemId: string;
  /** Whose conflict it is: one's own, or as chair another member's. */
  userId: string;
  reason: string;
}

export class NobodyLeftToEndIt extends Conflict {
  constructor() {
    super('A conflict of interest is ended by somebody else who chairs the panel.');
  }
}

/** A member who may not take part in a case loses it: from here on the item is a restricted one to them. */
@Injectable()
export class Conflicts {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  declare(actor: Actor, conflict: DeclaredConflict, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.declareWithin(tx, conflict), submission);
  }

  /** @throws NotFound for an item that is not there, not visible, or lost already */
  async declareWithin(tx: Transaction, conflict: DeclaredConflict): Promise<{ id: string }> {
    const { meetingId, userId, reason } = conflict;
    const item = await loadItem(tx, conflict);
    const act = userId === tx.actor.userId ? 'decide' : 'hold';
    this.rules.ensureMay(tx.actor, act, 'Meeting', item);
    await refuseSealed(tx, meetingId);
    const panelId = await panelOfSeated(tx, conflict);
    const { individualId } = item;
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`conflicts of ${individualId}`]);
    const open = await tx.query(
      'SELECT 1 FROM panel_conflicts WHERE panel_id = $1 AND individual_id = $2 AND user_id = $3 AND ended_at IS NULL',
      [panelId, individualId, userId],
    );
    if (open.length > 0)
      throw new Invalid([{ field: 'userId', message: 'This conflict of interest is recorded already' }]);
    const id = newId();
    const declaredAt = tx.now;
    // Before the row: after it, whoever declared their own sees neither the item nor the case.
    await tx.audit({
      act: 'panel_conflict.declared',
      subjectType: 'meeting_item',
      subjectId: item.id,
      individualId,
      fields: ['userId', 'reason'],
    });
    await tx.insert(PanelConflict, {
      id,
      panelId,
      individualId,
      meetingId,
      userId,
      reason: reason.trim(),
      declaredBy: tx.actor.userId,
      declaredAt,
    });
    return { id };
  }

  end(
    actor: Actor,
    ending: { meetingId: string; conflictId: string; version: number },
    submission?: Submission,
  ): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.endWithin(tx, ending), submission);
  }

  /** @throws NotFound for one that is not there, is one's own or is about a case the actor may not see */
  async endWithin(
    tx: Transaction,
    { meetingId, conflictId, version }: { meetingId: string; conflictId: string; version: number },
  ): Promise<{ id: string }> {
    if (!isId(conflictId) || !isId(meetingId)) throw new NotFound();
    const [conflict] = await tx.query<{
      individualId: string;
      userId: string;
      accessKeys: string[];
      chairedBy: string | null;
    }>(
      `SELECT c.individual_id AS "individualId", c.user_id AS "userId", ARRAY[c.panel_id] AS "accessKeys",
              (SELECT m.chair_id FROM meetings m JOIN meeting_items t ON t.meeting_id = m.id AND t.individual_id = c.individual_id
                WHERE m.id = $3 AND m.panel_id = c.panel_id AND m.status = 'planned') AS "chairedBy"
         FROM panel_conflicts c JOIN individuals i ON i.id = c.individual_id AND i.access_keys && $2::uuid[]
        WHERE c.id = $1 AND c.ended_at IS NULL AND ARRAY[c.panel_id] && $2::uuid[]`,
      [conflictId, tx.actor.accessKeys, meetingId],
    );
    if (!conflict) throw new NotFound();
    if (conflict.userId === tx.actor.userId) throw new NobodyLeftToEndIt();
    this.rules.ensureMay(tx.actor, 'hold', 'Meeting', conflict);
    await tx.change(PanelConflict, { id: conflictId, version }, { endedAt: tx.now, endedBy: tx.actor.userId });
    await tx.audit({
      act: 'panel_conflict.ended',
      subjectType: 'panel_conflict',
      subjectId: conflictId,
      individualId: conflict.individualId,
    });
    return { id: conflictId };
  }
}

async function panelOfSeated(tx: Transaction, { meetingId, userId }: DeclaredConflict): Promise<string> {
  const [seat] = await tx.query<{ panelId: string }>(
    `SELECT m.panel_id AS "panelId" FROM meetings m JOIN panel_members s ON s.panel_id = m.panel_id AND s.ended_at IS NULL
      WHERE m.id = $1 AND s.user_id = $2`,
    [meetingId, userId],
  );
  if (!seat) throw new Invalid([{ field: 'userId', message: 'Select somebody who sits on the panel' }]);
  return seat.panelId;
}
