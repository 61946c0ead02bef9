import { BREAKDOWNS, type Cell, countsPeople, type Shape } from '../domain/figure';
import { protectFigure } from '../domain/protect-figure';
import { countsOf, type Readable, readExactly, readShown } from '../domain/readable';
import type { Figure } from '../figures';
import type { FigureReader } from '../reader-of-figures';
import { AGE_BAND_WORDS, dimensionWords, keyWords } from './figure-words';
import { OWN_LABEL } from './present-line';

interface Beside {
  reader: FigureReader;
  agencies: Record<string, string>;
  code: string;
  /** The part of the reader's own agency, where they have one, and what the whole is called beside it. */
  own: Figure | undefined;
  wholeLabel: string;
  listHref: (figure: Figure, more: Record<string, string>) => string | undefined;
}

interface Table {
  dimension: string;
  cells: readonly Cell[];
  label: string;
  read: (cell: Cell) => Readable;
  hrefOf: (cell: Cell) => string | undefined;
}

/**
 * By agency, age band, strand and part, each opening the list behind it to who may open that. A manager reads the own agency's exactly
 * and first, then the partnership's as its board does, where that may stand beside it.
 */
export function breakdownsOf(shape: Shape, figure: Figure, beside: Beside) {
  const { reader, own, wholeLabel, listHref } = beside;
  const whole = cellsBy(figure);
  const read = readerOf(shape, figure, whole, beside);
  const isManager = reader.ownAgencyId !== undefined;
  const agency = whole.filter(({ dimension }) => dimension === 'agency');
  const others = whole.filter(({ dimension }) => dimension !== 'agency');
  return [
    ...agency.map(({ dimension, cells }) => ({
      dimension,
      label: '',
      // Beside their own agency a manager reads no other by itself.
      cells: isManager ? cells.filter(({ key }) => key === reader.ownAgencyId) : cells,
      read: isManager ? (cell: Cell) => readExactly(shape, cell) : read,
      hrefOf: ({ key }: Cell) => listHref(figure, { agency: key }),
    })),
    ...ownTables(shape, own, beside),
    ...(reader.mayStand(figure, reader.ruleFor(figure)) ? others : []).map(({ dimension, cells }) => ({
      ...{ dimension, cells, read, label: wholeLabel },
      // The list of a manager is of their own agency: not what the partnership's part comes to.
      hrefOf: ({ key }: Cell) => (isManager ? undefined : listHref(figure, { [dimension]: key })),
    })),
  ].flatMap((table) => (table.cells.length === 0 ? [] : tableOf(table, beside)));
}

function ownTables(shape: Shape, own: Figure | undefined, { listHref }: Beside): Table[] {
  const agency = own?.total?.key;
  if (!own || agency === undefined) return [];
  return cellsBy(own)
    .filter(({ dimension }) => dimension !== 'agency')
    .map(({ dimension, cells }) => ({
      ...{ dimension, cells, label: OWN_LABEL },
      read: (cell: Cell) => readExactly(shape, cell),
      hrefOf: ({ key }: Cell) => listHref(own, { agency, [dimension]: key }),
    }));
}

type CellsBy = { dimension: string; cells: Cell[] }[];

const cellsBy = ({ cells: all }: Figure): CellsBy =>
  BREAKDOWNS.flatMap((dimension) => {
    const cells = all.filter((cell) => cell.dimension === dimension);
    return cells.length > 0 ? [{ dimension, cells }] : [];
  });

/** How a part of the whole is read: rounded with all the others together, or exactly. */
function readerOf(shape: Shape, figure: Figure, whole: CellsBy, { reader, code }: Beside): Table['read'] {
  const rule = reader.ruleFor(figure);
  if (!rule || !countsPeople(code)) return (cell) => readExactly(shape, cell);
  if (!figure.total) return () => NOT_SHOWN;
  const { breakdowns } = protectFigure(
    {
      total: countsOf(shape, figure.total),
      breakdowns: whole.map(({ dimension, cells }) => ({
        dimension,
        isSensitive: false,
        rows: cells.map((cell) => ({ key: cell.key, counts: countsOf(shape, cell) })),
      })),
    },
    rule,
  );
  return (cell) => {
    const rows = breakdowns.find(({ dimension }) => dimension === cell.dimension)?.rows;
    const row = rows?.find(({ key }) => key === cell.key);
    return row ? readShown(shape, row, cell.amount, rule) : NOT_SHOWN;
  };
}

const NOT_SHOWN: Readable = { value: null, known: null, words: 'Not shown', ofWords: '' };

function tableOf({ dimension, cells, label, read, hrefOf }: Table, { agencies, code }: Beside) {
  return {
    title: label === '' ? dimensionWords(dimension, code) : `${label}: ${inASentence(dimensionWords(dimension, code))}`,
    id: label === OWN_LABEL ? `own-${dimension}` : dimension,
    rows: cells
      .map((cell) => ({
        name: keyWords(dimension, cell.key, agencies),
        order: /^\d+$/.test(cell.key) ? Number(cell.key) : Object.keys(AGE_BAND_WORDS).indexOf(cell.key),
        ...read(cell),
        href: hrefOf(cell),
      }))
      .sort((a, b) => a.order - b.order || a.name.localeCompare(b.name)),
  };
}

const inASentence = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);
