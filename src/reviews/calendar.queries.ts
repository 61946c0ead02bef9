import { readableItem, visibilitiesFor } from '../notes';
import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';

export type CalendarKind = 'review' | 'action';

export interface CalendarRow {
  kind: CalendarKind;
  subject_id: string;
  /** What the link opens: the individual of a review, the action itself. */
  link_id: string;
  due_on: Day;
  version: number;
}

/**
 * What one person answers for themselves: reviews of plans they own or lead, and their open actions, as far as they may see
 * them now. Never what they may merely see: a manager's calendar is not the agency's.
 */
export const calendarOf = (actor: Actor): Statement => ({
  name: 'calendar-of-person',
  text: `
    SELECT 'review' AS kind, s.id AS subject_id, s.individual_id AS link_id, s.due_on, s.version
      FROM review_schedules s
     WHERE s.status = 'active' AND s.access_keys && $1::uuid[]
       AND s.individual_id IN (SELECT a.individual_id FROM assignments a WHERE a.user_id = $2 AND a.ended_at IS NULL
                                  AND a.kind IN ('plan_owner','lead_professional'))
    UNION ALL
    SELECT 'action', t.id, t.id, t.due_on, t.version
      FROM actions t
     WHERE t.status = 'open' AND t.owner_id = $2 AND t.access_keys && $1::uuid[]
       AND (${readableItem('t', '$3', '$4')} OR t.owner_id = $2)
     ORDER BY 4, 2 LIMIT 1000`,
  values: [actor.accessKeys, actor.userId, visibilitiesFor(actor.agencyKind), actor.agencyId],
});
