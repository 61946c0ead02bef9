import { nameWords } from './compare-name-and-day';
import type { ImportRow } from './import-row';
import type { ProposedPerson } from './proposed-person';
import { readRole } from './read-role-and-band';
import type { ImportField } from './recognise-columns';

export const FIELD_WORDS: Record<ImportField | 'row', string> = {
  row: 'Row',
  reference: 'Reference',
  name: 'Name',
  given_name: 'First name',
  family_name: 'Surname',
  date_of_birth: 'Date of birth',
  sex: 'Sex',
  ethnicity: 'Ethnicity',
  nhs_number: 'NHS number',
  pnc_id: 'PNC number',
  address: 'Address',
  education: 'Education',
  role: 'Victim or suspect',
  band: 'Band',
  screened_on: 'Screened',
  plan_date: 'Plan date',
  plan_owner: 'Plan owner',
  lead_professional: 'Lead professional',
  next_review: 'Next review',
  mental_health: 'Mental health',
  speech_language_communication: 'Speech, language and communication',
  learning_disability: 'Learning disability',
  adverse_childhood_experiences: 'Adverse childhood experiences',
  notes: 'Notes',
};

/** Every field of a row, in the order people read them. */
export const IMPORT_FIELDS: ImportField[] = Object.keys(FIELD_WORDS).filter(
  (field): field is ImportField => field in FIELD_WORDS && field !== 'row',
);

const needFields: ImportField[] = [
  'mental_health',
  'speech_language_communication',
  'learning_disability',
  'adverse_childhood_experiences',
];

/**
 * The cells of a row that the person's record would not hold as they were written: unreadable ones, words without a field of
 * their own, and whatever another row of the same person overruled. They go into the note of the import.
 */
export function leftOver(
  person: ProposedPerson,
  row: ImportRow,
  accountOf: (owner: 'planOwner' | 'leadProfessional') => boolean,
): ImportField[] {
  const { values, raw } = row;
  const errors = row.findings.flatMap(({ field, kind }) => (kind === 'error' && field !== 'row' ? [field] : []));
  const isOther: Partial<Record<ImportField, boolean>> = {
    reference: !person.identifiers.some(({ kind, value }) => kind === 'local_reference' && value === values.reference),
    name: values.name?.remark !== null || isOtherName(person, row),
    date_of_birth: values.dateOfBirth !== person.dateOfBirth,
    sex: (values.sex ?? 'not_recorded') !== person.sex || values.sex === null,
    ethnicity: values.ethnicity.status === 'not-understood' || isOtherEthnicity(person, row),
    role: readRole(raw.role ?? '') === null,
    // The scale a band belongs to is often a guess, so the word itself is always kept.
    band: true,
    screened_on: !person.screenings.some(({ rowNumber }) => rowNumber === row.rowNumber),
    plan_date: person.plan?.plannedOn !== values.planOn,
    plan_owner: !accountOf('planOwner') || JSON.stringify(values.planOwner) !== JSON.stringify(person.planOwner),
    lead_professional:
      !accountOf('leadProfessional') ||
      JSON.stringify(values.leadProfessional) !== JSON.stringify(person.leadProfessional),
    next_review: person.plan === null || person.nextReview?.on !== values.nextReviewOn,
  };
  const needs = person.plan === null ? needFields : [];
  const others = IMPORT_FIELDS.filter((field) => isOther[field] === true);
  return [...new Set([...errors, ...others, ...needs])].filter((field) => raw[field] !== undefined);
}

/** The note of the import: where the person comes from, and the cells that have no other place, as they were written. */
export function importNote(
  person: ProposedPerson,
  from: { fileName: string; importedOn: string },
  accountOf: (owner: 'planOwner' | 'leadProfessional') => boolean,
): string {
  const parts = person.rows.map((row) => {
    const reference = row.values.reference ? `, reference ${row.values.reference}` : '';
    const cells = leftOver(person, row, accountOf).map((field) => `${FIELD_WORDS[field]}: ${row.raw[field] ?? ''}`);
    const kept = cells.length > 0 ? ['Kept as written:', ...cells] : [];
    return [`Row ${row.rowNumber}${reference}.`, ...kept].join('\n');
  });
  const age = isAgeKnownOtherwise(person) ? [AGE_KNOWN_OTHERWISE] : [];
  return [`Imported from ${from.fileName} on ${from.importedOn}.`, ...age, ...parts].join('\n\n');
}

/** Their date of birth cannot be read: nobody makes them without saying so. */
const isAgeKnownOtherwise = ({ dateOfBirth, rows }: ProposedPerson): boolean =>
  dateOfBirth === null && rows.some(({ findings }) => findings.some(isUnreadBirth));

const isUnreadBirth = ({ field, kind }: ImportRow['findings'][number]): boolean =>
  field === 'date_of_birth' && kind === 'error';

const AGE_KNOWN_OTHERWISE =
  'Date of birth not known. Whoever imported this said that they know by other means that the age is one the panel takes.';

/** All cells of a row, for the record of a person who was there before. */
export function wholeRow(row: ImportRow): string {
  return IMPORT_FIELDS.filter((field) => row.raw[field] !== undefined)
    .map((field) => `${FIELD_WORDS[field]}: ${row.raw[field] ?? ''}`)
    .join('\n');
}

function isOtherName(person: ProposedPerson, row: ImportRow): boolean {
  if (!row.values.name) return false;
  const key = (name: { givenName: string; familyName: string }): string => nameWords(name).join(' ');
  const known = [key(person), ...person.aliases.map((alias) => key({ givenName: alias, familyName: '' }))];
  return !known.includes(key(row.values.name));
}

function isOtherEthnicity(person: ProposedPerson, row: ImportRow): boolean {
  const { ethnicity } = row.values;
  return ethnicity.status === 'stated' && ethnicity.code !== person.ethnicity;
}
