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
  const lines = [...grouped(rows, by)]
    .map(([id, own]) => {
      const name = id === NOBODY ? WORDS[by].nobody : (nameOf(own[0], by) ?? 'Name not known');
      return { id, own, name, overdue: countOf(own, 'overdue') };
    })
    .sort((one, other) => other.overdue - one.overdue || one.name.localeCompare(other.name));
  const highest = Math.max(1, ...lines.map(({ overdue }) => overdue));
  const shown = question.isWhole ? lines : lines.slice(0, COMPARED_AT_FIRST);
  return {
    id: `by-${by}`,
    caption: WORDS[by].caption,
    head: WORDS[by].head,
    columns: [...COMPARED.map((state) => STATE_WORDS[state].label), ALL_REVIEWS],
    lines: shown.map(({ id, own, name, overdue }) => ({
      name,
      overdue,
      cells: cellsOf(own, { ...question, [by]: id }, name),
      barWidth: Math.round((overdue * BAR_WIDTH) / highest),
    })),
    totals: cellsOf(rows, question, 'everyone'),
    others:
      shown.length < lines.length
        ? { text: `Compare all ${lines.length}`, href: workHref(question, { isWhole: true }) }
        : null,
  };
}

export type ComparisonModel = ReturnType<typeof presentComparison>;

/** Read once: an agency has hundreds of workers, each with a row for every state. */
function grouped(rows: WorkCountRow[], by: By): Map<string, WorkCountRow[]> {
  const groups = new Map<string, WorkCountRow[]>();
  for (const row of rows) {
    const id = idOf(row, by);
    const own = groups.get(id);
    if (own) own.push(row);
    else groups.set(id, [row]);
  }
  return groups;
}

const idOf = (row: WorkCountRow, by: By): string => row[`${by}_id`] ?? NOBODY;
const nameOf = (row: WorkCountRow | undefined, by: By) => row?.[by];

const cellsOf = (rows: WorkCountRow[], question: WorkQuestion, name: string) =>
  [...COMPARED, null].map((state) => ({
    count: countOf(rows, state),
    href: workHref(question, { state }),
    linkText: `${state === null ? ALL_REVIEWS : STATE_WORDS[state].list}, ${name}`,
    hasBar: state === 'overdue',
  }));
