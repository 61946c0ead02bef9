import { dayInWords, isDay } from '../../shared/day';
import type { DayBoxes, StaleRecord, TypedFields } from '../../web/page-model';
import { caseLayoutModel } from '../case-page';
import type { CaseHeader } from '../case-headers';
import { ETHNICITY_WORDS, IDENTITY_FIELD_WORDS, OBSERVED_ETHNICITY_WORDS, SEX_WORDS } from '../identity-words';
import { ETHNICITIES, OBSERVED_ETHNICITIES, SEXES } from '../individual.entity';
import { mergeLinks } from '../duplicates/web/present-duplicates';
import type { MergeOfRow } from '../duplicates/merges.queries';
import { casePaths, factPaths } from '../paths';
import type { IdentityFacts } from './case-identity';
import type { IdentityField } from './identity-change.entity';
import { FORMER_NAMES, type IdentityForm } from './identity.form';
import type { IdentityChangeRow, IdentityRow } from './identity.queries';
import {
  addressSaid,
  educationSaid,
  identifierSaid,
  nowAndPast,
  recordedWords,
  shownFact,
  statusSaid,
} from './present-facts';

export type TypedIdentity = TypedFields<keyof IdentityForm | DayBoxes<'dateOfBirth'>>;

/** Who they are recorded to be: identity, numbers, addresses, education, statuses, and how it came to say so. */
export const presentIdentity = (
  header: CaseHeader,
  facts: IdentityFacts,
  mayChange: boolean,
  merges: MergeOfRow[],
) => ({
  merges: mergeLinks(merges, header),
  ...caseLayoutModel(header, 'identity'),
  backHref: casePaths.overview(header.id),
  mayChange,
  changeHref: factPaths.changeIdentity(header.id),
  summary: summaryOf(facts.identity),
  sections: [
    {
      id: 'identifiers',
      heading: 'Numbers',
      empty: 'No numbers are recorded.',
      addHref: factPaths.newOne(header.id, 'identifier'),
      addText: 'Add a number',
      ...nowAndPast(
        facts.identifiers.map((row) => shownFact(header.id, 'identifier', row, identifierSaid(row), mayChange)),
      ),
    },
    {
      id: 'addresses',
      heading: 'Addresses',
      empty: 'No address is recorded.',
      addHref: factPaths.newOne(header.id, 'address'),
      addText: 'Add an address',
      ...nowAndPast(facts.addresses.map((row) => shownFact(header.id, 'address', row, addressSaid(row), mayChange))),
    },
    {
      id: 'education',
      heading: 'Education and employment',
      empty: 'Nothing is recorded.',
      addHref: factPaths.newOne(header.id, 'education'),
      addText: 'Add education or employment',
      ...nowAndPast(
        facts.education.map((row) => shownFact(header.id, 'education', row, educationSaid(row), mayChange)),
      ),
    },
    {
      id: 'statuses',
      heading: 'Custody, legal and corporate-parenting status',
      empty: 'No status is recorded.',
      addHref: factPaths.newOne(header.id, 'status'),
      addText: 'Add a status',
      ...nowAndPast(facts.statuses.map((row) => shownFact(header.id, 'status', row, statusSaid(row), mayChange))),
    },
  ],
  changes: facts.changes.map(presentChange),
});

function summaryOf(identity: IdentityRow) {
  const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });
  return [
    row('Name', `${identity.given_name} ${identity.family_name}`.trim()),
    row('Preferred name', identity.preferred_name ?? 'None recorded'),
    row('Other names', identity.aliases.length > 0 ? identity.aliases.join(', ') : 'None recorded'),
    row('Date of birth', identity.date_of_birth === null ? 'Not known' : dayInWords(identity.date_of_birth)),
    row('Sex', SEX_WORDS[identity.sex]),
    row('Gender, in their words', identity.gender ?? 'Not asked yet'),
    row('Ethnicity, as they describe it', ETHNICITY_WORDS[identity.ethnicity]),
    row(
      'Ethnicity an officer recorded',
      identity.observed_ethnicity === null ? 'None recorded' : OBSERVED_ETHNICITY_WORDS[identity.observed_ethnicity],
    ),
    row('Communication needs', identity.communication_needs ?? 'None recorded'),
  ];
}

