import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';

export interface ChairingRow {
  /** Neither a chair of the panel nor whoever is named is there, on the day or while it is open: everybody seated may name who chairs. */
  is_without_chair: boolean;
  /** Of who chairs now, where another member named them because no chair was there. */
  chair: string | null;
  named_by: string | null;
  named_at: Date | null;
  reason: string | null;
}

/** Who may name who chairs this meeting, and why somebody without the chair's rights did. */
export const chairingOf = (actor: Actor, meetingId: string, today: Day): Statement => ({
  name: 'chairing-of-meeting',
  text: `
    SELECT is_without_chair(m.id, $3::date) AS is_without_chair, c.display_name AS chair, b.display_name AS named_by, n.named_at, n.reason
      FROM meetings m
      LEFT JOIN LATERAL (SELECT x.chair_id, x.named_by, x.named_at, x.reason FROM meeting_chair_namings x WHERE x.meeting_id = m.id
                          ORDER BY x.named_at DESC, x.id DESC LIMIT 1) n ON n.chair_id = m.chair_id AND n.reason IS NOT NULL
      LEFT JOIN users c ON c.id = n.chair_id LEFT JOIN users b ON b.id = n.named_by
     WHERE m.id = $2 AND ARRAY[m.panel_id] && $1::uuid[]`,
  values: [actor.accessKeys, meetingId, today],
});
