import { type Actor, hasRole } from '../../platform/access';
import { type Day, isDay } from '../../shared/day';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import type { Cell } from '../domain/figure';
import type { Figure, IndicatorFigures } from '../figures';
import type { UnitsAsked } from '../indicators.queries';
import { isKeyOf } from './figure-words';

/** What a list can be narrowed to besides the agency. */
const LISTED_BY = ['age_band', 'strand', 'part'] as const;

/** Which list behind a figure is asked for. */
export type ListAsked = Pick<UnitsAsked, 'until' | 'agency' | 'part' | 'isMet'>;

/**
 * Of an address: a manager opens the part of their own agency alone, whatever it says.
 *
 * @throws NotFound for a part there is none of: without it the list would be of more people than was asked for
 */
export function listAsked(actor: Actor, asked: Record<string, unknown>, today: Day): ListAsked {
  const { until, agency, met } = asked;
  const wanted = typeof agency === 'string' && (isId(agency) || agency === 'none') ? agency : null;
  return {
    until: isDay(until) && until < today ? until : today,
    agency: hasRole(actor, 'panel_chair') ? wanted : actor.agencyId,
    part: partAsked(asked),
    isMet: met === 'yes' ? true : met === 'no' ? false : null,
  };
}

function partAsked(asked: Record<string, unknown>): ListAsked['part'] {
  const [dimension, another] = LISTED_BY.filter((one) => asked[one] !== undefined);
  if (dimension === undefined) return null;
  const key = asked[dimension];
  if (another !== undefined || typeof key !== 'string' || !isKeyOf(dimension, key)) throw new NotFound();
  return { dimension, key };
}

/** What the figure came to for the part that is listed, where that was counted. */
export function cellListed(
  { now, quarters, own }: Pick<IndicatorFigures, 'now' | 'quarters' | 'own'>,
  { agency, part }: ListAsked,
  frozenUntil: Day | null,
): Cell | undefined {
  const of = (figures: { now: Figure | undefined; quarters: Figure[] }): Figure | undefined =>
    frozenUntil === null
      ? figures.now
      : figures.quarters.find(({ quarter, number }) => quarter.until === frozenUntil && number === 1);
  const ofAgency = agency !== null && part !== null;
  const figure = ofAgency ? of(own) : of({ now, quarters });
  // Parts of an agency are known of the reader's own alone.
  if (ofAgency && figure?.total?.key !== agency) return undefined;
  const wanted = part ?? (agency === null ? { dimension: 'all', key: 'all' } : { dimension: 'agency', key: agency });
  return figure?.cells.find(({ dimension, key }) => dimension === wanted.dimension && key === wanted.key);
}
