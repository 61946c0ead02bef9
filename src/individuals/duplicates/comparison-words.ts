import { type Day, dayInWords } from '../../shared/day';
import { fullName } from '../case-headers';
import { IDENTIFIER_WORDS } from '../identity-words';
import type { ComparedField, MatchedField, RecordComparison } from '../domain/compare-records';
import type { MatchableRow } from './duplicates.queries';

const NUMBER_WORDS: Record<string, string> = IDENTIFIER_WORDS;

const FIELD_WORDS: Record<MatchedField, string> = {
  name: 'Name',
  date_of_birth: 'Date of birth',
  number: 'Numbers',
  postcode: 'Postcode',
  address: 'Address',
  sex: 'Sex',
};

const OUTCOME_WORDS = {
  agrees: { text: 'Agrees', classes: 'govuk-tag--green' },
  close: { text: 'Nearly agrees', classes: 'govuk-tag--yellow' },
  differs: { text: 'Differs', classes: 'govuk-tag--red' },
  missing: { text: 'Not known', classes: 'govuk-tag--grey' },
} as const;

const HOW_WORDS: Partial<Record<NonNullable<ComparedField['how']>, string>> = {
  swapped: 'The other way round',
  known_as: 'Known by the same name',
  family_name_only: 'The given names are two names: they may be brothers, sisters or twins',
  one_slip: 'One digit apart',
  near: 'A day or a year apart',
};

export const STRENGTH_WORDS = {
  likely: 'Likely the same person',
  possible: 'May be the same person',
  unlikely: 'Some things agree',
};

/** `Name and date of birth agree; postcode nearly agrees`: what speaks for it, in one line. */
export function agreementWords({ fields }: RecordComparison): string {
  const of = (outcome: ComparedField['outcome']): string[] =>
    fields.filter((field) => field.outcome === outcome).map(({ field }) => FIELD_WORDS[field].toLowerCase());
  const said = [
    ['agrees', 'Agrees'],
    ['close', 'Nearly agrees'],
    ['differs', 'Differs'],
  ] as const;
  return said
    .filter(([outcome]) => of(outcome).length > 0)
    .map(([outcome, words]) => `${words}: ${of(outcome).join(', ')}`)
    .join('. ');
}

/** Both records line by line, and how each line compares. */
export const comparisonRows = (one: MatchableRow, other: MatchableRow, comparison: RecordComparison) =>
  comparison.fields.map((field) => ({
    label: FIELD_WORDS[field.field],
    one: valueOf(one, field.field),
    other: valueOf(other, field.field),
    ...OUTCOME_WORDS[field.outcome],
    how: field.how === null ? '' : howOf(field),
  }));

function howOf({ field, how }: ComparedField): string {
  if (field === 'date_of_birth' && how === 'swapped') return 'Day and month the other way round';
  return how === null ? '' : (HOW_WORDS[how] ?? '');
}

function valueOf(row: MatchableRow, field: MatchedField): string {
  const values: Record<MatchedField, string> = {
    name: [
      fullName({ ...row, preferred_name: null }),
      ...[row.preferred_name ?? '', ...row.aliases].filter(Boolean).map((name) => `also ${name}`),
    ].join('\n'),
    date_of_birth: bornWords(row.date_of_birth),
    number: row.numbers.map(({ kind, value }) => `${NUMBER_WORDS[kind] ?? kind} ${value}`).join('\n'),
    postcode: row.addresses
      .map(({ postcode }) => postcode ?? '')
      .filter(Boolean)
      .join('\n'),
    address: row.addresses.map(({ lines }) => lines).join('\n'),
    sex: row.sex === 'not_recorded' ? '' : row.sex.charAt(0).toUpperCase() + row.sex.slice(1),
  };
  return values[field] === '' ? 'Not recorded' : values[field];
}

const bornWords = (day: Day | null): string => (day === null ? '' : dayInWords(day));

export const standingWords = (row: Pick<MatchableRow, 'is_in_cohort' | 'has_open_plan'>): string =>
  `${row.is_in_cohort ? 'In the cohort' : 'Not in the cohort'}, ${row.has_open_plan ? 'has an open plan' : 'no open plan'}`;
