import { lookupKey } from './clean-text';
import type { Finding, RowValues } from './import-row';
import type { NeedReading } from './read-need';
import { readRole } from './read-role-and-band';
import type { ImportField } from './recognise-columns';

type Raw = Partial<Record<ImportField, string>>;

/** `M`, `male`, `F`, `female`, `girl` …; anything else, `X` included, is not known. */
export function sexOf(cell: string): 'male' | 'female' | null {
  const key = lookupKey(cell);
  if (['m', 'male', 'boy', 'man'].includes(key)) return 'male';
  return ['f', 'female', 'girl', 'woman'].includes(key) ? 'female' : null;
}

/** What a careful reader would ask about a row whose cells could be read. */
export function warningsOf(raw: Raw, values: RowValues): Finding[] {
  return [...aboutPerson(raw, values), ...aboutCase(raw, values), ...aboutNeeds(values), ...aboutText(raw)];
}

function aboutPerson(raw: Raw, values: RowValues): Finding[] {
  const found: Finding[] = [];
  if (!values.name) {
    found.push({
      field: 'name',
      kind: 'error',
      message: 'The row has no name.',
      mend: 'Add the name, or delete the row if it is not a person.',
    });
  }
  if (values.name?.remark) {
    found.push(
      warning(
        'name',
        `"${values.name.remark}" stands behind the name and is kept as a remark.`,
        'Put it in the notes if it matters.',
      ),
    );
  }
  if (raw.sex && !values.sex && !isQuestion(raw.sex)) {
    found.push(
      warning(
        'sex',
        `"${raw.sex}" is neither M nor F, so sex is left as not known.`,
        'Record it on the person after the import.',
      ),
    );
  }
  if (raw.ethnicity && values.ethnicity.status === 'not-understood') {
    found.push(
      warning(
        'ethnicity',
        `"${raw.ethnicity}" fits no single ethnicity code, so it is left as not known.`,
        'Use a code from the 18+1 list, for example W1.',
      ),
    );
  }
  if (lookupKey(raw.ethnicity ?? '') === 'o1') {
    found.push(warning('ethnicity', 'O1 is the old code for Chinese and is read as A4.', 'Check that O1 was meant.'));
  }
  return found;
}

function aboutCase(raw: Raw, values: RowValues): Finding[] {
  const found: Finding[] = [];
  if (raw.role && readRole(raw.role) === null) {
    found.push(
      warning(
        'role',
        `"${raw.role}" is neither victim nor suspect, so the role is left as not known.`,
        'Use victim, suspect or both.',
      ),
    );
  }
  if (values.band && !values.band.suggestion) {
    found.push(
      warning(
        'band',
        `The band "${values.band.raw}" is on neither scale: exploitation (emerging, significant, experiencing) or violence (low, medium, high).`,
        'Select the band when you screen the person again. The word is kept.',
      ),
    );
  }
  for (const [field, owner, label] of [
    ['plan_owner', values.planOwner, 'plan owner'],
    ['lead_professional', values.leadProfessional, 'lead professional'],
  ] as const) {
    if (owner?.kind === 'text') {
      found.push(
        warning(
          field,
          `The ${label} "${owner.text}" is not an e-mail address, so it matches no account.`,
          'Select the account after the import, or write the e-mail address they sign in with.',
        ),
      );
    }
  }
  if (values.planOn && values.screenedOn && values.planOn < values.screenedOn) {
    found.push(
      warning(
        'plan_date',
        `The plan date "${raw.plan_date}" is before the screening "${raw.screened_on}".`,
        'Check both dates.',
      ),
    );
  }
  return found;
}

function aboutNeeds(values: RowValues): Finding[] {
  const needs: [ImportField, NeedReading][] = [
    ['mental_health', values.needs.mentalHealth],
    ['speech_language_communication', values.needs.speechLanguageCommunication],
    ['learning_disability', values.needs.learningDisability],
    ['adverse_childhood_experiences', values.needs.adverseChildhoodExperiences],
  ];
  return needs
    .filter(([, need]) => !need.isUnderstood)
    .map(([field, need]) =>
      warning(
        field,
        `"${need.raw}" is kept as written and counted as not known.`,
        'Use Y, N or ? if one of them is right.',
      ),
    );
}

const fieldsWithText: ImportField[] = [
  'reference',
  'name',
  'address',
  'education',
  'plan_owner',
  'lead_professional',
  'notes',
];

function aboutText(raw: Raw): Finding[] {
  const found: Finding[] = [];
  for (const field of fieldsWithText) {
    // A telephone number (+44 …) or a dash starts like a formula but calls nothing.
    if (/^(=|@|[+-]\s*[a-z]+\s*\()/i.test(raw[field] ?? '')) {
      found.push(
        warning(
          field,
          'The cell holds a formula. It is kept as plain text and does nothing.',
          'Replace it with the words or the address you need.',
        ),
      );
    }
  }
  if (/\bclosed?\b\s*\?|^\s*closed\b/i.test(raw.notes ?? '')) {
    found.push(
      warning(
        'notes',
        'The note suggests that the case may be closed. It is imported as open.',
        'Check, and close the case with the decision and its date if so.',
      ),
    );
  }
  return found;
}

function isQuestion(cell: string): boolean {
  return /^(\?+|-|n\/?k|not known|unknown)$/i.test(cell.trim());
}

function warning(field: ImportField, message: string, mend: string): Finding {
  return { field, kind: 'warning', message, mend };
}
