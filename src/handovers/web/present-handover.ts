import { casePaths, fullName } from '../../individuals';
import type { CursorPage } from '../../platform/http';
import { type Colleague, colleagueChoices } from '../../users';
import { UNDO_HOURS } from '../domain/held';
import { HELD_KIND_WORDS, REASON_WORDS, STATUS_WORDS } from '../handover-words';
import type { HandoverPreview } from '../handover-previews';
import type { CaseToTickRow, MoveRow, NoticeKind, NoticeRow } from '../handovers.queries';
import { forAnother, type LeftOut, staysWith } from '../left-out';
import { noticeWords } from '../notice-words';
import { type OutOfSightRow, outOfSightWords } from '../out-of-sight';
import { handoverPaths } from '../paths';
import { undoableUntil } from '../undo-handover';
import { tickedWords } from './present-handovers';

/** What a handover changed, and what undoing it gave back. */
export const presentHandover = ({ record, ...preview }: HandoverPreview, moves: MoveRow[], mayUndo: boolean) => ({
  backHref: handoverPaths.list,
  title: record.from_user === null ? `Handover of ${tickedWords(record)}` : `Handover: what ${record.from_user} held`,
  reasonWords: REASON_WORDS[record.reason],
  statusWords: STATUS_WORDS[record.status],
  confirmedBy: record.confirmed_by_name,
  confirmedAt: record.confirmed_at,
  undoneBy: record.undone_by_name,
  undoneAt: record.undone_at,
  choicesHref: record.status === 'prepared' ? handoverPaths.choices(record.id) : null,
  mayUndo,
  undoHours: UNDO_HOURS,
  undoUntil: mayUndo || record.status !== 'confirmed' ? null : undoableUntil(record),
  undoing: handoverPaths.undoing(record.id),
  version: record.version,
  stays: record.status === 'confirmed' ? staysOf(preview, moves) : [],
  moves: moves.map((move) => ({
    about: move.reference ?? move.about ?? '',
    href: move.individual_id === null ? null : casePaths.people(move.individual_id),
    what: HELD_KIND_WORDS[move.kind],
    detail: move.kind === 'action' ? move.about : null,
    from: move.old_holder,
    to: move.new_holder,
    outcome: move.outcome === 'left_alone' ? `Left alone. ${move.reason ?? ''}` : move.outcome && 'Given back',
  })),
});

/** What it did not move and is as it was before, as far as the reader sees it now. */
function staysOf({ things, leftOut, more }: Omit<HandoverPreview, 'record'>, moves: MoveRow[]): LeftOut[] {
  const moved = new Set(moves.flatMap((move) => [move.thing_id, move.new_thing_id ?? move.thing_id]));
  return [
    ...things.filter(({ thingId }) => !moved.has(thingId)).map((thing) => staysWith(thing, false)),
    ...leftOut,
    ...forAnother(more),
  ];
}

/** Cases to tick for a handover. */
export const presentCases = (
  page: CursorPage<CaseToTickRow>,
  asked: { holder: string; isFirst: boolean },
  colleagues: Colleague[],
  ticked: unknown = [],
) => ({
  backHref: handoverPaths.list,
  filterAction: handoverPaths.cases,
  action: handoverPaths.list,
  colleagues: colleagueChoices(colleagues, asked.holder),
  rows: page.items.map((row) => ({
    id: row.id,
    name: fullName(row),
    reference: row.reference,
    lead: row.lead ?? 'Nobody named',
    owner: row.owner ?? 'Nobody named',
    isTicked: Array.isArray(ticked) && ticked.includes(row.id),
  })),
  nextHref:
    page.nextCursor === null
      ? undefined
      : `${handoverPaths.cases}?${new URLSearchParams({ holder: asked.holder, cursor: page.nextCursor }).toString()}`,
  firstHref: asked.isFirst
    ? undefined
    : `${handoverPaths.cases}?${new URLSearchParams({ holder: asked.holder }).toString()}`,
});

const TELLS_OF_GOING: readonly NoticeKind[] = ['person_gone', 'nobody_to_hand_over'];

/** What somebody was told about handovers. */
export const presentNotices = (
  page: CursorPage<NoticeRow>,
  { isFirst, mayHandOver, outOfSight }: { isFirst: boolean; mayHandOver: boolean; outOfSight: OutOfSightRow[] },
) => ({
  handoversHref: mayHandOver ? handoverPaths.list : null,
  notices: page.items.map((row) => ({
    heading: noticeWords(row).subject,
    text: noticeWords(row).text,
    at: row.made_at,
    by: row.by,
    about: row.about_user,
    rest: TELLS_OF_GOING.includes(row.kind) ? outOfSightWords(outOfSight, row.about_user_id) : null,
    references: row.references.map((reference) => ({
      text: reference,
      href: hrefOf(row, reference),
    })),
  })),
  nextHref: page.nextCursor === null ? undefined : `${handoverPaths.notices}?cursor=${page.nextCursor}`,
  firstHref: isFirst ? undefined : handoverPaths.notices,
});

function hrefOf({ cases }: NoticeRow, reference: string): string | null {
  const found = cases.find((one) => one.reference === reference);
  return found ? casePaths.people(found.id) : null;
}

export type HandoverModel = ReturnType<typeof presentHandover>;
export type CasesToTickModel = ReturnType<typeof presentCases>;
export type HandoverNoticesModel = ReturnType<typeof presentNotices>;
