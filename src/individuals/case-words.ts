import type { Tier } from './tier';

/** One wording for filter, tag and table, so that it never drifts. */
export const TIER_WORDS: Record<Tier, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  monitoring: 'Monitoring',
};

export const PLAN_STATUS_WORDS: Record<string, string> = {
  draft: 'Draft',
  awaiting_approval: 'Awaiting approval',
  awaiting_panel: 'Awaiting the panel',
  live: 'Live',
  closed: 'Closed',
};

/** Never "no" for what is not known. */
export function roleWords(isExperiencing: boolean | null, isPerpetrating: boolean | null): string {
  const sides = [isExperiencing ? 'experiencing' : '', isPerpetrating ? 'perpetrating' : ''].filter(
    (side) => side !== '',
  );
  if (sides.length > 0) return `At risk of ${sides.join(' and ')} violence`;
  return isExperiencing === null || isPerpetrating === null ? 'Not known' : 'No current risk recorded';
}

const BAND_WORDS: Record<string, string> = {
  none_identified: 'None identified',
  emerging: 'Emerging',
  significant: 'Significant',
  experiencing: 'Experiencing',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  very_high: 'Very high',
  not_enough_known: 'Not enough known',
};

const BAND_HEIGHTS: readonly (readonly string[])[] = [
  ['none_identified', 'emerging', 'significant', 'experiencing'],
  ['none_identified', 'low', 'medium', 'high', 'very_high'],
];

/** True when both are bands of one axis and the first is the more serious. */
export const isHigherBand = (one: string, other: string): boolean =>
  BAND_HEIGHTS.some((bands) => bands.includes(other) && bands.indexOf(one) > bands.indexOf(other));

/** The same words for a band wherever it is shown. */
export const bandWords = (band: string | null): string => (band === null ? 'Not screened' : (BAND_WORDS[band] ?? band));

/** Why a review cannot be held for a while. */
export const EXEMPTION_WORDS = {
  custody: 'In custody, and reviewed there',
  hospital: 'In hospital',
  missing: 'Missing, and being looked for',
  out_of_area: 'Out of the area for a time',
  other_review: 'Reviewed by another panel',
  agency_closed: 'An agency that is needed is closed',
  service_outage: 'The service could not be used',
  other: 'Another reason',
} as const;

export const exemptionWords = (kind: string): string =>
  Object.entries(EXEMPTION_WORDS).find(([known]) => known === kind)?.[1] ?? kind;
