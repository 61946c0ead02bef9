import type { HandOver } from '../../web/hand-over';
import { type CaseHeader, caseLayoutModel, presentUrgentAccess, urgentAccessOf } from '../../individuals';
import { keptToWords } from '../../notes';
import type { CursorPage } from '../../platform/http';
import type { Day } from '../../shared/day';
import { restDayWords } from '../../shared/working-days';
import { dueState, govDate } from '../../web/format-date';
import type { StaleRecord, TypedFields } from '../../web/page-model';
import {
  ACTION_ENDS,
  ACTION_KIND_WORDS,
  ACTION_STANDING_WORDS,
  ACTION_STANDINGS,
  ACTION_STATUS_WORDS,
  type ActionStanding,
  MADE_IN_WORDS,
} from '../action-words';
import type { ActionInContextRow, ActionRow, OneActionRow } from '../actions.queries';
import { actionPaths } from '../paths';
import type { ActionClosureForm } from './action-closure.form';
import type { ActionUpdateForm } from './action-update.form';

/** What was typed into either form of the page. */
export type TypedActionPage = TypedFields<keyof ActionClosureForm | keyof ActionUpdateForm>;

const STANDING_CLASSES: Record<ActionStanding, string> = {
  on_track: 'govuk-tag--green',
  slipping: 'govuk-tag--yellow',
  blocked: 'govuk-tag--red',
};

const presentStanding = ({ standing, percent }: { standing: ActionStanding; percent: number | null }) => ({
  words: `${ACTION_STANDING_WORDS[standing]}${percent === null ? '' : `, ${percent}% done`}`,
  classes: STANDING_CLASSES[standing],
});

export const presentAction = (row: ActionRow) => ({
  href: actionPaths.one(row.id),
  description: row.description,
  kindWords: ACTION_KIND_WORDS[row.kind],
  owner: row.owner,
  ownerAgency: row.owner_agency,
  dueOn: row.due_on,
  whyHref: actionPaths.dueDate(row.id),
  isOpen: row.status === 'open',
  statusWords: ACTION_STATUS_WORDS[row.status],
  outcome: row.outcome,
  closedAt: row.closed_at,
  madeInWords: MADE_IN_WORDS[row.made_in],
  visibilityWords: keptToWords(row.visibility, row.kept_to),
  /** Only while it is open: how it ended says more. */
  standing: row.latest_update && row.status === 'open' ? presentStanding(row.latest_update) : null,
});

/** The person an action is about: a link for whoever sees the case, else first name and initial; nothing when restricted. */
const presentPerson = (row: ActionInContextRow) => ({
  about:
    row.known_as === null
      ? 'A person whose record is restricted'
      : `${row.known_as} (${row.individual_reference ?? ''})`,
  caseHref: row.sees_case ? actionPaths.ofCase(row.individual_id) : null,
});

export function presentCaseActions(header: CaseHeader, rows: ActionRow[], today: Day) {
  const open = rows.filter((row) => row.status === 'open');
  const overdue = open.filter((row) => dueState(row.due_on, today) === 'overdue').length;
  return {
    ...caseLayoutModel(header, 'actions'),
    open: open.map(presentAction),
    closed: rows.filter((row) => row.status !== 'open').map(presentAction),
    openCaption: `Open actions (${open.length}${overdue > 0 ? `, ${overdue} overdue` : ''})`,
  };
}

export function presentMyActions(
  page: CursorPage<ActionInContextRow>,
  { isOpen, isFirst, handOver }: { isOpen: boolean; isFirst: boolean; handOver: HandOver | null },
) {
  const view = isOpen ? 'open' : 'closed';
  const href = (extra: Record<string, string>): string =>
    `${actionPaths.mine}?${new URLSearchParams({ view, ...extra }).toString()}`;
  return {
    tabs: [
      { text: 'Open', href: `${actionPaths.mine}?view=open`, active: isOpen },
      { text: 'Closed', href: `${actionPaths.mine}?view=closed`, active: !isOpen },
    ],
    isOpen,
    handOver: page.items.length === 0 ? null : handOver,
    actions: page.items.map((row) => ({ ...presentAction(row), ...presentPerson(row), id: row.id })),
    caption: isOpen ? 'What is due first is at the top' : 'Actions you have closed',
    emptyText: isOpen ? 'You have no open actions.' : 'You have no closed actions.',
    nextHref: page.nextCursor === null ? undefined : href({ cursor: page.nextCursor }),
    firstHref: isFirst ? undefined : href({}),
  };
}

/** What was saved meanwhile beside what this person typed. */
export const bothVersions = (row: ActionInContextRow, typed: TypedFields<keyof ActionClosureForm>): StaleRecord => ({
  latestHref: actionPaths.one(row.id),
  fields: [
    { label: 'How it ended', latest: ACTION_STATUS_WORDS[row.status], yours: endWords(typed.status) },
    { label: 'What happened', latest: row.outcome, yours: typeof typed.outcome === 'string' ? typed.outcome : null },
  ],
});

function endWords(typed: unknown): string | null {
  const end = ACTION_ENDS.find((candidate) => candidate === typed);
  return end ? ACTION_STATUS_WORDS[end] : null;
}

export const presentOneAction = (
  row: OneActionRow,
  mayClose: boolean,
  typed: TypedActionPage,
  stale?: StaleRecord,
) => ({
  action: { ...presentAction(row), ...presentPerson(row) },
  restDay: row.status === 'open' ? restDayWords(row.due_on) : null,
  ownersBefore: row.owners_before.map(({ owner, until }) => `${owner}, until ${govDate(until)}`),
  breakGlass: presentUrgentAccess(urgentAccessOf(row)),
  version: row.version,
  mayClose: mayClose && row.status === 'open',
  closureHref: actionPaths.closure(row.id),
  updates: row.updates.map((update) => ({
    ...presentStanding(update),
    text: update.text,
    by: update.by,
    at: update.at,
  })),
  updateHref: actionPaths.updates(row.id),
  standings: ACTION_STANDINGS.map((value) => ({ value, text: ACTION_STANDING_WORDS[value] })),
  backHref: row.sees_case ? actionPaths.ofCase(row.individual_id) : actionPaths.mine,
  ends: ACTION_ENDS.map((value) => ({ value, text: ACTION_STATUS_WORDS[value] })),
  typed,
  stale: stale && { ...stale, hasNoForm: !mayClose || row.status !== 'open' },
});

export type CaseActionsModel = ReturnType<typeof presentCaseActions>;

export type MyActionsModel = ReturnType<typeof presentMyActions>;

export type ActionModel = ReturnType<typeof presentOneAction>;
