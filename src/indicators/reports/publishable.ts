import { type Cell, countsPeople } from '../domain/figure';
import { type CountedFigure, protectFigure, type ProtectedFigure } from '../domain/protect-figure';
import { countsOf } from '../domain/readable';
import type { SmallNumberRule } from '../domain/small-numbers';
import type { Publication, PublishedFigure, ReportFigure, ReportPack } from './report-content';

/** A publication, and the frozen pack it was made of: to see whether a figure is still the one that was published. */
export interface EarlierPublication {
  content: Publication;
  pack: ReportPack | undefined;
}

/**
 * The figures as they may be published. A figure is published once for a quarter: unchanged it is printed again as it was, number by
 * number, so that a second publication tells nothing new, whatever was published in between. A corrected one would be a second
 * look at the same people, so it is shown only where nothing of the figure was or is withheld and it was never broken down. What is
 * published for the first time is protected in itself and against every publication before.
 */
export function publishable(
  pack: ReportPack,
  rule: SmallNumberRule,
  earlier: readonly EarlierPublication[],
): PublishedFigure[] {
  return pack.figures.map((figure) => {
    const { code, name, method, shape, total, hasData } = figure;
    const amount = shape === 'done' ? (total?.met ?? null) : shape === 'median' ? (total?.amount ?? null) : null;
    const base = {
      code,
      name,
      method,
      shape,
      amount,
      hasData,
      ...(hasData ? {} : { missing: figure.words }),
      ...(figure.isCorrected ? { isOfCorrection: true } : {}),
    };
    if (total === null || !hasData || shape === 'done') return { ...base, shown: null };
    if (!countsPeople(code)) return { ...base, shown: null, exact: total };
    const here = earlier.flatMap(({ content, pack: old }) => {
      const published = content.period.until === pack.period.until && shownOf(content, code);
      return published ? [{ published, of: old?.figures.find((one) => one.code === code) }] : [];
    });
    const same = here.findLast(({ of }) => of && countedWords(of) === countedWords(figure));
    if (same) return { ...base, shown: same.published };
    const shown = protectFigure(
      countedOf(figure, total),
      rule,
      earlier.flatMap(({ content }) => shownOf(content, code) ?? []),
    );
    const isWithheld = here.length > 0 && ![shown, ...here.map(({ published }) => published)].every(isWholeAlone);
    return { ...base, shown: isWithheld ? null : shown, ...(isWithheld ? { isCorrected: true } : {}) };
  });
}

const shownOf = ({ figures }: Publication, code: string): ProtectedFigure | undefined =>
  figures.find((one) => one.code === code)?.shown ?? undefined;

/** Everything that was counted, so that two figures can be compared; jsonb keeps no order of keys. */
const countedWords = ({ shape, total, cells }: ReportFigure): string =>
  [
    shape,
    ...[...(total ? [total] : []), ...cells].map((cell) => [
      cell.dimension,
      cell.key,
      cell.met,
      cell.total,
      cell.amount,
    ]),
  ]
    .map(String)
    .sort()
    .join(';');

function countedOf({ shape, cells }: ReportFigure, total: Cell): CountedFigure {
  const dimensions = [...new Set(cells.map(({ dimension }) => dimension))];
  return {
    total: countsOf(shape, total),
    breakdowns: dimensions.map((dimension) => ({
      dimension,
      isSensitive: false,
      rows: cells
        .filter((cell) => cell.dimension === dimension)
        .map((cell) => ({ key: cell.key, counts: countsOf(shape, cell) })),
    })),
  };
}

/** Nothing of it is withheld or small, and it stands for itself. */
const isWholeAlone = ({ total, breakdowns }: ProtectedFigure): boolean =>
  breakdowns.length === 0 && [...total.cells, total.all].every(({ value }) => value !== null);
