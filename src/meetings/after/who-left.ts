import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { AgendaRow, MeetingActionRow } from '../agenda.queries';
import type { EntryRow } from '../room/entries.queries';
import type { MinutesPage } from './minutes-page';

/** What minutes hold of somebody who has left, in the columns of the row it is. */
export type PartOfWhoLeft =
  | { part: 'item'; content: Partial<AgendaRow> & { id: string } }
  | { part: 'entry'; content: EntryRow }
  | { part: 'action'; content: MeetingActionRow };

export const minutesOfWhoLeft = (actor: Actor, meetingId: string): Statement => ({
  name: 'minutes-of-who-left',
  text: `SELECT w.part, w.content FROM minutes_of_who_left($2) w WHERE EXISTS (
           SELECT 1 FROM meetings m WHERE m.id = $2 AND ARRAY[m.panel_id] && $1::uuid[])`,
  values: [actor.accessKeys, meetingId],
});

/**
 * Puts back into the minutes what was decided about those who have left the cohort since: their record is out of the panel's sight,
 * its own decision is not. There is no link to them.
 */
export function withWhoLeft(page: MinutesPage, parts: PartOfWhoLeft[]): MinutesPage {
  if (parts.length === 0) return page;
  const items = new Map(parts.flatMap((one) => (one.part === 'item' ? [[one.content.id, one.content]] : [])));
  const entries = parts.flatMap((one) => (one.part === 'entry' ? [instants(one.content)] : []));
  const actions = parts.flatMap((one) => (one.part === 'action' ? [one.content] : []));
  return {
    ...page,
    agenda: page.agenda.map((row) => {
      const kept = row.individual_id === null ? items.get(row.id) : undefined;
      return kept === undefined ? row : instants({ ...row, ...kept, individual_id: null });
    }),
    entries: [...page.entries, ...entries].sort(
      (a, b) => a.recorded_at.getTime() - b.recorded_at.getTime() || order(a.id, b.id),
    ),
    actions: [...page.actions, ...actions].sort(
      (a, b) => order(a.due_on, b.due_on) || a.position - b.position || order(a.id, b.id),
    ),
  };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** JSON has no instants: what is called one is one again. */
function instants<Row extends object>(row: Row): Row {
  const revived = Object.entries(row).flatMap(([name, value]) =>
    name.endsWith('_at') && typeof value === 'string' ? [[name, new Date(value)]] : [],
  );
  return { ...row, ...Object.fromEntries(revived) };
}
