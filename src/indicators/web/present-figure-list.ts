import { casePaths } from '../../individuals';
import { dayInWords } from '../../shared/day';
import { agencyMeaning } from '../domain/agency-of-figure';
import type { Cell } from '../domain/figure';
import type { DefinitionRow, UnitRow } from '../indicators.queries';
import { figurePaths, reportPaths } from '../paths';
import { dimensionWords, keyWords } from './figure-words';
import type { ListAsked } from './list-asked';

interface Asked {
  definition: DefinitionRow;
  list: ListAsked;
  isToday: boolean;
  rows: UnitRow[];
  hasMore: boolean;
  cell: Cell | undefined;
  agencies: Record<string, string>;
}

const WHY =
  'their record is no longer open to you (for example, they have left the cohort), or what was recorded then has been corrected since.';

const INSTEAD: Record<string, { words: string; href: string }> = {
  top_five: { words: 'the lists of each quarter', href: figurePaths.topFive },
  reports_on_time: { words: 'the quarterly reports', href: reportPaths.list },
};

/** Fewer than these are not told of: how many somebody may not see would say that there are a few. */
const FEW = 5;

/** Who stands behind a figure, as far as the reader may see each of them. */
export function presentFigureList({ definition, list, isToday, rows, hasMore, cell, agencies }: Asked) {
  const { until, agency, part, isMet } = list;
  const query = (more: Record<string, string>): string => {
    const all = {
      ...(isToday ? {} : { until }),
      ...(agency === null ? {} : { agency }),
      ...(part === null ? {} : { [part.dimension]: part.key }),
      ...more,
    };
    return figurePaths.list(definition.code, `?${new URLSearchParams(all).toString()}`);
  };
  const isShare = definition.shape === 'share';
  return {
    title: definition.name,
    dayWords: dayInWords(until),
    isToday,
    partWords: part === null ? undefined : partWords(definition.code, part),
    agencyName: agency === null ? undefined : (agencies[agency] ?? 'No agency: nobody is named'),
    numerator: definition.numerator,
    denominator: definition.denominator,
    method: definition.method,
    agencyColumn: agencyMeaning(definition.code).column,
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
    // Lists and reports are counted here, not people.
    instead: INSTEAD[definition.rule ?? ''],
    completeness:
      isMet === null && !hasMore ? completenessWords(rows, cell, { isToday, isPart: part !== null }) : undefined,
    backHref: figurePaths.one(definition.code),
  };
}

export type FigureListModel = ReturnType<typeof presentFigureList>;

/** “by age, 16 to 17”. */
function partWords(code: string, { dimension, key }: NonNullable<ListAsked['part']>): string {
  const title = dimensionWords(dimension, code);
  return `${title.charAt(0).toLowerCase()}${title.slice(1)}, ${keyWords(dimension, key, {})}`;
}

/** How much of the figure the reader sees, only where that tells nothing of the few they do not. */
function completenessWords(
  rows: readonly UnitRow[],
  cell: Cell | undefined,
  { isToday, isPart }: { isToday: boolean; isPart: boolean },
): string {
  const listed = rows.reduce((sum, row) => sum + row.total, 0);
  const figure = isPart ? 'this part of the figure' : 'the figure';
  if (cell?.total === listed) return `This is all of ${figure}: ${listed}.`;
  const hidden = cell === undefined ? 0 : cell.total - listed;
  // The figure and the rows are both on the screen: the difference is said, with what it may come from.
  if (!isToday && hidden > 0)
    return `T${figure.slice(1)} counts ${cell?.total}. ${listed} are listed; ${hidden} ${hidden === 1 ? 'is' : 'are'} not shown: ${WHY}`;
  if (hidden >= FEW && listed >= FEW) return `You may see ${listed} of the ${cell?.total} in ${figure}.`;
  return `This lists those behind ${figure} whom you may see.`;
}
