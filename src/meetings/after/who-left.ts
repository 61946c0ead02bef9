import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { AgendaRow, MeetingActionRow } from '../agenda.queries';
import type { EntryRow } from '../room/entries.queries';
import type { ConflictRow } from '../room/room.queries';
import type { MinutesPage } from './minutes-page';
import { asSealed, type SealedPart } from './sealed-parts';

/** What minutes hold of somebody who has left, in the columns of the row it is. */
export type PartOfWhoLeft =
  | { part: 'item'; content: Partial<AgendaRow> & { id: string } }
  | { part: 'entry'; content: EntryRow }
  | { part: 'action'; content: MeetingActionRow }
  | { part: 'conflict'; content: ConflictRow & { has_ended: boolean } }
  /** Of an answer what was sealed: its row stands beside the others. */
  | { part: 'answer'; content: SealedPart };

export const minutesOfWhoLeft = (actor: Actor, meetingId: string): Statement => ({
  name: 'minutes-of-who-left',
  text: `SELECT w.part, CASE WHEN n.number IS NULL THEN w.content ELSE jsonb_set(w.content, '{position}', to_jsonb(n.number)) END AS content
           FROM minutes_of_who_left($2) w
           LEFT JOIN item_numbers(ARRAY[$2::uuid]) n ON w.content ? 'position' AND n.item_id = (w.content->>'item_id')::uuid
          WHERE EXISTS (
           SELECT 1 FROM meetings m WHERE m.id = $2 AND ARRAY[m.panel_id] && $1::uuid[])`,
  values: [actor.accessKeys, meetingId],
});

/** Decided about somebody who has left the cohort since: of a restricted person not even the reference is here. */
export const hasLeft = (row: AgendaRow): boolean =>
  row.individual_id === null && row.reference !== null && row.status === 'decided';

/** The minutes as they were sealed, or as they stand, with whom they decided about that have left since. */
export function wholeMinutes(page: MinutesPage, sealed: SealedPart[], gone: PartOfWhoLeft[]): MinutesPage {
  const answers = gone.flatMap((one) => (one.part === 'answer' ? [one.content] : []));
  const kept = answers.length === 0 ? sealed : [...sealed, ...answers].sort(byPlace);
  return withWhoLeft(asSealed(page, kept), gone);
}

const byPlace = (a: SealedPart, b: SealedPart): number =>
  order(a.part, b.part) || a.place - b.place || order(a.row_id, b.row_id);

/**
 * Puts back into the minutes what was decided about those who have left the cohort since: their record is out of the panel's sight,
 * its own decision is not. There is no link to them.
 */
function withWhoLeft(page: MinutesPage, parts: PartOfWhoLeft[]): MinutesPage {
  if (parts.length === 0) return page;
  const conflicts = parts.flatMap((one) => (one.part === 'conflict' ? [instants(one.content)] : []));
  return {
    ...page,
    ...withLeft(page, parts),
    conflicts: [...page.conflicts, ...conflicts].sort(
      (a, b) => a.position - b.position || a.user.localeCompare(b.user, 'en') || order(a.id, b.id),
    ),
    endedSince: [...page.endedSince, ...conflicts.filter((one) => one.ended_at === null && one.has_ended)],
  };
}

type Worked = Pick<MinutesPage, 'agenda' | 'actions' | 'entries'>;

/** What a meeting decided, asked for and wrote down, with what is about people who have left since. */
export function withLeft(page: Worked, parts: PartOfWhoLeft[]): Worked {
  const items = new Map(parts.flatMap((one) => (one.part === 'item' ? [[one.content.id, one.content]] : [])));
  const actions = parts.flatMap((one) => (one.part === 'action' ? [one.content] : []));
  const entries = parts.flatMap((one) => (one.part === 'entry' ? [instants(one.content)] : []));
  return {
    agenda: page.agenda.map((row) => {
      const kept = row.individual_id === null ? items.get(row.id) : undefined;
      return kept === undefined ? row : instants({ ...row, ...kept, individual_id: null });
    }),
    actions: [...page.actions, ...actions].sort(
      (a, b) => order(a.due_on, b.due_on) || a.position - b.position || order(a.id, b.id),
    ),
    entries: [...page.entries, ...entries].sort(
      (a, b) => a.recorded_at.getTime() - b.recorded_at.getTime() || order(a.id, b.id),
    ),
  };
}

/** An agenda with the names and decisions of those who have left since, to the readers of the minutes. */
export const agendaWithWhoLeft = (agenda: AgendaRow[], parts: PartOfWhoLeft[]): AgendaRow[] =>
  withLeft({ agenda, actions: [], entries: [] }, parts).agenda;

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** JSON has no instants: what is called one is one again. */
function instants<Row extends object>(row: Row): Row {
  const revived = Object.entries(row).flatMap(([name, value]) =>
    name.endsWith('_at') && typeof value === 'string' ? [[name, new Date(value)]] : [],
  );
  return { ...row, ...Object.fromEntries(revived) };
}
