import { type Cell, countsPeople, type Shape } from '../domain/figure';
import { protectFigure } from '../domain/protect-figure';
import { countsOf, readExactly, readShown } from '../domain/readable';
import type { Figure } from '../figures';
import type { FigureReader } from '../reader-of-figures';
import { AGE_BAND_WORDS, dimensionWords, keyWords } from './figure-words';

interface Beside {
  reader: FigureReader;
  agencies: Record<string, string>;
  code: string;
  listHref: (figure: Figure, more: Record<string, string>) => string | undefined;
}

/** By agency, age band, strand and part, each opening the list behind it to who may open that. */
export function breakdownsOf(shape: Shape, figure: Figure, { reader, agencies, code, listHref }: Beside) {
  const rule = reader.ruleFor(figure);
  const dimensions = ['agency', 'age_band', 'strand', 'part'].flatMap((dimension) => {
    const cells = figure.cells.filter((cell) => cell.dimension === dimension);
    return cells.length > 0 ? [{ dimension, cells }] : [];
  });
  const protectedFigure =
    rule && figure.total && countsPeople(code)
      ? protectFigure(
          {
            total: countsOf(shape, figure.total),
            breakdowns: dimensions.map(({ dimension, cells }) => ({
              dimension,
              isSensitive: false,
              rows: cells.map((cell) => ({ key: cell.key, counts: countsOf(shape, cell) })),
            })),
          },
          rule,
        )
      : undefined;
  const mayStand = reader.mayStand(figure, rule);
  return dimensions.flatMap(({ dimension, cells: all }, at) => {
    // Beside their own agency a manager reads no other by itself.
    const isOwn = dimension === 'agency' && reader.ownAgencyId !== undefined;
    if (!isOwn && !mayStand) return [];
    const cells = isOwn ? all.filter(({ key }) => key === reader.ownAgencyId) : all;
    const rows = protectedFigure?.breakdowns[at]?.rows;
    const read = (cell: Cell) => {
      if (isOwn || !rule || !countsPeople(code)) return readExactly(shape, cell);
      const row = rows?.find((one) => one.key === cell.key);
      return row
        ? readShown(shape, row, cell.amount, rule)
        : { value: null, known: null, words: 'Not shown', ofWords: '' };
    };
    return cells.length === 0
      ? []
      : {
          title: dimensionWords(dimension, code),
          dimension,
          rows: cells
            .map((cell) => ({
              name: keyWords(dimension, cell.key, agencies),
              order: /^\d+$/.test(cell.key) ? Number(cell.key) : Object.keys(AGE_BAND_WORDS).indexOf(cell.key),
              ...read(cell),
              // The list of a manager is of their own agency: not what the partnership's part comes to.
              href: isOwn || reader.ownAgencyId === undefined ? listHref(figure, { [dimension]: cell.key }) : undefined,
            }))
            .sort((a, b) => a.order - b.order || a.name.localeCompare(b.name)),
        };
  });
}
