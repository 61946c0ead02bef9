import { EXIT_REASON_WORDS, STRAND_WORDS } from '../../cohort';
import { TIER_WORDS } from '../../individuals';
import { agencyMeaning } from '../domain/agency-of-figure';

export const AGE_BAND_WORDS: Record<string, string> = {
  under_10: 'Under 10',
  '10_to_13': '10 to 13',
  '14_to_15': '14 to 15',
  '16_to_17': '16 to 17',
  '18_to_24': '18 to 24',
  '25_and_over': '25 and over',
  not_known: 'Age not known',
};

const GRADES: Record<string, string> = {
  outstanding: 'Outstanding',
  good: 'Good',
  requires_improvement: 'Requires improvement',
  inadequate: 'Inadequate',
};

/** What a figure is broken down by, as every page and report of it says. */
export function dimensionWords(dimension: string, code: string): string {
  if (dimension === 'agency') return agencyMeaning(code).title;
  if (dimension === 'part') return PART_TITLES[code] ?? 'By part';
  return { age_band: 'By age', strand: 'By strand' }[dimension] ?? dimension;
}

const PART_TITLES: Record<string, string> = { M2: 'By step of the ladder', C1: 'By tier', M6: 'By reason' };

/** What a part of a figure is called. */
export function keyWords(dimension: string, key: string, agencies: Record<string, string>): string {
  if (dimension === 'agency') return agencies[key] ?? 'No agency: nobody is named';
  if (dimension === 'age_band') return AGE_BAND_WORDS[key] ?? key;
  const words: Record<string, string> = {
    ...STRAND_WORDS,
    ...TIER_WORDS,
    ...EXIT_REASON_WORDS,
    ...GRADES,
    not_recorded: 'Not recorded',
  };
  if (/^\d+$/.test(key)) return key === '1' ? '1 day or more' : `${key} days or more`;
  return words[key] ?? key;
}
