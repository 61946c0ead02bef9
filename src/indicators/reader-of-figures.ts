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
import type { SmallNumberRule } from './domain/small-numbers';
import type { Figure } from './figures';

/** How one person reads figures. */
export interface FigureReader {
  /** May open the list behind a figure, as far as each person on it is theirs to see. */
  mayList: boolean;
  /** How small numbers are kept from somebody who may not; undefined for those who may. */
  rule: SmallNumberRule | undefined;
  read(shape: Shape, figure: Figure | undefined): Readable;
  /** `code` is the indicator's, where it is one. */
  cell(shape: Shape, cell: Cell, code?: string): Readable;
  /** So many of so many, each null where it is not shown. */
  counts(met: number, total: number): ReadCounts;
}

/**
 * Those who see no names see no small numbers either. On screen always rounded, whatever is chosen for publishing: today's figure
 * changes with every case, and only rounding keeps the difference between two looks from telling of one person.
 */
export function figureReader(actor: Actor, partnership: SmallNumberRule): FigureReader {
  const mayList = hasRole(actor, 'panel_chair', 'manager');
  const base = partnership.threshold <= 9 ? partnership.base : 10;
  const rule: SmallNumberRule | undefined = mayList ? undefined : { ...partnership, mode: 'round', base };
  const cell = (shape: Shape, one: Cell, code?: string): Readable =>
    rule && (code === undefined || countsPeople(code)) ? readProtected(shape, one, rule) : readExactly(shape, one);
  return {
    mayList,
    rule,
    cell,
    counts: (met, total) => (rule ? protectedCounts(met, total, rule) : { met, total }),
    read: (shape, figure) => {
      if (!figure) return NO_FIGURE;
      if (!figure.hasData) return NO_DATA;
      return figure.total ? cell(shape, figure.total, figure.code) : NO_FIGURE;
    },
  };
}
