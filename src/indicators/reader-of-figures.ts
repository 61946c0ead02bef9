import { type Actor, hasRole } from '../platform/access';
import { type Cell, countsPeople, type Shape } from './domain/figure';
import {
  NO_DATA,
  NO_FIGURE,
  type Readable,
  protectedCounts,
  type ReadCounts,
  readExactly,
  readProtected,
} from './domain/readable';
import { isSameRule, onScreen, type SmallNumberRule } from './domain/small-numbers';
import type { Figure, SmallNumbers } from './figures';

/** How one person reads figures. */
export interface FigureReader {
  /** May open the list behind a figure, as far as each person on it is theirs to see. */
  mayList: boolean;
  /** How small numbers are kept from somebody who may not, in the quarter that runs; undefined for those who may. */
  rule: SmallNumberRule | undefined;
  /** The same for a figure: by the rule of its own quarter. */
  ruleFor(figure: Figure): SmallNumberRule | undefined;
  /** Whether a figure is read by another rule than the one of the quarter that runs. */
  isByOtherRule(figure: Figure): boolean;
  read(shape: Shape, figure: Figure | undefined): Readable;
  /** `code` is the indicator's, where it is one. */
  cell(shape: Shape, cell: Cell, code?: string): Readable;
  /** So many of so many, each null where it is not shown. */
  counts(met: number, total: number): ReadCounts;
}

/**
 * Those who see no names see no small numbers either, and each quarter by one rule for ever: a count rounded in two ways may be told.
 */
export function figureReader(
  actor: Actor,
  { rule: running, ofQuarter }: Pick<SmallNumbers, 'rule' | 'ofQuarter'>,
): FigureReader {
  const mayList = hasRole(actor, 'panel_chair', 'manager');
  const rule = mayList ? undefined : onScreen(running);
  const ruleFor = (figure: Figure): SmallNumberRule | undefined =>
    mayList ? undefined : onScreen(figure.number === null ? running : ofQuarter(figure.quarter.until));
  const cellBy = (by: SmallNumberRule | undefined, shape: Shape, one: Cell, code?: string): Readable =>
    by && (code === undefined || countsPeople(code)) ? readProtected(shape, one, by) : readExactly(shape, one);
  return {
    mayList,
    rule,
    ruleFor,
    isByOtherRule: (figure) => {
      const by = ruleFor(figure);
      return by !== undefined && rule !== undefined && !isSameRule(by, rule);
    },
    cell: (shape, one, code) => cellBy(rule, shape, one, code),
    counts: (met, total) => (rule ? protectedCounts(met, total, rule) : { met, total }),
    read: (shape, figure) => {
      if (!figure) return NO_FIGURE;
      if (!figure.hasData) return NO_DATA;
      return figure.total ? cellBy(ruleFor(figure), shape, figure.total, figure.code) : NO_FIGURE;
    },
  };
}

/** A reader of one report, all of it by one rule. */
export const byOneRule = (rule: SmallNumberRule): Pick<SmallNumbers, 'rule' | 'ofQuarter'> => ({
  rule,
  ofQuarter: () => rule,
});
