import type { Day } from '../../shared/day';
import { type Cell, changeWords, countsPeople, RAG_WORDS } from '../domain/figure';
import { judge } from '../domain/judge';
import { quarterBefore, sameQuarterLastYear } from '../domain/quarter';
import { NO_FIGURE, type Readable, readExactly, TOO_FEW_OTHERS } from '../domain/readable';
import { trendOf } from '../domain/trend';
import type { FigureReader } from '../reader-of-figures';
import type { ReportFigure, ReportPack } from '../reports/report-content';
import { RAG_CLASSES, SPARK } from './present-line';

export type ReportFigureModel = ReturnType<typeof presentReportFigures>[number];

/** The figures of a report to one reader: whoever reads rounded counts reads what stands beside them rounded too, each quarter by its own rule. */
export function presentReportFigures(pack: ReportPack, reader: FigureReader, readerOf: (until: Day) => FigureReader) {
  const isExact = reader.rule === undefined;
  return pack.figures.map((figure) => {
    const { code, name, method, shape, isCorrected, judgement } = figure;
    const here = readHere(figure, reader);
    // What is judged from exact counts would tell of a figure that this reader sees rounded, or not at all.
    const rag = isExact ? figure.rag : judgement ? judge(here, judgement) : 'none';
    const { last, year } = earlier(figure, pack, isExact ? undefined : readerOf);
    const change = last && judgement ? changeWords(here.value, last.value, judgement.direction, shape) : '';
    // A year before, the quarter before and this one, at their places: nothing is drawn across a gap.
    const drawn = [year, undefined, undefined, last, here].map((one) => ({ label: '', value: one?.value ?? null }));
    return {
      code,
      name,
      method,
      words: here.words,
      ofWords: here.ofWords,
      lastWords: isExact ? figure.lastWords : (last?.words ?? ''),
      yearWords: isExact ? figure.yearWords : (year?.words ?? ''),
      change: isExact ? figure.change : change,
      isCorrected,
      trend: trendOf(drawn, figure.target, SPARK),
      rag: { ...RAG_WORDS[rag], classes: RAG_CLASSES[rag] },
    };
  });
}

/**
 * By agency as it was counted. A correction is of the total alone: of one whose report kept no agencies they are not known, and it does
 * not stand beside anybody's own.
 */
export const agenciesCounted = ({ agencies, cells, isCorrected }: ReportFigure): Cell[] | undefined =>
  agencies ?? (isCorrected ? undefined : cells.filter(({ dimension }) => dimension === 'agency'));

function readHere(figure: ReportFigure, reader: FigureReader): Readable {
  const { code, shape, total, hasData, words } = figure;
  if (!total || !hasData) return { ...NO_FIGURE, words };
  const agencies = agenciesCounted(figure);
  if (!agencies && reader.ownAgencyId !== undefined && countsPeople(code)) return TOO_FEW_OTHERS;
  return reader.cell(shape, total, { code, agencies: agencies ?? [] });
}

const NONE: Readable = { ...NO_FIGURE, words: 'None' };

/** Undefined where the report was issued before it kept what this reader needs. */
function earlier(
  { code, shape, last, year, lastAgencies, yearAgencies, judgement }: ReportFigure,
  { period }: ReportPack,
  readerOf: ((until: Day) => FigureReader) | undefined,
): { last?: Readable; year?: Readable } {
  if (last === undefined || year === undefined || !judgement) return {};
  const read = (cell: typeof last, agencies: typeof lastAgencies, until: Day): Readable | undefined => {
    if (!cell) return NONE;
    const reader = readerOf?.(until);
    if (!reader) return readExactly(shape, cell);
    if (!agencies && reader.ownAgencyId !== undefined) return undefined;
    return reader.cell(shape, cell, { code, agencies: agencies ?? [] });
  };
  return {
    last: read(last, lastAgencies, quarterBefore(period).until),
    year: read(year, yearAgencies, sameQuarterLastYear(period).until),
  };
}

/** What changed since the quarter before by what this reader reads; nothing that is the same when it is rounded. */
export const changesRead = (figures: readonly ReportFigureModel[]): string[] =>
  figures.flatMap(({ name, change }) =>
    /^(Up|Down|Done|Not done)/.test(change) ? [`${name}: ${change.toLowerCase()}.`] : [],
  );
