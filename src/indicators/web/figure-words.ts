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

const PART_TITLES: Record<string, string> = {
  M2: 'By step of the ladder',
  C1: 'By tier',
  M6: 'By reason',
  I17b: 'By grade',
};

const STRANDS: Record<string, string> = { ...STRAND_WORDS, not_recorded: 'Not recorded' };
const PARTS: Record<string, string> = { ...TIER_WORDS, ...EXIT_REASON_WORDS, ...GRADES };
/** A step of the ladder: days after the review was due. */
const STEP = /^\d{1,4}$/;

/** What a part of a figure is called. */
export function keyWords(dimension: string, key: string, agencies: Record<string, string>): string {
  if (dimension === 'agency') return agencies[key] ?? 'No agency: nobody is named';
  if (dimension === 'age_band') return AGE_BAND_WORDS[key] ?? key;
  if (dimension === 'strand') return STRANDS[key] ?? key;
  if (STEP.test(key)) return key === '1' ? '1 day or more' : `${key} days or more`;
  return PARTS[key] ?? key;
}

/** Whether a breakdown can have such a part. */
export function isKeyOf(dimension: 'age_band' | 'strand' | 'part', key: string): boolean {
  const words = { age_band: AGE_BAND_WORDS, strand: STRANDS, part: PARTS }[dimension];
  return Object.hasOwn(words, key) || (dimension === 'part' && STEP.test(key));
}
