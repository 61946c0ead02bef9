import type { Day } from '../../shared/day';
import { type RateRatio, type Told, toldRatio } from '../domain/rate-ratio';
import type { CensusRow, GroupRow } from './groups.queries';

/** Of whom a measure is a part. Those of a rate contain whom it counts; the population stands in for everybody. */
export type Population = 'census' | 'referred' | 'in_cohort' | 'in_cohort_year';

export const MEASURES: Record<string, { words: string; of: Population }> = {
  referred: { words: 'Referred in 12 months', of: 'census' },
  entered: { words: 'Entered in 12 months', of: 'census' },
  referred_entered: { words: 'Entered after a referral in 12 months', of: 'referred' },
  high_band: { words: 'In the critical or high tier', of: 'in_cohort' },
  planned: { words: 'With a plan', of: 'in_cohort' },
  stepped_down: { words: 'Stepped down in 12 months', of: 'in_cohort_year' },
  top_five: { words: 'In a Top 5 in 12 months', of: 'in_cohort_year' },
  restriction_lifted: { words: 'Restriction lifted in 12 months', of: 'in_cohort_year' },
};

/** Whoever left in the year is not among those who were there at its end. */
export const MEASURES_OF_YEAR = Object.keys(MEASURES).filter((measure) => MEASURES[measure]?.of === 'in_cohort_year');

export const POPULATION_WORDS: Record<Population, string> = {
  census: 'held against the population',
  referred: 'of those referred in the 12 months',
  in_cohort: 'of those in the cohort at the end of the quarter',
  in_cohort_year: 'of those in the cohort at any time in the 12 months',
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

export const REFERRED_ENTERED = 'referred_entered';

/** Quarters frozen before this was counted have nobody of the year: that is not nobody. */
const isOfWhom = (rows: readonly GroupRow[]): boolean => rows.some(({ measure }) => measure === 'in_cohort_year');

/** Whether a measure was counted in that quarter at all. */
export const isCounted = (rows: readonly GroupRow[], measure: string): boolean =>
  measure !== REFERRED_ENTERED || isOfWhom(rows);

/** Whether it was frozen beside the people it is a part of. */
export const isComparable = (rows: readonly GroupRow[], measure: string): boolean =>
  isCounted(rows, measure) && (MEASURES[measure]?.of !== 'in_cohort_year' || isOfWhom(rows));

export const censusOf = (rows: readonly CensusRow[]): Count => {
  const found = new Map(rows.map((row) => [`${row.dimension} ${row.key}`, row.people]));
  return (_, dimension, key) => found.get(`${dimension} ${key}`) ?? 0;
};

/** The groups of a dimension that are known and compared with one another. */
export const knownKeys = (dimension: string): string[] =>
  Object.keys(GROUP_WORDS[dimension] ?? {}).filter((key) => !UNKNOWN_KEYS.includes(key));

/** Fewer than these tell nothing of a group, only of people. */
const LEAST_FOR_RATIO = 10;

/** People as whoever reads the page knows them, and the people they are among: nobody where these are too few to be told. */
export interface Sides {
  people: TellsCount;
  among: TellsCount;
}

type TellsCount = (...at: Parameters<Count>) => Told;

/** Known to the last one: a population. */
const exactly = (value: number): Told => ({ value, low: value, high: value });

/** The counts of a quarter, and the population they are held against. */
export const besidePopulation = ({ people, among }: Sides, population: Count): Sides => ({
  people,
  among: (measure, ...group) =>
    measure === 'census' ? exactly(population(measure, ...group)) : among(measure, ...group),
});

/**
 * A group held against all the others of its dimension. Another is left out where it has nobody, or too few to be told, to be held
 * against: the middle of what they may be would be people who are perhaps not there, and which of both it is must not be told.
 * @returns undefined without people enough on both sides
 */
export function compare(
  { people, among }: Sides,
  { measure, of, dimension, key }: { measure: string; of: Population; dimension: string; key: string },
): RateRatio | undefined {
  if (UNKNOWN_KEYS.includes(key)) return undefined;
  const others = knownKeys(dimension).filter((one) => one !== key && among(of, dimension, one).value !== 0);
  const sum = (count: TellsCount, name: string): Told =>
    others.map((one) => count(name, dimension, one)).reduce(together, exactly(0));
  const [part, rest] = [people(measure, dimension, key), sum(people, measure)];
  if (!(part.value >= LEAST_FOR_RATIO && rest.value >= LEAST_FOR_RATIO)) return undefined;
  return toldRatio(part, among(of, dimension, key), rest, sum(among, of));
}

const together = (one: Told, other: Told): Told => ({
  value: one.value + other.value,
  low: one.low + other.low,
  high: one.high + other.high,
});
