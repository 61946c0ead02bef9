import { casePaths, fullName, TIER_WORDS } from '../../individuals';
import type { CursorPage } from '../../platform/http';
import type { WorkCount } from '../../web/work-counts';
import type { WorkState } from '../domain/work-state';
import { reviewPaths } from '../paths';
import type { WorkCountRow, WorkRow } from '../work.queries';

export const NOBODY = 'nobody';

interface Asked {
  state: WorkState | null;
  worker: string | null;
  cursor: string;
}

/** What higher slices count on this page, and whether its reader may hand cases over from it. */
interface OtherWork {
  counts: WorkCount[];
  mayHandOver: boolean;
}

/** The counts a manager starts from, in the order of their urgency. */
const COUNTED = [
  { state: 'overdue', label: 'Overdue', tagClasses: 'govuk-tag--red', linkText: 'Overdue reviews' },
  { state: 'due_today', label: 'Due today', tagClasses: 'govuk-tag--orange', linkText: 'Reviews due today' },
  { state: 'due_soon', label: 'Due in 14 days', tagClasses: 'govuk-tag--yellow', linkText: 'Reviews due in 14 days' },
  {
    state: 'no_schedule',
    label: 'No review date',
    tagClasses: 'govuk-tag--red',
    linkText: 'Plans with no review date',
  },
] as const;

const TITLES: Record<WorkState, string> = {
  overdue: 'Overdue reviews',
  due_today: 'Reviews due today',
  due_soon: 'Reviews due in 14 days',
  later: 'Reviews due later',
  not_running: 'Exempt reviews',
  no_schedule: 'Plans with no review date',
};

export function presentReviewWork(
  page: CursorPage<WorkRow>,
  counts: WorkCountRow[],
  asked: Asked,
  other: OtherWork = { counts: [], mayHandOver: false },
) {
  const worker = counts.find((row) => (row.owner_id ?? NOBODY) === asked.worker);
  const title = asked.state === null ? 'All reviews' : TITLES[asked.state];
  return {
    boxes: COUNTED.map(({ state, ...box }) => {
      const count = total(counts.filter((row) => row.state === state));
      const isOverdue = count > 0 && (state === 'overdue' || state === 'no_schedule');
      return { ...box, count, isOverdue, href: hrefOf({ state, worker: null }) };
    }),
    otherBoxes: other.counts,
    handOverHref: other.mayHandOver ? reviewPaths.handOver : null,
    workers: workersOf(counts),
    caption: asked.worker === null ? title : `${title}: ${worker?.owner ?? 'no plan owner'}`,
    allHref: asked.state === null && asked.worker === null ? undefined : reviewPaths.work,
    rows: page.items.map(presentRow),
    nextHref: page.nextCursor === null ? undefined : hrefOf(asked, page.nextCursor),
    firstHref: asked.cursor === '' ? undefined : hrefOf(asked),
  };
}

const presentRow = (row: WorkRow) => ({
  id: row.id,
  href: casePaths.reviews(row.id),
  name: fullName(row),
  reference: row.reference,
  dueOn: row.due_on,
  state: row.state,
  tierWords: row.tier === null ? 'Not in the cohort' : TIER_WORDS[row.tier],
  owner: row.owner ?? 'Nobody named',
  lead: row.lead ?? 'Nobody named',
});

/** One line a plan owner, those with the most overdue first. */
function workersOf(counts: WorkCountRow[]) {
  const owners = [...new Set(counts.map((row) => row.owner_id))];
  return owners
    .map((ownerId) => {
      const own = counts.filter((row) => row.owner_id === ownerId);
      return {
        name: own[0]?.owner ?? 'No plan owner',
        href: hrefOf({ state: null, worker: ownerId ?? NOBODY }),
        all: total(own),
        overdue: total(own.filter((row) => row.state === 'overdue')),
        cells: COUNTED.map(({ state, linkText }) => ({
          count: total(own.filter((row) => row.state === state)),
          href: hrefOf({ state, worker: ownerId ?? NOBODY }),
          linkText,
        })),
      };
    })
    .sort((one, other) => other.overdue - one.overdue || one.name.localeCompare(other.name));
}

const total = (rows: WorkCountRow[]): number => rows.reduce((sum, row) => sum + row.count, 0);

function hrefOf({ state, worker }: Pick<Asked, 'state' | 'worker'>, cursor?: string): string {
  const query = new URLSearchParams({
    ...(state === null ? {} : { state }),
    ...(worker === null ? {} : { worker }),
    ...(cursor === undefined ? {} : { cursor }),
  }).toString();
  return query === '' ? reviewPaths.work : `${reviewPaths.work}?${query}`;
}

export type ReviewWorkModel = ReturnType<typeof presentReviewWork>;
