import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';

export interface AskedRow {
  id: string;
  text: string;
  asked_by: string;
  asked_at: Date;
}

/** What was asked of the panel about a case, the newest first. */
export const questionsOf = (actor: Actor, individualId: string): Statement => ({
  name: 'panel-questions-of-case',
  text: `
    SELECT q.id, q.text, u.display_name AS asked_by, q.asked_at FROM panel_questions q JOIN users u ON u.id = q.asked_by
      JOIN individuals i ON i.id = q.individual_id AND i.access_keys && $1::uuid[]
     WHERE q.individual_id = $2 ORDER BY q.asked_at DESC, q.id DESC LIMIT 20`,
  values: [actor.accessKeys, individualId],
});
