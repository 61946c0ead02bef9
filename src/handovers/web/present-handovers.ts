import { casePaths } from '../../individuals';
import type { CursorPage } from '../../platform/http';
import { type Colleague, colleagueChoices } from '../../users';
import { REASON_WORDS, STATUS_WORDS } from '../handover-words';
import type { HandoverRow } from '../handovers.queries';
import type { Holding } from '../holdings';
import { type OutOfSightRow, outOfSightWords } from '../out-of-sight';
import { handoverPaths } from '../paths';

interface ListOfHandovers {
  held: Holding[];
  outOfSight: OutOfSightRow[];
  colleagues: Colleague[];
  page: CursorPage<HandoverRow>;
  isFirst: boolean;
  chosen?: unknown;
}

export const presentHandovers = ({ held, outOfSight, colleagues, page, isFirst, chosen }: ListOfHandovers) => ({
  action: handoverPaths.list,
  casesHref: handoverPaths.cases,
  noticesHref: handoverPaths.notices,
  gone: goneOf(held, outOfSight),
  colleagues: colleagueChoices(colleagues, chosen),
  handovers: page.items.map((row) => ({
    href: row.status === 'prepared' ? handoverPaths.choices(row.id) : handoverPaths.one(row.id),
    of: row.from_user ?? tickedWords(row),
    reasonWords: REASON_WORDS[row.reason],
    statusWords: STATUS_WORDS[row.status],
    by: row.made_by_name,
    at: row.confirmed_at ?? row.made_at,
  })),
  nextHref: page.nextCursor === null ? undefined : `${handoverPaths.list}?cursor=${page.nextCursor}`,
  firstHref: isFirst ? undefined : handoverPaths.list,
});

/** One entry a person who is gone, by name. */
function goneOf(held: Holding[], outOfSight: OutOfSightRow[]) {
  return [...new Set(held.map(({ holderId }) => holderId))]
    .map((id) => {
      const own = held.filter(({ holderId }) => holderId === id);
      const first = own[0]?.row;
      return {
        id,
        name: first?.holder ?? '',
        agency: first?.agency ?? '',
        reasonWords: first?.gone ? REASON_WORDS[first.gone] : '',
        holds: holdsWords(own),
        references: referencesOf(own),
        rest: outOfSightWords(outOfSight, id),
      };
    })
    .sort((one, other) => one.name.localeCompare(other.name) || one.id.localeCompare(other.id));
}

function referencesOf(own: Holding[]) {
  const byReference = new Map(
    own.flatMap(({ row }) => (row.individual_id ? [[row.reference ?? '', row.individual_id]] : [])),
  );
  return [...byReference].map(([reference, id]) => ({ text: reference, href: casePaths.people(id) }));
}

/** "2 parts in cases, 1 open action, 1 panel seat"; what is held of people there is nothing to do about is counted apart. */
export function holdsWords(own: Holding[]): string {
  const actions = own.filter(({ kind }) => kind === 'action').length;
  const seats = own.filter(({ kind }) => kind === 'panel_seat').length;
  const parts = own.filter(({ kind }) => kind !== 'action' && kind !== 'panel_seat');
  const open = parts.filter(({ isOpenCase }) => isOpenCase).length;
  return [
    counted(open, 'part in a case', 'parts in cases'),
    counted(parts.length - open, 'part', 'parts', ' in cases with no plan and outside the cohort'),
    counted(actions, 'open action', 'open actions'),
    counted(seats, 'panel seat', 'panel seats'),
  ]
    .filter((words) => words !== '')
    .join(', ');
}

const counted = (count: number, one: string, many: string, which = ''): string =>
  count === 0 ? '' : `${count} ${count === 1 ? one : many}${which}`;

/** What was ticked: so many actions, or so many cases; some may have stayed where they were. */
export const tickedWords = (row: Pick<HandoverRow, 'action_ids' | 'individual_ids'>): string => {
  const { length } = row.action_ids;
  return length === 0
    ? casesWords(row.individual_ids.length)
    : `${length} ticked ${length === 1 ? 'action' : 'actions'}`;
};

const casesWords = (count: number): string => `${count} ticked ${count === 1 ? 'case' : 'cases'}`;

export type HandoversModel = ReturnType<typeof presentHandovers>;
