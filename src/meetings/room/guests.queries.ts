import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';

export interface GuestRow {
  id: string;
  name: string;
  role: string;
  organisation: string;
  is_whole_meeting: boolean;
  heard_statement_at: Date | null;
  version: number;
  recorded_at: Date;
  /** The cases they joined for, as far as the actor may see them. */
  items: { itemId: string; position: number }[];
}

/**
 * Who else was in the room, in the order they were written down. Somebody who came for named cases alone is there for those
 * who see one of them: that they came would tell of the case.
 */
export const guestsOf = (actor: Actor, meetingId: string): Statement => ({
  name: 'guests-of-meeting',
  text: `
    SELECT g.id, g.name, g.role, g.organisation, g.is_whole_meeting, g.heard_statement_at, g.version, g.recorded_at, coalesce(x.items, '[]') AS items
      FROM meeting_guests g
      LEFT JOIN LATERAL (
        SELECT json_agg(json_build_object('itemId', t.id, 'position', n.number) ORDER BY n.number, t.id) AS items
          FROM meeting_guest_items l JOIN meeting_items t ON t.id = l.item_id JOIN item_numbers(ARRAY[$2::uuid]) n ON n.item_id = t.id
          JOIN individuals i ON i.id = t.individual_id AND i.access_keys && $1::uuid[]
         WHERE l.guest_id = g.id AND t.taken_off_on IS NULL AND t.individual_id <> ALL ((SELECT conflicted_cases())::uuid[])) x ON true
     WHERE g.meeting_id = $2 AND ARRAY[g.panel_id] && $1::uuid[] AND g.removed_at IS NULL AND (g.is_whole_meeting OR x.items IS NOT NULL)
     ORDER BY g.recorded_at, g.id`,
  values: [actor.accessKeys, meetingId],
});

/** Who joined for people who have left the cohort since, with those items alone. */
export const guestsOfWhoLeft = (actor: Actor, meetingId: string): Statement => ({
  name: 'guests-of-who-left',
  text: `SELECT g.id, g.name, g.role, g.organisation, g.is_whole_meeting, g.heard_statement_at, g.version, g.recorded_at,
                (SELECT json_agg(json_build_object('itemId', n.item_id, 'position', n.number) ORDER BY n.number, n.item_id)
                   FROM json_array_elements(g.items) x JOIN item_numbers(ARRAY[$2::uuid]) n ON n.item_id = (x->>'itemId')::uuid) AS items
           FROM guests_of_who_left($2) g
          WHERE EXISTS (SELECT 1 FROM meetings m WHERE m.id = $2 AND ARRAY[m.panel_id] && $1::uuid[])`,
  values: [actor.accessKeys, meetingId],
});

/** Everybody who was there once, with all the items that may be named, in the order they were written down. */
export function withGuestsOfWhoLeft(guests: GuestRow[], ofWhoLeft: GuestRow[]): GuestRow[] {
  const left = new Map(ofWhoLeft.map((one) => [one.id, one]));
  const seen = new Set(guests.map(({ id }) => id));
  const whole = guests.map((one) => ({
    ...one,
    items: [...one.items, ...(left.get(one.id)?.items ?? [])].sort((a, b) => a.position - b.position),
  }));
  return [...whole, ...ofWhoLeft.filter(({ id }) => !seen.has(id))].sort(
    (a, b) => a.recorded_at.getTime() - b.recorded_at.getTime() || (a.id < b.id ? -1 : 1),
  );
}

/** “Ada Example, interpreter, Language Line. Heard the confidentiality statement.” */
export const guestWords = ({ name, role, organisation }: GuestRow): string => `${name}, ${role}, ${organisation}`;

export const guestTimeWords = ({ is_whole_meeting, items }: GuestRow): string =>
  is_whole_meeting
    ? 'the whole meeting'
    : `for ${items.length === 1 ? 'item' : 'items'} ${items.map(({ position }) => position).join(', ')} only`;

export const guestHeardWords = ({ heard_statement_at }: GuestRow): string =>
  heard_statement_at === null ? 'did not hear the confidentiality statement' : 'heard the confidentiality statement';
