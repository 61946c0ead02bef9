import type { Day } from '../../shared/day';
import { type Cell, changeWords, type Judgement, ragOf, RAG_WORDS, type Rag, type Shape } from '../domain/figure';
import type { ProtectedFigure } from '../domain/protect-figure';
import { type Quarter, quarterBefore, sameQuarterLastYear } from '../domain/quarter';
import { NO_DATA, NOT_SUPPLIED, readExactly } from '../domain/readable';
import type { SmallNumberRule } from '../domain/small-numbers';
import type { GroupTable, PublishedGroups } from '../groups/group-tables';
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
  /** The version it was written for, where that is an earlier one. */
  carriedFrom?: number;
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
  /** By what it was judged; reports issued before it was kept have none. */
  judgement?: Judgement;
  isCorrected: boolean;
  hasData: boolean;
  total: Cell | null;
  cells: Cell[];
  /** By agency as it was counted, of a corrected figure too; reports issued before it was kept have none. */
  agencies?: Cell[];
  /** Of the quarter before and of the same a year ago, for whom they are rounded; reports issued before they were kept have neither. */
  last?: Cell | null;
  year?: Cell | null;
  /** The same by agency, for whom the whole stands beside their own; of reports issued before they were kept, not known. */
  lastAgencies?: Cell[];
  yearAgencies?: Cell[];
}

export interface ReportLine {
  title: string;
  stands: string;
}

/** Disproportionality at the end of the quarter, already rounded: to everybody who reads it the same. */
export interface ReportGroups {
  frozenOn: Day;
  population: { source: string; isIllustrative: boolean } | null;
  tables: GroupTable[];
  notices: string[];
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
  /** Of reports issued before they were kept, and of quarters whose groups were not frozen, not known. */
  groups?: ReportGroups;
  /** The rule for small numbers when it was issued: whoever reads rounded counts reads it by that ever after. */
  rule?: SmallNumberRule;
}

export interface PublishedFigure {
  code: string;
  name: string;
  method: string;
  shape: Shape;
  amount: number | null;
  hasData: boolean;
  /** Why it has none, in words; versions made before they were kept have none. */
  missing?: string;
  shown: ProtectedFigure | null;
  /** Of a figure that counts no people. */
  exact?: Cell;
  /** Withheld because it was corrected after it was first published. */
  isCorrected?: boolean;
  /** It stands for its quarter in place of what was first counted. */
  isOfCorrection?: boolean;
}

export interface Publication {
  period: Quarter;
  number: number;
  figures: PublishedFigure[];
  narratives: Narrative[];
  groups?: PublishedGroups;
  /** Boxes and figures that were left out of it for their words, before governance released what is published: told to governance alone. */
  heldBack?: string[];
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
  const before = standingOf(quarters, quarterBefore(period).until);
  const yearAgo = standingOf(quarters, sameQuarterLastYear(period).until);
  const agenciesOf = (until: Day): Cell[] => standingOf(cells, until)?.agencies ?? [];
  const [here, last, year] = [now, before, yearAgo].map(read);
  return {
    code: definition.code,
    name: definition.name,
    method: definition.method,
    shape,
    words: here?.words ?? missingWords(definition.kind, now),
    ofWords: here?.ofWords ?? '',
    lastWords: last?.words ?? 'None',
    yearWords: year?.words ?? 'None',
    change: here ? changeWords(here.value, last?.value ?? null, direction, shape) : '',
    target: judgement.target,
    rag: ragOf(here?.value ?? null, judgement),
    judgement,
    isCorrected: (now?.number ?? 1) > 1,
    hasData: here !== undefined,
    total: now?.total ?? null,
    cells: (standingOf(cells, period.until)?.cells ?? []).filter(({ dimension }) => dimension !== 'all'),
    agencies: agenciesOf(period.until),
    last: (before?.hasData && before.total) || null,
    year: (yearAgo?.hasData && yearAgo.total) || null,
    lastAgencies: agenciesOf(quarterBefore(period).until),
    yearAgencies: agenciesOf(sameQuarterLastYear(period).until),
  };
}

/** Why a quarter has no figure: an agency said that it has none, or has not sent it yet; or nothing was counted. */
function missingWords(kind: IndicatorFigures['definition']['kind'], now: Figure | undefined): string {
  if (now && !now.hasData) return NO_DATA.words;
  return kind === 'computed' ? 'Nothing frozen' : NOT_SUPPLIED.words;
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

/** True when it was issued after its day. */
export const isLate = (issuedOn: Day, dueOn: Day): boolean => issuedOn > dueOn;