const presentChange = (change: IdentityChangeRow) => ({
  field: IDENTITY_FIELD_WORDS[change.field],
  was: change.was === null ? 'Nothing' : valueWords(change.field, change.was),
  became: change.became === null ? 'Nothing' : valueWords(change.field, change.became),
  recorded: recordedWords(change),
});

/** A stored value in words; codes as their words, other names with commas between them. */
function valueWords(field: IdentityField, value: string): string {
  const words: Partial<Record<IdentityField, Record<string, string>>> = {
    sex: SEX_WORDS,
    ethnicity: ETHNICITY_WORDS,
    observed_ethnicity: OBSERVED_ETHNICITY_WORDS,
  };
  if (field === 'date_of_birth' && isDay(value)) return dayInWords(value);
  if (field === 'aliases') return value.split('\n').join(', ');
  return words[field]?.[value] ?? value;
}

/** The form; until something was typed, with what is recorded. `stale` lays both side by side. */
export function presentIdentityForm(
  header: CaseHeader,
  identity: IdentityRow,
  typed: TypedIdentity | undefined,
  isStale: boolean,
) {
  const [year, month, day] = (identity.date_of_birth ?? '').split('-');
  const recorded: TypedIdentity = {
    givenName: identity.given_name,
    familyName: identity.family_name,
    preferredName: identity.preferred_name ?? '',
    aliases: identity.aliases.join('\n'),
    'dateOfBirth-day': day === undefined ? '' : String(Number(day)),
    'dateOfBirth-month': month === undefined ? '' : String(Number(month)),
    'dateOfBirth-year': year,
    formerName: 'kept',
    sex: identity.sex,
    gender: identity.gender ?? '',
    ethnicity: identity.ethnicity,
    observedEthnicity: identity.observed_ethnicity ?? '',
    communicationNeeds: identity.communication_needs ?? '',
  };
  return {
    ...caseLayoutModel(header, 'identity'),
    backHref: casePaths.identity(header.id),
    formAction: factPaths.changeIdentity(header.id),
    version: identity.version,
    typed: typed ?? recorded,
    stale: isStale && typed ? staleOf(header.id, recorded, typed) : null,
    formerNames: FORMER_NAMES.map((value) => ({ value, text: FORMER_NAME_WORDS[value] })),
    sexes: SEXES.map((value) => ({ value, text: SEX_WORDS[value] })),
    ethnicities: ETHNICITIES.map((value) => ({
      value,
      text: ETHNICITY_WORDS[value],
      selected: (typed ?? recorded).ethnicity === value,
    })),
    observedEthnicities: [
      { value: '', text: 'None recorded' },
      ...OBSERVED_ETHNICITIES.map((value) => ({ value, text: OBSERVED_ETHNICITY_WORDS[value] })),
    ].map((item) => ({ ...item, selected: ((typed ?? recorded).observedEthnicity ?? '') === item.value })),
  };
}

const FORMER_NAME_WORDS: Record<(typeof FORMER_NAMES)[number], string> = {
  kept: 'Keep it under “Other names”, so that the record is still found by it',
  left_out: 'Leave it out: it was written wrong, or must not be found',
};

function staleOf(id: string, recorded: TypedIdentity, typed: TypedIdentity): StaleRecord {
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  const compared = [
    ['Given name', 'givenName'],
    ['Family name', 'familyName'],
    ['Preferred name', 'preferredName'],
    ['Other names', 'aliases'],
    ['Gender', 'gender'],
    ['Communication needs', 'communicationNeeds'],
  ] as const;
  return {
    latestHref: factPaths.changeIdentity(id),
    fields: compared.map(([label, name]) => ({ label, latest: text(recorded[name]), yours: text(typed[name]) })),
  };
}

export type IdentityModel = ReturnType<typeof presentIdentity>;
export type IdentityFormModel = ReturnType<typeof presentIdentityForm>;
