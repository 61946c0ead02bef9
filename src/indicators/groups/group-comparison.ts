import type { Day } from '../../shared/day';
import { rateRatio, type RateRatio } from '../domain/rate-ratio';
import type { CensusRow, GroupRow } from './groups.queries';

export const MEASURES: Record<string, { words: string; of: 'census' | 'referred' | 'in_cohort' }> = {
  referred: { words: 'Referred in 12 months', of: 'census' },
  entered: { words: 'Entered in 12 months', of: 'census' },
  high_band: { words: 'In the critical or high tier', of: 'in_cohort' },
  planned: { words: 'With a plan', of: 'in_cohort' },
  stepped_down: { words: 'Stepped down in 12 months', of: 'in_cohort' },
  top_five: { words: 'In a Top 5 in 12 months', of: 'in_cohort' },
  restriction_lifted: { words: 'Restriction lifted in 12 months', of: 'in_cohort' },
};

export const GROUP_WORDS: Record<string, Record<string, string>> = {
  ethnicity: {
    W: 'White',
    M: 'Mixed or multiple',
    A: 'Asian',
    B: 'Black',
    O: 'Other',
    not_stated: 'Not stated',
    not_asked: 'Not asked',
  },
  sex: { male: 'Male', female: 'Female', other: 'Other', not_recorded: 'Not recorded' },
  age_band: { under_14: 'Under 14', '14_to_17': '14 to 17', '18_and_over': '18 and over', not_known: 'Not known' },
  disability: { disabled: 'Disabled', none: 'Not disabled', not_known: 'Not known', not_asked: 'Not asked' },
};

export const DIMENSION_TITLES: Record<string, string> = {
  ethnicity: 'Ethnicity',
  sex: 'Sex',
  age_band: 'Age',
  disability: 'Disability',
};

/** No rate among people of whom it is not known: they are counted, and compared with nobody. */
export const UNKNOWN_KEYS = ['not_stated', 'not_asked', 'not_recorded', 'not_known'];

export type Count = (measure: string, dimension: string, key: string) => number;

export const countsOfQuarter = (rows: readonly GroupRow[], until: Day): Count => {
  const found = new Map(
    rows.flatMap((row) =>
      row.period_until === until ? [[`${row.measure} ${row.dimension} ${row.key}`, row.people] as const] : [],
    ),
  );
  return (measure, dimension, key) => found.get(`${measure} ${dimension} ${key}`) ?? 0;
};

export const censusOf = (rows: readonly CensusRow[]): Count => {
  const found = new Map(rows.map((row) => [`${row.dimension} ${row.key}`, row.people]));
  return (_, dimension, key) => found.get(`${dimension} ${key}`) ?? 0;
};

/** The groups of a dimension that are known and compared with one another. */
export const knownKeys = (dimension: string): string[] =>
  Object.keys(GROUP_WORDS[dimension] ?? {}).filter((key) => !UNKNOWN_KEYS.includes(key));

/** A group held against all the others of its dimension. */
export function compare(
  count: Count,
  of: Count,
  { measure, base, dimension, key }: { measure: string; base: string; dimension: string; key: string },
): RateRatio | undefined {
  const others = knownKeys(dimension).filter((one) => one !== key);
  const sum = (source: Count, name: string): number =>
    others.reduce((total, one) => total + source(name, dimension, one), 0);
  return rateRatio(count(measure, dimension, key), of(base, dimension, key), sum(count, measure), sum(of, base));
}

/** Fewer than these tell nothing of a group, only of people. */
const LEAST_FOR_RATIO = 10;

/** A ratio is given only where the group and the others have enough people in both numbers. */
export const mayCompare = (
  count: Count,
  { measure, dimension, key }: { measure: string; dimension: string; key: string },
): boolean => {
  const others = knownKeys(dimension).filter((one) => one !== key);
  const rest = others.reduce((total, one) => total + count(measure, dimension, one), 0);
  return count(measure, dimension, key) >= LEAST_FOR_RATIO && rest >= LEAST_FOR_RATIO;
};
