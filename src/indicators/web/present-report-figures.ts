import type { Day } from '../../shared/day';
import { changeWords, RAG_WORDS } from '../domain/figure';
import { judge } from '../domain/judge';
import { quarterBefore, sameQuarterLastYear } from '../domain/quarter';
import { NO_FIGURE } from '../domain/readable';
import type { FigureReader } from '../reader-of-figures';
import type { ReportFigure, ReportPack } from '../reports/report-content';
import { RAG_CLASSES } from './present-dashboard';

export type ReportFigureModel = ReturnType<typeof presentReportFigures>[number];

/** The figures of a report to one reader: whoever reads rounded counts reads what stands beside them rounded too, each quarter by its own rule. */
export function presentReportFigures(pack: ReportPack, reader: FigureReader, readerOf: (until: Day) => FigureReader) {
  const isExact = reader.rule === undefined;
  return pack.figures.map((figure) => {
    const { code, name, method, shape, isCorrected } = figure;
    const here =
      figure.total && figure.hasData ? reader.cell(shape, figure.total, code) : { ...NO_FIGURE, words: figure.words };
    // What is judged from exact counts would tell of a figure that this reader sees rounded, or not at all.
    const rag = isExact ? figure.rag : figure.judgement ? judge(here, figure.judgement) : 'none';
    const beside = isExact ? figure : besideRounded(figure, here.value, pack, readerOf);
    return {
      code,
      name,
      method,
      words: here.words,
      ofWords: here.ofWords,
      lastWords: beside.lastWords,
      yearWords: beside.yearWords,
      change: beside.change,
      isCorrected,
      rag: { ...RAG_WORDS[rag], classes: RAG_CLASSES[rag] },
    };
  });
}

/** Empty where the report was issued before it kept these counts. */
function besideRounded(
  { code, shape, last, year, judgement }: ReportFigure,
  here: number | null,
  { period }: ReportPack,
  readerOf: (until: Day) => FigureReader,
): Pick<ReportFigure, 'lastWords' | 'yearWords' | 'change'> {
  if (last === undefined || year === undefined || !judgement) return { lastWords: '', yearWords: '', change: '' };
  const before = last && readerOf(quarterBefore(period).until).cell(shape, last, code);
  const yearAgo = year && readerOf(sameQuarterLastYear(period).until).cell(shape, year, code);
  return {
    lastWords: before?.words ?? 'None',
    yearWords: yearAgo?.words ?? 'None',
    change: changeWords(here, before?.value ?? null, judgement.direction, shape),
  };
}

/** What changed since the quarter before by what this reader reads; nothing that is the same when it is rounded. */
export const changesRead = (figures: readonly ReportFigureModel[]): string[] =>
  figures.flatMap(({ name, change }) =>
    /^(Up|Down|Done|Not done)/.test(change) ? [`${name}: ${change.toLowerCase()}.`] : [],
  );
