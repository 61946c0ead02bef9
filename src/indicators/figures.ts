import { Injectable } from '@nestjs/common';
import { type Actor, hasRole } from '../platform/access';
import { Reader } from '../platform/database';
import { Clock } from '../shared/clock';
import { addMonths, type Day } from '../shared/day';
import { NotFound } from '../shared/errors';
import { type Cell, type Judgement, OF_AN_AGENCY, WHOLE } from './domain/figure';
import { type Quarter, quarterOf } from './domain/quarter';
import { isSameRule, type SmallNumberRule, STANDARD_RULE } from './domain/small-numbers';
import {
  type DefinitionRow,
  definitionsInForce,
  type FigureRow,
  frozenFigures,
  keptFigures,
  type Parts,
  type QuarterRuleRow,
  quarterRules,
  type RuleRow,
  smallNumberRules,
  versionsOfDefinition,
} from './indicators.queries';

/** One figure of one period: today's, or a quarter's as it was frozen, with every correction beside it. */
export interface Figure {
  code: string;
  quarter: Quarter;
  /** Null for today's figure of the quarter that runs. */
  number: number | null;
  source: FigureRow['source'];
  hasData: boolean;
  note: string;
  recordedBy: string;
  recordedAt: Date;
  definitionNumber: number | null;
  /** The target of its own quarter, which a later one does not change; undefined for today's. */
  judgedBy: Judgement | undefined;
  total: Cell | null;
  cells: Cell[];
  /** By agency, as far as it was read; a correction, which is a total alone, has those of what it corrects. */
  agencies: Cell[];
  /** Parts of the reader's own agency, for a manager; quarters frozen before they were counted have none. */
  ofOwnAgency: Cell[];
}

export interface IndicatorFigures {
  definition: DefinitionRow;
  /** Today's, where the service counts it. */
  now: Figure | undefined;
  /** Frozen quarters, oldest first; a quarter's corrections follow it. */
  quarters: Figure[];
  /** The part of the reader's own agency, for a manager, with what it is broken down by: today's and that of the quarters. */
  own: { now: Figure | undefined; quarters: Figure[] };
}

/** The rules for small numbers: each quarter is read by one, for ever. */
export interface SmallNumbers {
  /** Of the quarter that runs. */
  rule: SmallNumberRule;
  ofQuarter: (until: Day) => SmallNumberRule;
  /** What was set and counts from the quarter that begins next. */
  next: SmallNumberRule | undefined;
  rows: RuleRow[];
}

const MONTHS_SHOWN = 27;

/** Reads figures as they were kept: nothing is counted here. */
@Injectable()
export class Figures {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** Every indicator with its totals, for a page of all. */
  async all(actor: Actor): Promise<IndicatorFigures[]> {
    const today = this.clock.today();
    const since = addMonths(quarterOf(today).from, -MONTHS_SHOWN);
    const parts: Parts = hasRole(actor, 'manager') ? ['all', 'agency'] : ['all'];
    const [definitions, now, frozen] = await this.reader.read<[DefinitionRow, FigureRow, FigureRow]>(
      actor,
      undefined,
      definitionsInForce(today),
      keptFigures(null, parts),
      frozenFigures(null, since, today, parts),
    );
    return definitions.map((definition) => {
      const [kept] = figuresByCode(now, definition.code);
      const quarters = figuresByCode(frozen, definition.code);
      return { definition, now: kept, quarters, own: ownParts(actor, kept, quarters) };
    });
  }

  /** One indicator with everything it is broken down by. @throws NotFound for a code that is none */
  async one(actor: Actor, code: string): Promise<IndicatorFigures & { versions: DefinitionRow[] }> {
    const today = this.clock.today();
    const since = addMonths(quarterOf(today).from, -MONTHS_SHOWN);
    const parts: Parts = hasRole(actor, 'manager') ? [...WHOLE, ...OF_AN_AGENCY] : WHOLE;
    const [versions, now, frozen] = await this.reader.read<[DefinitionRow, FigureRow, FigureRow]>(
      actor,
      undefined,
      versionsOfDefinition(code),
      keptFigures(code, parts),
      frozenFigures(code, since, today, parts),
    );
    const definition = versions.find((version) => version.in_force_on <= today);
    if (!definition) throw new NotFound();
    const [kept] = figuresByCode(now, code);
    const quarters = figuresByCode(frozen, code);
    return { definition, versions, now: kept, quarters, own: ownParts(actor, kept, quarters) };
  }

