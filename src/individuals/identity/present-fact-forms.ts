import type { DayBoxes, TypedFields } from '../../web/page-model';
import { caseLayoutModel } from '../case-page';
import type { CaseHeader } from '../case-headers';
import { IDENTIFIER_KINDS } from '../domain/read-identifier';
import type { FactKind } from '../end-fact';
import {
  ADDRESS_WORDS,
  CUSTODY_PLACE_WORDS,
  EDUCATION_WORDS,
  IDENTIFIER_WORDS,
  STATUS_KIND_WORDS,
  statusWords,
} from '../identity-words';
import { CUSTODY_PLACES } from '../custody-places';
import { ADDRESS_KINDS } from '../individual-address.entity';
import { EDUCATION_STATUSES } from '../individual-education.entity';
import { STATUS_KINDS, STATUSES } from '../individual-status.entity';
import { casePaths, factPaths } from '../paths';
import type { AddressForm, EducationForm, FactEndingForm, IdentifierForm, StatusForm } from './fact.form';
import type { ShownFact } from './present-facts';

/** What a page of its own records; relationships have theirs. */
export const RECORDED_KINDS = ['identifier', 'address', 'education', 'status'] as const;
export type RecordedKind = (typeof RECORDED_KINDS)[number];

export type TypedFact = TypedFields<
  | keyof IdentifierForm
  | keyof AddressForm
  | keyof EducationForm
  | keyof StatusForm
  | DayBoxes<'fromOn'>
  | DayBoxes<'untilOn'>
  | DayBoxes<'releaseExpectedOn'>
>;

const HEADINGS: Record<RecordedKind, string> = {
  identifier: 'Add a number',
  address: 'Add an address',
  education: 'Add education or employment',
  status: 'Add a custody, legal or corporate-parenting status',
};

const choices = <Value extends string>(values: readonly Value[], words: Record<Value, string>, chosen: unknown) => [
  { value: '', text: 'Select', selected: !values.some((value) => value === chosen) },
  ...values.map((value) => ({ value, text: words[value], selected: value === chosen })),
];

/** One form for what is recorded about a person; its kind says which questions are asked. */
export const presentFactForm = (header: CaseHeader, kind: RecordedKind, typed: TypedFact) => ({
  ...caseLayoutModel(header, 'identity'),
  backHref: casePaths.identity(header.id),
  heading: HEADINGS[kind],
  kind,
  formAction: factPaths.record(header.id, kind),
  identifierKinds: choices(IDENTIFIER_KINDS, IDENTIFIER_WORDS, typed.kind),
  addressKinds: ADDRESS_KINDS.map((value) => ({ value, text: ADDRESS_WORDS[value] })),
  educationStatuses: choices(EDUCATION_STATUSES, EDUCATION_WORDS, typed.status),
  statuses: [
    { value: '', text: 'Select', selected: typed.status === undefined || typed.status === '' },
    ...STATUS_KINDS.flatMap((of) =>
      STATUSES[of].map((status) => ({
        value: `${of}:${status}`,
        text: `${STATUS_KIND_WORDS[of]}: ${statusWords(of, status)}`,
        selected: typed.status === `${of}:${status}`,
      })),
    ),
  ],
  custodyPlaces: choices(CUSTODY_PLACES, CUSTODY_PLACE_WORDS, typed.place),
  isKept: typed.keepUnverified === 'yes',
  isEndingEarlier: typed.endsEarlier === 'yes',
  typed,
});

export type TypedEnding = TypedFields<keyof FactEndingForm | DayBoxes<'untilOn'>>;

/** The page that asks whether a fact ended or was never right. A number does not end. */
export const presentFactEnding = (
  header: CaseHeader,
  { kind, fact, version }: { kind: FactKind; fact: ShownFact; version: number },
  typed: TypedEnding,
) => ({
  ...caseLayoutModel(header, kind === 'relationship' ? 'situation' : 'identity'),
  backHref: kind === 'relationship' ? casePaths.situation(header.id) : casePaths.identity(header.id),
  formAction: factPaths.ending(header.id, kind, fact.id),
  fact,
  version,
  mayEnd: kind !== 'identifier',
  typed: kind === 'identifier' ? { ...typed, how: 'recorded_in_error' } : typed,
});

export type FactFormModel = ReturnType<typeof presentFactForm>;
export type FactEndingModel = ReturnType<typeof presentFactEnding>;
