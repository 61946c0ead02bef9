import { type Actor, hasRole } from '../platform/access';
import { mayStandBeside } from './domain/beside-own';
import { type Cell, countsPeople, type Shape } from './domain/figure';
import {
  NO_DATA,
  NO_FIGURE,
  type Readable,
  protectedCounts,
  type ReadCounts,
  readExactly,
  readProtected,
  TOO_FEW_OTHERS,
} from './domain/readable';
import { isSameRule, onScreen, type SmallNumberRule } from './domain/small-numbers';
import type { Figure, SmallNumbers } from './figures';

/** How one person reads figures. */
export interface FigureReader {
  /** May open the list behind a figure, or behind their own agency's part, as far as each person on it is theirs to see. */
  mayList: boolean;
  /** The agency whose part is read exactly, and its list opened, beside the rounded whole: a manager's. */
  ownAgencyId: string | undefined;
  /** How small numbers are kept from somebody who opens no list of the whole, in the quarter that runs; undefined for those who do. */
  rule: SmallNumberRule | undefined;
  /** The same for a figure: by the rule of its own quarter. */
  ruleFor(figure: Figure): SmallNumberRule | undefined;
  /** Whether a figure is read by another rule than the one of the quarter that runs. */
  isByOtherRule(figure: Figure): boolean;
  read(shape: Shape, figure: Figure | undefined): Readable;
  /** The part of the reader's own agency. */
  readOwn(shape: Shape, figure: Figure | undefined): Readable;
  /** Whether the whole may stand beside the part of the reader's own agency; yes where none stands there. */
  mayStand(figure: Pick<Figure, 'total' | 'agencies' | 'code'>, by: SmallNumberRule | undefined): boolean;
  /** `of` is the indicator and its parts by agency, where it is one. */
  cell(shape: Shape, cell: Cell, of?: { code: string; agencies: Cell[] }): Readable;
  /** So many of so many, each null where it is not shown. */
  counts(met: number, total: number): ReadCounts;
}

/**
 * Those who see no names see no small numbers either: a manager none of other agencies. Each quarter is read by one rule for ever: a count rounded in two ways may be told.
 */
export function figureReader(
  actor: Actor,
  { rule: running, ofQuarter }: Pick<SmallNumbers, 'rule' | 'ofQuarter'>,
): FigureReader {
  const mayList = hasRole(actor, 'panel_chair', 'manager');
  const isExact = hasRole(actor, 'panel_chair');
  const ownAgencyId = mayList && !isExact ? actor.agencyId : undefined;
  const rule = isExact ? undefined : onScreen(running);
  const ruleFor = (figure: Figure): SmallNumberRule | undefined =>
    isExact ? undefined : onScreen(figure.number === null ? running : ofQuarter(figure.quarter.until));
  const mayStand: FigureReader['mayStand'] = ({ code, total, agencies }, by) =>
    ownAgencyId === undefined ||
    by === undefined ||
    !countsPeople(code) ||
    (total?.total ?? 0) === 0 ||
    // What agencies supply is of no agency's cases.
    agencies.length === 0 ||
    mayStandBeside(agencies, ownAgencyId, by);
  const cellBy = (
    by: SmallNumberRule | undefined,
    shape: Shape,
    one: Cell,
    of?: { code: string; agencies: Cell[] },
  ): Readable => {
    if (!by || (of && !countsPeople(of.code))) return readExactly(shape, one);
    return of && !mayStand({ ...of, total: one }, by) ? TOO_FEW_OTHERS : readProtected(shape, one, by);
  };
  const read = (shape: Shape, figure: Figure | undefined, by: SmallNumberRule | undefined): Readable => {
    if (!figure) return NO_FIGURE;
    if (!figure.hasData) return NO_DATA;
    return figure.total ? cellBy(by, shape, figure.total, figure) : NO_FIGURE;
  };
  return {
    mayList,
    ownAgencyId,
    rule,
    mayStand,
    ruleFor,
    isByOtherRule: (figure) => {
      const by = ruleFor(figure);
      return by !== undefined && rule !== undefined && !isSameRule(by, rule);
    },
    cell: (shape, one, of) => cellBy(rule, shape, one, of),
    counts: (met, total) => (rule ? protectedCounts(met, total, rule) : { met, total }),
    read: (shape, figure) => read(shape, figure, figure && ruleFor(figure)),
    readOwn: (shape, figure) => read(shape, figure, undefined),
  };
}

/** A reader of one report, all of it by one rule. */
export const byOneRule = (rule: SmallNumberRule): Pick<SmallNumbers, 'rule' | 'ofQuarter'> => ({
  rule,
  ofQuarter: () => rule,
});
