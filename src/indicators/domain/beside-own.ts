import type { Cell } from './figure';
import type { SmallNumberRule } from './small-numbers';

/** With fewer, whoever takes their own agency from the whole is left with the number of a single other one. */
const LEAST_OTHERS = 2;

/**
 * Whether the partnership's figure may stand beside the exact part of one agency. Own numbers taken from rounded ones can leave the
 * others' sum to the person, all the more as both move from day to day; so the others are at least two with as many people as are not
 * small. Then nobody can tell which of them a person of that sum is with, and no small number of any agency is told.
 */
export const mayStandBeside = (
  agencies: readonly Pick<Cell, 'key' | 'total'>[],
  ownAgencyId: string,
  { threshold }: Pick<SmallNumberRule, 'threshold'>,
): boolean =>
  agencies.filter(({ key, total }) => key !== ownAgencyId && key !== NOBODY && total >= threshold).length >=
  LEAST_OTHERS;

/** Cases of no agency: nobody is named. */
const NOBODY = 'none';
