import type { Day } from '../../shared/day';
import type { TypedFields } from '../../web/page-model';
import { lastQuarter, type Quarter, quarterBefore, quarterWords } from '../domain/quarter';
import type { Figure, SmallNumbers } from '../figures';
import type { DefinitionRow } from '../indicators.queries';
import { figurePaths } from '../paths';
import type { DefinitionForm, SmallNumberForm, SupplyForm } from './figure.forms';

const QUARTERS_OFFERED = 9;

interface AskedRule {
  rules: SmallNumbers;
  /** When the next quarter begins. */
  nextFrom: Day;
  maySet: boolean;
  typed: TypedFields<keyof SmallNumberForm>;
}

/** The rule of the running quarter, and the one that was set and counts from the next. */
export function presentSmallNumbers({ rules, nextFrom, maySet, typed }: AskedRule) {
  const { rule, next, rows } = rules;
  const offered = next ?? rule;
  return {
    action: figurePaths.smallNumbers,
    maySet,
    rule,
    next,
    nextFrom,
    rows,
    typed: {
      mode: offered.mode,
      threshold: offered.threshold,
      base: String(offered.base),
      isZeroSmall: offered.isZeroSmall ? 'yes' : undefined,
      leastForShare: offered.leastForShare,
      reason: '',
      ...typed,
    },
    backHref: figurePaths.all,
  };
}

export type SmallNumbersModel = ReturnType<typeof presentSmallNumbers>;

interface AskedSupply {
  definition: DefinitionRow;
  quarters: readonly Figure[];
  today: Day;
  isCorrection: boolean;
  typed: TypedFields<keyof SupplyForm>;
}

/** The quarters that may be supplied; of a figure the service counts, those that were frozen and may be corrected. */
export function presentSupply({ definition, quarters, today, isCorrection, typed }: AskedSupply) {
  const has = (until: string): boolean => quarters.some((figure) => figure.quarter.until === until);
  return {
    action: figurePaths.values(definition.code),
    code: definition.code,
    name: definition.name,
    isCorrection,
    isShare: definition.shape === 'share',
    numerator: definition.numerator,
    denominator: definition.denominator,
    quarters: lastQuarters(today)
      .filter(({ until }) => !isCorrection || has(until))
      .map((quarter) => ({
        value: quarter.until,
        text: `${quarterWords(quarter)}${has(quarter.until) ? ' (corrects what is there)' : ''}`,
        selected: typed.until === quarter.until,
      })),
    typed,
    backHref: figurePaths.one(definition.code),
  };
}

export type SupplyModel = ReturnType<typeof presentSupply>;

function lastQuarters(today: Day): Quarter[] {
  const found: Quarter[] = [];
  for (let quarter = lastQuarter(today); found.length < QUARTERS_OFFERED; quarter = quarterBefore(quarter))
    found.push(quarter);
  return found;
}

export function presentDefinition(definition: DefinitionRow, typed?: TypedFields<keyof DefinitionForm>) {
  const { name, target, amber_within: amberWithin, baseline, owner, source } = definition;
  return {
    action: figurePaths.definition(definition.code),
    code: definition.code,
    method: definition.method,
    version: definition.number,
    typed: { name, target, amberWithin, baseline, owner, source, ...typed },
    backHref: figurePaths.one(definition.code),
  };
}

export type DefinitionModel = ReturnType<typeof presentDefinition>;
