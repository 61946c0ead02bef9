import type { Day } from '../../shared/day';
import { type Cell, changeWords, ragOf, RAG_WORDS, type Rag, type Shape } from '../domain/figure';
import { protectFigure, type ProtectedFigure } from '../domain/protect-figure';
import { type Quarter, quarterBefore, sameQuarterLastYear } from '../domain/quarter';
import { countsOf, readExactly } from '../domain/readable';
import type { SmallNumberRule } from '../domain/small-numbers';
import { type Figure, type IndicatorFigures, judgementOf, standingOf } from '../figures';

export const SECTIONS = ['summary', 'figures', 'actions', 'risks', 'learning', 'next_quarter'] as const;
export type Section = (typeof SECTIONS)[number];

export const SECTION_WORDS: Record<Section, string> = {
  summary: 'Summary',
  figures: 'What the figures say',
  actions: 'Actions',
  risks: 'Risks',
  learning: 'Learning',
  next_quarter: 'The next quarter',
};

export interface Narrative {
  section: Section;
  text: string;
  by: string;
  at: string;
}

/** One figure of the report as it stood when it was issued. */
export interface ReportFigure {
  code: string;
  name: string;
  method: string;
  shape: Shape;
  words: string;
  ofWords: string;
  lastWords: string;
  yearWords: string;
  change: string;
  target: number | null;
  rag: Rag;
  isCorrected: boolean;
  hasData: boolean;
  total: Cell | null;
  cells: Cell[];
}

export interface ReportLine {
  title: string;
  stands: string;
}

/** The frozen pack: everything the report shows, without the name of anybody in a case. */
export interface ReportPack {
  period: Quarter;
  number: number;
  figures: ReportFigure[];
  narratives: Narrative[];
  activities: ReportLine[];
  risks: ReportLine[];
  learning: ReportLine[];
  changes: string[];
}

export interface PublishedFigure {
  code: string;
  name: string;
  method: string;
  shape: Shape;
  amount: number | null;
  hasData: boolean;
  shown: ProtectedFigure | null;
}

export interface Publication {
  period: Quarter;
  number: number;
  figures: PublishedFigure[];
  narratives: Narrative[];
}

/** What a quarter came to, as it stands with its corrections, beside the one before and the same a year ago. */
export function reportFigure(
  { definition, quarters }: IndicatorFigures,
  period: Quarter,
  cells: readonly Figure[],
): ReportFigure {
  const { shape, direction } = definition;
  const read = (figure: Figure | undefined) =>
    figure?.total && figure.hasData ? readExactly(shape, figure.total) : undefined;
  const now = standingOf(quarters, period.until);
  const judgement = judgementOf(definition, now);
  const [here, last, year] = [
    now,
    standingOf(quarters, quarterBefore(period).until),
    standingOf(quarters, sameQuarterLastYear(period).until),
  ].map(read);
  const missing = now && !now.hasData ? 'No data supplied' : 'Nothing frozen';
  return {
    code: definition.code,
    name: definition.name,
    method: definition.method,
    shape,
    words: here?.words ?? missing,
    ofWords: here?.ofWords ?? '',
    lastWords: last?.words ?? 'None',
    yearWords: year?.words ?? 'None',
    change: changeWords(here?.value ?? null, last?.value ?? null, direction, shape),
    target: judgement.target,
    rag: ragOf(here?.value ?? null, judgement),
    isCorrected: (now?.number ?? 1) > 1,
    hasData: here !== undefined,
    total: now?.total ?? null,
    cells: (standingOf(cells, period.until)?.cells ?? []).filter(({ dimension }) => dimension !== 'all'),
  };
}

/** What changed since the quarter before, in sentences. */
export function changesOf(figures: readonly ReportFigure[], ragBefore: (code: string) => Rag): string[] {
  return figures.flatMap(({ code, name, rag, change, hasData }) => {
    const before = ragBefore(code);
    if (!hasData) return [];
    if (before !== rag)
      return [`${name}: ${change.toLowerCase()}; was “${RAG_WORDS[before].words}”, is “${RAG_WORDS[rag].words}”.`];
    return change.includes(',') ? [`${name}: ${change.toLowerCase()}.`] : [];
  });
}

/** The figures as they may be published: protected in themselves and against every publication before. */
export function publishable(
  pack: ReportPack,
  rule: SmallNumberRule,
  earlier: readonly Publication[],
): PublishedFigure[] {
  return pack.figures.map(({ code, name, method, shape, total, cells, hasData }) => {
    const before = earlier.flatMap(({ figures }) =>
      figures.flatMap((one) => (one.code === code && one.shown ? [one.shown] : [])),
    );
    const dimensions = [...new Set(cells.map(({ dimension }) => dimension))];
    const shown =
      total === null || !hasData || shape === 'done'
        ? null
        : protectFigure(
            {
              total: countsOf(shape, total),
              breakdowns: dimensions.map((dimension) => ({
                dimension,
                isSensitive: false,
                rows: cells
                  .filter((cell) => cell.dimension === dimension)
                  .map((cell) => ({ key: cell.key, counts: countsOf(shape, cell) })),
              })),
            },
            rule,
            before,
          );
    const amount = shape === 'done' ? (total?.met ?? null) : shape === 'median' ? (total?.amount ?? null) : null;
    return { code, name, method, shape, amount, hasData, shown };
  });
}

/** True when it was issued after its day. */
export const isLate = (issuedOn: Day, dueOn: Day): boolean => issuedOn > dueOn;
