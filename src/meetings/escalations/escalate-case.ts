import type { Transaction } from '../../platform/database';
import { Conflict, Invalid } from '../../shared/errors';
import { newId } from '../../shared/ids';
import type { ItemToDecide } from '../load-item';
import { landEscalations } from './land-escalations';

export class EscalatedAlready extends Conflict {
  constructor() {
    super('This case already waits for a decision of that panel.', [
      { field: 'escalationQuestion', message: 'This case already waits for a decision of that panel' },
    ]);
  }
}

/**
 * Passes a case on to the panel above, with what it is asked and why: on its next agenda, or in its waiting list until a
 * meeting is planned. Part of a decision, whose verb has asked whether the actor may decide.
 * @throws EscalatedAlready while that panel has not decided what it was asked before
 */
export async function escalateCase(
  tx: Transaction,
  item: ItemToDecide,
  { question, rationale }: { question: string; rationale: string },
): Promise<void> {
  const { individualId, panelId, escalatesTo } = item;
  if (escalatesTo === null) throw new Invalid([NOWHERE_ABOVE]);
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`escalations of ${individualId}`]);
  const open = await tx.query(
    `SELECT 1 FROM panel_escalations e LEFT JOIN meeting_items t ON t.id = e.item_id
      WHERE e.individual_id = $1 AND e.to_panel_id = $2 AND e.ended_at IS NULL AND t.status IS DISTINCT FROM 'decided'`,
    [individualId, escalatesTo],
  );
  if (open.length > 0) throw new EscalatedAlready();
  await tx.query(
    `INSERT INTO panel_escalations (id, individual_id, from_panel_id, to_panel_id, from_item_id, question, rationale, made_by, made_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [newId(), individualId, panelId, escalatesTo, item.id, question.trim(), rationale.trim(), tx.actor.userId, tx.now],
  );
  await tx.audit({
    act: 'panel_escalation.made',
    subjectType: 'meeting_item',
    subjectId: item.id,
    individualId,
    fields: ['toPanelId', 'question', 'rationale'],
  });
  await landEscalations(tx, escalatesTo);
}

export const NOWHERE_ABOVE = {
  field: 'escalationQuestion',
  message: 'This panel escalates to no other. Its rules say where to',
};
