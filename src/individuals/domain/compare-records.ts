import type { Day } from '../../shared/day';
import { compareBirthdays, type DayOutcome } from './compare-birthdays';
import { slipsBetween, trigramLikeness } from './likeness';
import { compareNames, type NameOutcome } from './compare-names';

/** What is compared of a record. Names and address lines folded by searchName; postcodes and numbers as they are stored. */
export interface MatchableRecord {
  givenName: string;
  familyName: string;
  /** Preferred names and aliases. */
  otherNames: string[];
  dateOfBirth: Day | null;
  /** Null where it is not recorded. */
  sex: string | null;
  numbers: { kind: string; value: string }[];
  postcodes: string[];
  addresses: string[];
}

export const MATCHED_FIELDS = ['name', 'date_of_birth', 'number', 'postcode', 'address', 'sex'] as const;
export type MatchedField = (typeof MATCHED_FIELDS)[number];
export type FieldOutcome = 'agrees' | 'close' | 'differs' | 'missing';

export interface ComparedField {
  field: MatchedField;
  outcome: FieldOutcome;
  /** What kind of nearness or difference it is, for the words beside it. */
  how: NameOutcome | DayOutcome | null;
  /** log2(m/u) of this outcome. */
  weight: number;
}

export interface RecordComparison {
  weight: number;
  strength: 'likely' | 'possible' | 'unlikely';
  fields: ComparedField[];
}

/** Above these sums of weights two records are likely, or possibly, of one person. */
export const LIKELY = 16;
export const POSSIBLE = 9;
/** Before a record is added, one look costs little: a name that agrees is asked about though the date of birth may differ. */
const WORTH_ASKING = 5;

/** No two people are given the same one, so it is worth a look whatever the names say: people change theirs. */
const NUMBER_FOR_LIFE = 10;

export const isWorthAsking = ({ weight, strength, fields }: RecordComparison): boolean =>
  strength !== 'unlikely' ||
  fields.some((one) => one.field === 'number' && one.weight >= NUMBER_FOR_LIFE) ||
  (weight >= WORTH_ASKING && fields.some(({ field, outcome }) => field === 'name' && outcome !== 'differs'));

/**
 * Compares two records as Fellegi and Sunter do (“A theory for record linkage”, 1969): each field adds log2(m/u), where m is
 * how often it comes out so for two records of one person and u how often for two people. The weights are estimates for a
 * town's young people: a birthday is one of some seven thousand, a surname shared by one in a hundred or two. What is missing
 * says nothing. A likeness never decides: somebody looks, and says.
 */
export function compareRecords(a: MatchableRecord, b: MatchableRecord): RecordComparison {
  const name = compareNames(a, b);
  const fields: ComparedField[] = [
    { field: 'name', outcome: name.outcome, how: name.how, weight: name.weight },
    birthdayField(a, b),
    numberField(a, b),
    ...homeFields(a, b),
    sexField(a, b),
  ];
  const weight = fields.reduce((sum, field) => sum + field.weight, 0);
  // Twins and brothers share everything but the given name and their numbers: for them a likeness is never more than possible.
  const mayBeSiblings =
    name.how === 'family_name_only' && !fields.some(({ field, outcome }) => field === 'number' && outcome === 'agrees');
  const strength = weight < POSSIBLE ? 'unlikely' : weight < LIKELY || mayBeSiblings ? 'possible' : 'likely';
  return { weight: Math.round(weight * 10) / 10, strength, fields };
}

const BIRTHDAY_WEIGHTS: Record<DayOutcome, [FieldOutcome, number]> = {
  same: ['agrees', 11],
  swapped: ['close', 8],
  one_slip: ['close', 6],
  near: ['close', 4.5],
  different: ['differs', -4.5],
  missing: ['missing', 0],
};

function birthdayField(a: MatchableRecord, b: MatchableRecord): ComparedField {
  const how = compareBirthdays(a.dateOfBirth, b.dateOfBirth);
  const [outcome, weight] = BIRTHDAY_WEIGHTS[how];
  return { field: 'date_of_birth', outcome, how, weight };
}

/** Same, and different, by kind: one number for life says more than one a service gave. */
const NUMBER_WEIGHTS: Record<string, [number, number]> = {
  nhs: [15, -4],
  pnc: [14, -3],
  cro: [14, -3],
  upn: [14, -2],
  uln: [14, -2],
};
const LOCAL_NUMBER: [number, number] = [9, -0.5];
const CLOSE_NUMBER = 6;

function numberField(a: MatchableRecord, b: MatchableRecord): ComparedField {
  const outcomes = kindsOf(a)
    .filter((kind) => kindsOf(b).includes(kind))
    .map((kind) => compareNumbers(kind, valuesOf(a, kind), valuesOf(b, kind)));
  const [best, ...others] = outcomes.sort((x, y) => y.weight - x.weight);
  if (!best) return { field: 'number', outcome: 'missing', how: null, weight: 0 };
  // One that agrees beside one that differs is a contradiction that must be seen, so it counts.
  const against = others.filter(({ weight }) => weight < 0).reduce((sum, { weight }) => sum + weight, 0);
  return { field: 'number', outcome: best.outcome, how: null, weight: best.weight + against };
}

function compareNumbers(kind: string, ours: string[], theirs: string[]): { outcome: FieldOutcome; weight: number } {
  const [same, different] = NUMBER_WEIGHTS[kind] ?? LOCAL_NUMBER;
  if (ours.some((value) => theirs.includes(value))) return { outcome: 'agrees', weight: same };
  const isClose = ours.some((value) => value.length > 5 && theirs.some((other) => slipsBetween(value, other, 1) === 1));
  return isClose ? { outcome: 'close', weight: CLOSE_NUMBER } : { outcome: 'differs', weight: different };
}

const kindsOf = (record: MatchableRecord): string[] => [...new Set(record.numbers.map(({ kind }) => kind))];

const valuesOf = (record: MatchableRecord, kind: string): string[] =>
  record.numbers.filter((number) => number.kind === kind).map(({ value }) => value);

/** People move, and families share a home: it speaks for more than it speaks against. */
function homeFields(a: MatchableRecord, b: MatchableRecord): ComparedField[] {
  return [
    best('postcode', a.postcodes, b.postcodes, (ours, theirs) => {
      if (ours === theirs) return ['agrees', 4];
      return slipsBetween(ours, theirs, 1) === 1 ? ['close', 2] : ['differs', -0.5];
    }),
    best('address', a.addresses, b.addresses, (ours, theirs) => {
      const alike = trigramLikeness(ours, theirs);
      if (alike > 0.7) return ['agrees', 3];
      return alike > 0.35 ? ['close', 1.5] : ['differs', -0.5];
    }),
  ];
}

function best(
  field: MatchedField,
  ours: string[],
  theirs: string[],
  compare: (a: string, b: string) => [FieldOutcome, number],
): ComparedField {
  const outcomes = ours.flatMap((a) => theirs.map((b) => compare(a, b)));
  const [outcome, weight] = outcomes.sort((x, y) => y[1] - x[1])[0] ?? ['missing', 0];
  return { field, outcome, how: null, weight };
}

function sexField(a: MatchableRecord, b: MatchableRecord): ComparedField {
  if (a.sex === null || b.sex === null) return { field: 'sex', outcome: 'missing', how: null, weight: 0 };
  const isSame = a.sex === b.sex;
  return { field: 'sex', outcome: isSame ? 'agrees' : 'differs', how: null, weight: isSame ? 0.9 : -2.5 };
}
