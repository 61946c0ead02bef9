import { ALL_REVIEWS, COMPARED, STATE_WORDS } from '../work-words';
import type { WorkCountRow } from '../work.queries';
import { countOf, NOBODY, workHref, type WorkQuestion } from './work-question';

/** So many are compared at first: those with the most overdue. */
export const COMPARED_AT_FIRST = 15;
const BAR_WIDTH = 100;

type By = 'worker' | 'lead' | 'agency';

const WORDS: Record<By, { caption: string; head: string; nobody: string }> = {
  worker: { caption: 'By worker, as plan owner or owner of an action', head: 'Plan owner', nobody: 'No plan owner' },
  lead: { caption: 'By worker, as lead professional', head: 'Lead professional', nobody: 'No lead professional' },
  agency: { caption: 'By agency', head: 'Agency', nobody: 'No plan owner' },
};

/**
 * One line each with the counts that open their lists, those with the most overdue first, and the totals. The bar beside
 * the overdue count shows the same number, measured against the highest.
 */
export function presentComparison(by: By, rows: WorkCountRow[], question: WorkQuestion) {
  const ids = [...new Set(rows.map((row) => idOf(row, by)))];
  const lines = ids
    .map((id) => {
      const own = rows.filter((row) => idOf(row, by) === id);
      const name = id === NOBODY ? WORDS[by].nobody : (nameOf(own[0], by) ?? 'Name not known');
      return { name, overdue: countOf(own, 'overdue'), cells: cellsOf(own, { ...question, [by]: id }, name) };
    })
    .sort((one, other) => other.overdue - one.overdue || one.name.localeCompare(other.name));
  const highest = Math.max(1, ...lines.map(({ overdue }) => overdue));
  const shown = question.isWhole ? lines : lines.slice(0, COMPARED_AT_FIRST);
  return {
    id: `by-${by}`,
    caption: WORDS[by].caption,
    head: WORDS[by].head,
    columns: [...COMPARED.map((state) => STATE_WORDS[state].label), ALL_REVIEWS],
    lines: shown.map((line) => ({ ...line, barWidth: Math.round((line.overdue * BAR_WIDTH) / highest) })),
    totals: cellsOf(rows, question, 'everyone'),
    others:
      shown.length < lines.length
        ? { text: `Compare all ${lines.length}`, href: workHref(question, { isWhole: true }) }
        : null,
  };
}

export type ComparisonModel = ReturnType<typeof presentComparison>;

const idOf = (row: WorkCountRow, by: By): string => row[`${by}_id`] ?? NOBODY;
const nameOf = (row: WorkCountRow | undefined, by: By) => row?.[by];

const cellsOf = (rows: WorkCountRow[], question: WorkQuestion, name: string) =>
  [...COMPARED, null].map((state) => ({
    count: countOf(rows, state),
    href: workHref(question, { state }),
    linkText: `${state === null ? ALL_REVIEWS : STATE_WORDS[state].list}, ${name}`,
    hasBar: state === 'overdue',
  }));
