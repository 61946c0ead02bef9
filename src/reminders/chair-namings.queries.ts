import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';

export interface ChairNamingRow {
  meeting_id: string;
  panel: string;
  held_on: Day;
  starts_at: string;
  /** Whether they chair it; else they did until somebody else was named. */
  chairs: boolean;
  named_by: string;
}

/** Meetings that are not over and that somebody named the actor to chair, or somebody else in their place: the last that was said to them of each. */
export const chairNamingsOf = (actor: Actor): Statement => ({
  name: 'chair-namings-of-mine',
  text: `
    SELECT m.id AS meeting_id, p.name AS panel, m.held_on, to_char(m.starts_at, 'HH24:MI') AS starts_at, n.chair_id = $2 AS chairs, b.display_name AS named_by
      FROM meetings m JOIN panels p ON p.id = m.panel_id
      JOIN LATERAL (SELECT x.chair_id, x.named_by FROM meeting_chair_namings x WHERE x.meeting_id = m.id AND $2 IN (x.chair_id, x.before_id)
                     ORDER BY x.named_at DESC, x.id DESC LIMIT 1) n ON n.named_by <> $2
      JOIN users b ON b.id = n.named_by
     WHERE m.status = 'planned' AND ARRAY[m.panel_id] && $1::uuid[]
     ORDER BY m.held_on, m.id`,
  values: [actor.accessKeys, actor.userId],
});
