import type { Day } from '../../shared/day';
import { type Cell, countsPeople, RAG_WORDS } from '../domain/figure';
import { changeBetween, judge } from '../domain/judge';
import { quarterBefore, sameQuarterLastYear } from '../domain/quarter';
import { NO_FIGURE, type Readable, readExactly, TOO_FEW_OTHERS } from '../domain/readable';
import { trendOf } from '../domain/trend';
import type { FigureReader } from '../reader-of-figures';
import type { ReportFigure, ReportPack } from '../reports/report-content';
import { OWN_LABEL, RAG_CLASSES, SPARK, WHOLE_LABEL } from './present-line';

export type ReportFigureModel = ReturnType<typeof presentReportFigures>[number];

/** The figures of a report to one reader: whoever reads rounded counts reads what stands beside them rounded too, each quarter by its own rule. */
export function presentReportFigures(pack: ReportPack, reader: FigureReader, readerOf: (until: Day) => FigureReader) {
  return pack.figures.map((figure) => {
    const { code, name, method } = figure;
    const whole = wholeReading(figure, pack, reader, readerOf);
    const own = ownReading(figure, reader);
    // As on the dashboard: the own agency's part first, then the partnership's wherever any of it may stand beside that.
    const readings = own ? [own, ...(whole.isTold ? [whole] : [])] : [whole];
    return { code, name, method, readings: readings.map((one) => ({ ...one, beforeWords: beforeWords(one) })) };
  });
}

export type ReportReading = ReturnType<typeof readingOf>;

interface Read {
  here: Readable;
  /** Undefined where the report was issued before it kept what this reader needs. */
  last?: Readable | undefined;
  year?: Readable | undefined;
}

function readingOf({ judgement, shape, target }: ReportFigure, { here, last, year }: Read, label: string) {
  const rag = judgement ? judge(here, judgement) : 'none';
  // A year before, the quarter before and this one, at their places: nothing is drawn across a gap.
  const drawn = [year, undefined, undefined, last, here].map((one) => ({ label: '', value: one?.value ?? null }));
  return {
    label,
    words: here.words,
    ofWords: here.ofWords,
    lastWords: last?.words ?? '',
    yearWords: year?.words ?? '',
    change: last && judgement && here.value !== null ? changeBetween(here, last, judgement.direction, shape) : '',
    isCorrected: false,
    trend: trendOf(drawn, target, SPARK),
    rag: { ...RAG_WORDS[rag], classes: RAG_CLASSES[rag] },
    isTold: [here, last, year].some((one) => (one?.value ?? null) !== null),
  };
}

function wholeReading(
  figure: ReportFigure,
  pack: ReportPack,
  reader: FigureReader,
  readerOf: (until: Day) => FigureReader,
): ReportReading {
  const isExact = reader.rule === undefined;
  const read = { here: readHere(figure, reader), ...earlier(figure, pack, isExact ? undefined : readerOf) };
  const label = reader.ownAgencyId === undefined ? '' : WHOLE_LABEL;
  const reading = { ...readingOf(figure, read, label), isCorrected: figure.isCorrected };
  if (!isExact) return reading;
  // What is judged from exact counts is as it was frozen; it would tell of a figure that another reader sees rounded, or not at all.
  const { lastWords, yearWords, change, rag } = figure;
  return { ...reading, lastWords, yearWords, change, rag: { ...RAG_WORDS[rag], classes: RAG_CLASSES[rag] } };
}

/** The exact part of the reader's own agency, as it was counted; undefined where they have none of their own. */
function ownReading(figure: ReportFigure, { ownAgencyId }: FigureReader): ReportReading | undefined {
  const agencies = agenciesCounted(figure);
  const isByAgency = figure.hasData && (agencies?.length ?? 0) > 0;
  if (ownAgencyId === undefined || !countsPeople(figure.code) || !isByAgency) return undefined;
  const read = (cells: Cell[] | undefined): Readable | undefined =>
    cells && readExactly(figure.shape, cells.find(({ key }) => key === ownAgencyId) ?? NOBODY);
  const here = read(agencies);
  return (
    here && readingOf(figure, { here, last: read(figure.lastAgencies), year: read(figure.yearAgencies) }, OWN_LABEL)
  );
}

const NOBODY: Cell = { dimension: 'agency', key: '', met: 0, total: 0, amount: null };

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

/** What stood the quarter before and a year ago, in one sentence or two. */
function beforeWords({
  lastWords,
  yearWords,
  change,
}: Pick<ReportReading, 'lastWords' | 'yearWords' | 'change'>): string {
  if (lastWords === '') return 'See the pages of figures';
  if (lastWords === NONE.words && yearWords === NONE.words) return 'Nothing before';
  return `${lastWords} last quarter, ${inASentence(yearWords)} a year ago. ${change}`.trim();
}

const inASentence = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

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
  figures.flatMap(({ name, readings }) =>
    readings.flatMap(({ label, change }) =>
      /^(Up|Down|Done|Not done)/.test(change)
        ? [`${name}${label === '' ? '' : `, ${label.toLowerCase()}`}: ${change.toLowerCase()}.`]
        : [],
    ),
  );
