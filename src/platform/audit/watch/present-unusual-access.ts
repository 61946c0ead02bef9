import type { TypedFields } from '../../../web/page-model';
import type { CursorPage } from '../../http';
import { auditPaths, withQuery } from '../web/audit-paths';
import type { UnusualKind, UnusualRow, UnusualState } from './unusual-access.queries';

const STATE_WORDS: Record<UnusualState, string> = { new: 'New', looked_at: 'Looked at', explained: 'Explained' };
const STATES: UnusualState[] = ['new', 'looked_at', 'explained'];

const KIND_WORDS: Record<UnusualKind, (count: number) => string> = {
  many_records: (count) => `Looked at ${count} records in a short time`,
  many_refusals: (count) => `Was refused ${count} times in a short time`,
  out_of_hours: (count) => `Looked at ${count} records at night or at a weekend`,
  outside_agency: () => 'Looked at a record their agency has never worked',
  too_fast: (count) => `Opened more than ${count} pages in a minute, and was stopped`,
  audit_keeping: () => 'The audit is not kept as it should be',
};

export const stateOf = (typed: unknown): UnusualState | null => STATES.find((state) => state === typed) ?? null;

export const presentUnusualList = (page: CursorPage<UnusualRow>, only: UnusualState | null, isLaterPage: boolean) => ({
  backHref: auditPaths.list,
  tabs: [null, ...STATES].map((state) => ({
    text: state === null ? 'All' : STATE_WORDS[state],
    href: tabHref(state),
    active: state === only,
  })),
  rows: page.items.map((row) => ({
    href: auditPaths.unusualOne(row.id),
    what: KIND_WORDS[row.kind](row.counted),
    who: row.user_name ?? 'The service',
    agency: row.agency_name,
    raisedAt: row.raised_at,
    state: STATE_WORDS[row.state],
    isNew: row.state === 'new',
  })),
  nextHref:
    page.nextCursor === null
      ? undefined
      : withQuery(auditPaths.unusual, { ...(only === null ? {} : { state: only }), cursor: page.nextCursor }),
  firstHref: isLaterPage ? tabHref(only) : undefined,
});

const tabHref = (state: UnusualState | null): string => withQuery(auditPaths.unusual, state === null ? {} : { state });

/** One of them, with what to look at and the form that says what was found. */
export const presentUnusual = (row: UnusualRow, typed: TypedFields<'state' | 'explanation'>) => ({
  backHref: auditPaths.unusual,
  action: auditPaths.handling(row.id),
  what: KIND_WORDS[row.kind](row.counted),
  who: row.user_name ?? 'The service',
  agency: row.agency_name ?? 'None',
  // Of a restricted record nothing is said here: there is no reference then.
  individual: row.reference,
  fromAt: row.from_at,
  untilAt: row.until_at,
  state: STATE_WORDS[row.state],
  handledBy: row.handled_by_name,
  handledAt: row.handled_at,
  version: row.version,
  auditHref: row.user_id === null ? auditPaths.list : withQuery(auditPaths.list, { userId: row.user_id }),
  typed: {
    state: typed.state ?? (row.state === 'new' ? undefined : row.state),
    explanation: typed.explanation ?? row.explanation,
  },
});

export type UnusualListModel = ReturnType<typeof presentUnusualList>;
export type UnusualModel = ReturnType<typeof presentUnusual>;