  async smallNumbers(actor: Actor): Promise<SmallNumbers> {
    const running = quarterOf(this.clock.today());
    const [rows, ofQuarters] = await this.reader.read<[RuleRow, QuarterRuleRow]>(
      actor,
      undefined,
      smallNumberRules(),
      quarterRules(running),
    );
    const rules = new Map(ofQuarters.map((row) => [row.period_until, ruleOf(row)]));
    const ofQuarter = (until: Day): SmallNumberRule => rules.get(until) ?? STANDARD_RULE;
    const rule = ofQuarter(running.until);
    const newest = rows[0] && ruleOf(rows[0]);
    return { rule, ofQuarter, next: newest && !isSameRule(newest, rule) ? newest : undefined, rows };
  }
}

/** A manager's own part of a figure that is broken down by agency at all; where the agency has nobody in it, it is of nobody. */
export function ownParts(actor: Actor, now: Figure | undefined, quarters: readonly Figure[]): IndicatorFigures['own'] {
  const isByAgency = [...(now ? [now] : []), ...quarters].some(({ agencies }) => agencies.length > 0);
  if (!isByAgency || !hasRole(actor, 'manager')) return { now: undefined, quarters: [] };
  const part = (figure: Figure): Figure => {
    const found = figure.agencies.find(({ key }) => key === actor.agencyId);
    const cell = found ?? { dimension: 'agency', key: actor.agencyId, met: 0, total: 0, amount: null };
    return { ...figure, total: cell, cells: [cell, ...brokenDown(figure, actor.agencyId)] };
  };
  // A correction is of the total alone: it says nothing of the parts.
  return { now: now && part(now), quarters: quarters.filter(({ number }) => number === 1).map(part) };
}

/** The parts of one agency, each as it is named of everybody. */
const brokenDown = ({ ofOwnAgency }: Figure, agencyId: string): Cell[] =>
  ofOwnAgency.flatMap((cell) =>
    cell.key.startsWith(`${agencyId}:`)
      ? { ...cell, dimension: cell.dimension.slice('agency_'.length), key: cell.key.slice(agencyId.length + 1) }
      : [],
  );

const ruleOf = (row: Omit<RuleRow, 'reason' | 'set_by' | 'set_at'>): SmallNumberRule => ({
  mode: row.mode,
  threshold: row.threshold,
  base: row.base,
  isZeroSmall: row.is_zero_small,
  leastForShare: row.least_for_share,
});

/** The figures of one indicator among rows of cells, in the order the rows have. */
export function figuresByCode(rows: readonly FigureRow[], code: string): Figure[] {
  const found = new Map<string, Figure>();
  for (const row of rows) {
    if (row.code !== code) continue;
    const at = `${row.period_until} ${row.number ?? 'now'}`;
    const figure = found.get(at) ?? emptyFigure(row);
    found.set(at, figure);
    if (row.dimension === null) continue;
    const cell = { dimension: row.dimension, key: row.key, met: row.met, total: row.total, amount: row.amount };
    // Beside the breakdowns of everybody these would count everybody twice.
    if (OF_AN_AGENCY.some((one) => one === row.dimension)) {
      figure.ofOwnAgency.push(cell);
      continue;
    }
    figure.cells.push(cell);
    if (row.dimension === 'agency') figure.agencies.push(cell);
    if (row.dimension === 'all' || figure.total === null) figure.total = cell;
  }
  const figures = [...found.values()];
  return figures.map((figure) =>
    (figure.number ?? 1) > 1 ? { ...figure, agencies: agenciesCorrected(figures, figure) } : figure,
  );
}

const agenciesCorrected = (figures: readonly Figure[], { quarter }: Figure): Cell[] =>
  figures.find((one) => one.quarter.until === quarter.until && one.number === 1)?.agencies ?? [];

const judgementIn = ({ target, direction, amber_within: amberWithin }: FigureRow): Judgement | undefined =>
  direction === undefined || amberWithin === undefined ? undefined : { target: target ?? null, direction, amberWithin };

const emptyFigure = (row: FigureRow): Figure => ({
  code: row.code,
  quarter: { from: row.period_from, until: row.period_until },
  number: row.number,
  source: row.source,
  hasData: row.has_data,
  note: row.note,
  recordedBy: row.recorded_by,
  recordedAt: row.recorded_at,
  definitionNumber: row.definition_number,
  judgedBy: judgementIn(row),
  total: null,
  cells: [],
  agencies: [],
  ofOwnAgency: [],
});

/** What stands for a quarter: its newest correction, or what was frozen. */
export const standingOf = (quarters: readonly Figure[], until: Day): Figure | undefined =>
  quarters.findLast((figure) => figure.quarter.until === until);

/** By what a figure is judged: its quarter's own target, or the one in force. */
export const judgementOf = (
  { target, direction, amber_within: amberWithin }: DefinitionRow,
  figure: Figure | undefined,
): Judgement => figure?.judgedBy ?? { target, direction, amberWithin };
