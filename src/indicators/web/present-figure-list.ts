import { casePaths } from '../../individuals';
import { type Day, dayInWords } from '../../shared/day';
import type { Cell } from '../domain/figure';
import type { DefinitionRow, UnitRow } from '../indicators.queries';
import { figurePaths } from '../paths';

interface Asked {
  definition: DefinitionRow;
  until: Day;
  today: Day;
  agency: string | null;
  isMet: boolean | null;
  rows: UnitRow[];
  hasMore: boolean;
  cell: Cell | undefined;
  agencies: Record<string, string>;
}

/** Fewer than these are not told of: how many somebody may not see would say that there are a few. */
const FEW = 5;

/** Who stands behind a figure, as far as the reader may see each of them. */
export function presentFigureList({ definition, until, today, agency, isMet, rows, hasMore, cell, agencies }: Asked) {
  const query = (more: Record<string, string>): string => {
    const all = { ...(until === today ? {} : { until }), ...(agency === null ? {} : { agency }), ...more };
    return figurePaths.list(definition.code, `?${new URLSearchParams(all).toString()}`);
  };
  const isShare = definition.shape === 'share';
  return {
    title: definition.name,
    dayWords: dayInWords(until),
    isToday: until === today,
    agencyName: agency === null ? undefined : (agencies[agency] ?? 'No agency: nobody is named'),
    numerator: definition.numerator,
    denominator: definition.denominator,
    method: definition.method,
    choices: isShare
      ? [
          { text: 'All', href: query({}), current: isMet === null },
          { text: 'Those who count as met', href: query({ met: 'yes' }), current: isMet === true },
          { text: 'Those who do not', href: query({ met: 'no' }), current: isMet === false },
        ]
      : [],
    rows: rows.map((row) => ({
      reference: row.reference,
      name: row.name,
      agency: row.agency ?? 'Nobody is named',
      href: casePaths.overview(row.individual_id),
      stands: isShare
        ? row.total === 1
          ? row.met === 1
            ? 'Yes'
            : 'No'
          : `${row.met} of ${row.total}`
        : row.amount === null
          ? String(row.total)
          : `${row.amount} days`,
    })),
    hasMore,
    completeness: isMet === null && !hasMore ? completenessWords(rows, cell) : undefined,
    backHref: figurePaths.one(definition.code),
  };
}

export type FigureListModel = ReturnType<typeof presentFigureList>;

/** How much of the figure the reader sees, only where that tells nothing of the few they do not. */
function completenessWords(rows: readonly UnitRow[], cell: Cell | undefined): string {
  const listed = rows.reduce((sum, row) => sum + row.total, 0);
  if (cell?.total === listed) return `This is all of the figure: ${listed}.`;
  const hidden = cell === undefined ? 0 : cell.total - listed;
  if (hidden >= FEW && listed >= FEW) return `You may see ${listed} of the ${cell?.total} in the figure.`;
  return 'This lists those behind the figure whom you may see.';
}
