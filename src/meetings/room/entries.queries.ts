import { readableItem, visibilitiesFor, type Visibility } from '../../notes';
import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { EntryKind } from '../meeting-entry.entity';

export interface EntryRow {
  id: string;
  item_id: string | null;
  kind: EntryKind;
  text: string;
  corrects_id: string | null;
  visibility: Visibility;
  is_late: boolean;
  author: string;
  agency_id: string;
  agency: string;
  recorded_at: Date;
}

/** A return that came late for the day of before is in time when the meeting was moved since, as far as the new day is. */
const IS_LATE = `e.is_late AND NOT EXISTS (
             SELECT 1 FROM meeting_changes x JOIN meetings y ON y.id = x.meeting_id JOIN panels p ON p.id = y.panel_id
              WHERE x.meeting_id = e.meeting_id AND x.kind = 'moved' AND x.changed_at >= e.recorded_at
                AND (e.recorded_at AT TIME ZONE 'Europe/London')::date <= y.held_on - p.returns_days_before) AS is_late`;

const WITHIN_SIGHT = `e.meeting_id = $2 AND ARRAY[e.panel_id] && $1::uuid[] AND ($3::uuid IS NULL OR e.item_id = $3)
       AND (e.individual_id IS NULL OR (e.individual_id <> ALL ((SELECT conflicted_cases())::uuid[])
            AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = e.individual_id AND i.access_keys && $1::uuid[])))
       AND NOT EXISTS (SELECT 1 FROM meeting_items x WHERE x.id = e.item_id AND x.taken_off_on IS NOT NULL) AND ${readableItem('e', '$4', '$5')}`;

/** What was written at a meeting, of one case or of all, in the order it was written, within the actor's sight. */
export const entriesOf = (actor: Actor, meetingId: string, itemId: string | null = null): Statement => ({
  name: 'entries-of-meeting',
  text: `
    SELECT e.id, e.item_id, e.kind, e.text, e.corrects_id, e.visibility, ${IS_LATE}, u.display_name AS author, e.agency_id,
           g.name AS agency, e.recorded_at
      FROM meeting_entries e JOIN users u ON u.id = e.author_id JOIN agencies g ON g.id = e.agency_id
     WHERE ${WITHIN_SIGHT}
     ORDER BY e.recorded_at, e.id`,
  values: [actor.accessKeys, meetingId, itemId, visibilitiesFor(actor.agencyKind), actor.agencyId],
});

/** How much was said of a case in the room, within the actor's sight; not what. Entries are only ever added. */
export const countOfEntries = (actor: Actor, meetingId: string, itemId: string): Statement => ({
  name: 'count-of-entries',
  text: `SELECT count(*)::integer AS entries FROM meeting_entries e WHERE e.kind <> 'return' AND ${WITHIN_SIGHT}`,
  values: [actor.accessKeys, meetingId, itemId, visibilitiesFor(actor.agencyKind), actor.agencyId],
});
