import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { MinutesPage } from './minutes-page';

/** A part of sealed minutes, in the columns of the row it was made of. */
export interface SealedPart {
  part: 'meeting' | 'attender' | 'expected' | 'item' | 'conflict' | 'entry' | 'action' | 'answer';
  row_id: string;
  place: number;
  content: Record<string, unknown>;
}

/**
 * What the minutes said when they were sealed, within the actor's sight; nothing while they are not. But for numbers: whoever was restricted
 * since leaves no gap among them.
 */
export const sealedPartsOf = (actor: Actor, meetingId: string): Statement => ({
  name: 'sealed-parts-of-meeting',
  text: `
    SELECT s.part, s.row_id, s.place, s.content - 'position' AS content FROM meeting_sealed_parts s
     WHERE s.meeting_id = $2 AND ARRAY[s.panel_id] && $1::uuid[]
       AND (s.individual_id IS NULL OR (s.individual_id <> ALL ((SELECT conflicted_cases())::uuid[])
            AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = s.individual_id AND i.access_keys && $1::uuid[])))
     ORDER BY s.part, s.place, s.row_id`,
  values: [actor.accessKeys, meetingId],
});

/**
 * Lays what was sealed over what the records say today. Today's rows decide alone who may read what; a row that came after
 * the sealing is left out, and what a row says is what it said then.
 */
export function asSealed(page: MinutesPage, parts: SealedPart[]): MinutesPage {
  const [whole] = parts.filter(({ part }) => part === 'meeting');
  if (page.after.minutes_approved_at === null || whole === undefined) return page;
  const of = (part: SealedPart['part']) => parts.filter((one) => one.part === part);
  const conflicts = laidOver(page.conflicts, of('conflict'), (row) => row.id);
  const hasEnded = new Set(page.conflicts.filter((one) => one.ended_at !== null).map((one) => one.id));
  return {
    ...page,
    meeting: laid(page.meeting, whole),
    after: laid(page.after, whole),
    room: laid(page.room, whole),
    attenders: laidOver(page.attenders, of('attender'), (row) => row.user_id),
    expected: laidOver(page.expected, of('expected'), (row) => row.agency_id),
    // Of a case the reader may not see the agenda has the place alone: nothing is laid over it.
    agenda: page.agenda.map((row) => laidIfKept(row, row.individual_id === null ? [] : of('item'))),
    conflicts,
    entries: laidOver(page.entries, of('entry'), (row) => row.id),
    actions: laidOver(page.actions, of('action'), (row) => row.id),
    outstanding: laidOver(page.outstanding, of('answer'), (row) => row.id),
    endedSince: conflicts.filter((one) => one.ended_at === null && hasEnded.has(one.id)),
  };
}

/** Today's rows that were sealed, in the order and the words of then. */
function laidOver<Row extends object>(rows: Row[], parts: SealedPart[], idOf: (row: Row) => string): Row[] {
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  return parts.flatMap((part) => {
    const row = byId.get(part.row_id);
    return row === undefined ? [] : [laid(row, part)];
  });
}

const laidIfKept = <Row extends { id: string }>(row: Row, parts: SealedPart[]): Row => {
  const kept = parts.find((part) => part.row_id === row.id);
  return kept === undefined ? row : laid(row, kept);
};

/** The row with the columns that were kept of it; a kept instant is an instant again. */
function laid<Row extends object>(row: Row, { content }: SealedPart): Row {
  const kept = Object.entries(content)
    .filter(([name]) => name in row)
    .map(([name, value]) => [name, name.endsWith('_at') && typeof value === 'string' ? new Date(value) : value]);
  return { ...row, ...Object.fromEntries(kept) };
}
