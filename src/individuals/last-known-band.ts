import { type Day, dayInWords } from '../shared/day';
import { bandWords, isHigherBand } from './case-words';

/** A band that was known before the screening that counts now, and when. */
export interface EarlierBand {
  band: string;
  on: Day;
}

/**
 * The last band of one axis before screening `c` that says something, as JSON, null without one. A screening in which
 * little was asked must not take away what was known.
 */
export const earlierBandSql = (axis: 'exploitation' | 'violence'): string => `(
  SELECT jsonb_build_object('band', coalesce(e.judged_${axis}_band, e.${axis}_band), 'on', e.screened_on)
    FROM screenings e
   WHERE e.individual_id = c.individual_id
     AND (e.screened_on, e.recorded_at, e.id) < (c.screened_on, c.recorded_at, c.id)
     AND coalesce(e.judged_${axis}_band, e.${axis}_band) <> 'not_enough_known'
   ORDER BY e.screened_on DESC, e.recorded_at DESC, e.id DESC LIMIT 1)`;

/** The band that counts, and beside it the one before where this one says nothing or less. */
export function bandWithEarlier(band: string | null, earlier: EarlierBand | null): string {
  const now = bandWords(band);
  if (band === null || earlier === null) return now;
  const before = `${bandWords(earlier.band)} on ${dayInWords(earlier.on)}`;
  if (band === 'not_enough_known') return `${now}. Last known: ${before}`;
  return isHigherBand(earlier.band, band) ? `${now}. Before that: ${before}` : now;
}
