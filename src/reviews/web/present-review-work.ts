import type { CursorPage } from '../../platform/http';
import type { Day } from '../../shared/day';
import type { HandOver } from '../../web/hand-over';
import type { WorkCount } from '../../web/work-counts';
import { reviewPaths } from '../paths';
import { ALL_REVIEWS, COUNTED, isLate, STATE_WORDS } from '../work-words';
import type { WorkCountRow, WorkRow } from '../work.queries';
import { presentComparison } from './present-comparison';
import { presentWorkFilters } from './present-work-filters';
import { presentWorkRow } from './present-work-row';
import { countOf, isAskedFor, workHref, type WorkQuestion } from './work-question';

/** What higher slices count on this page, and what its reader may do from it. */
export interface WorkRights {
  counts: WorkCount[];
  /** How to hand over from the list; null for who may not. */
  handOver: HandOver | null;
  /** Whether this one is theirs to hand on; a partner's is not. */
  mayHandOn: (row: WorkRow) => boolean;
  mayAcknowledge: (row: WorkRow) => boolean;
  today: Day;
}

/** The one screen: the counts, who has how many of them, and the list behind the count that was opened. */
export function presentReviewWork(
  page: CursorPage<WorkRow>,
  counts: WorkCountRow[],
  question: WorkQuestion,
  rights: WorkRights,
) {
  const asked = counts.filter((row) => isAskedFor(row, question));
  const comparisons = (['worker', 'lead', 'agency'] as const).map((by) => presentComparison(by, asked, question));
  const isOfActions = question.state === 'overdue_action';
  return {
    boxes: COUNTED.map((state) => {
      const { label, list: linkText, tagClasses: colour } = STATE_WORDS[state];
      const count = countOf(asked, state);
      // Nothing to do is not red.
      const tagClasses = count > 0 ? colour : 'govuk-tag--grey';
      const isOverdue = count > 0 && isLate(state);
      return { count, label, tagClasses, linkText, isOverdue, href: workHref(question, { state }) };
    }),
    otherBoxes: rights.counts,
    comparisons: comparisons.filter(({ lines, id }) => lines.length > (id === 'by-agency' ? 1 : 0)),
    filters: presentWorkFilters(counts, question),
    caption: question.state === null ? ALL_REVIEWS : STATE_WORDS[question.state].list,
    workerHead: isOfActions ? 'Action owner' : 'Plan owner',
    handOver: rights.handOver,
    rows: page.items.map((row) =>
      presentWorkRow(row, {
        today: rights.today,
        mayAcknowledge: row.kind === 'overdue' && rights.mayAcknowledge(row),
        mayHandOver: rights.handOver !== null,
        mayHandOn: rights.handOver !== null && rights.mayHandOn(row),
      }),
    ),
    total: countOf(asked, question.state),
    nextHref: page.nextCursor === null ? undefined : workHref(question, { cursor: page.nextCursor }),
    firstHref: question.cursor === '' ? undefined : workHref(question),
    allHref: workHref(question) === reviewPaths.work ? undefined : reviewPaths.work,
    calendarHref: reviewPaths.calendar,
  };
}

export type ReviewWorkModel = ReturnType<typeof presentReviewWork>;
