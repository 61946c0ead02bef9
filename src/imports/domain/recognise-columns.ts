import { lookupKey } from './clean-text';

/** Each field with the headings people use for it, in lower case without punctuation; words in brackets are ignored. */
const headings = {
  reference: [
    'ref',
    'reference',
    'ref no',
    'ref number',
    'case ref',
    'case reference',
    'mace ref',
    'case no',
    'case number',
  ],
  name: [
    'name',
    'full name',
    'young person',
    'child',
    'child name',
    'name of child',
    'name of young person',
    'yp name',
    'young persons name',
    'childs name',
    'individual',
    'subject',
    'client name',
  ],
  given_name: ['first name', 'first names', 'forename', 'forenames', 'given name', 'given names'],
  family_name: ['surname', 'last name', 'family name'],
  date_of_birth: ['dob', 'date of birth', 'birth date', 'birthdate', 'born'],
  sex: ['m f', 'f m', 'sex', 'gender', 'sex gender', 'gender sex'],
  ethnicity: [
    'ethnicity',
    'ethnic origin',
    'ethnic group',
    'ethnic code',
    'ethnicity code',
    'self defined ethnicity',
    'sde',
    '18 1',
  ],
  nhs_number: ['nhs no', 'nhs number', 'nhs num', 'nhs', 'nhs id'],
  pnc_id: ['pnc', 'pnc id', 'pnc no', 'pnc number', 'pncid'],
  address: ['address', 'home address', 'current address', 'lives at', 'addr'],
  education: [
    'school ete',
    'school',
    'ete',
    'education',
    'school college',
    'education provider',
    'education setting',
    'school or ete',
  ],
  role: [
    'victim suspect',
    'suspect victim',
    'v s',
    's v',
    'role',
    'victim or suspect',
    'victim perpetrator',
    'victim perp',
    'vs',
  ],
  band: ['band', 'risk band', 'risk', 'risk level', 'level', 'rag', 'banding'],
  screened_on: ['screened', 'screened on', 'screening date', 'date screened', 'date of screening', 'screened date'],
  plan_date: [
    'plan date',
    'date of plan',
    'plan dated',
    'plan written',
    'plan started',
    'isp date',
    'support plan date',
  ],
  plan_owner: ['plan owner', 'owner', 'owner of plan', 'plan lead', 'plan owned by'],
  lead_professional: [
    'lead prof',
    'lead professional',
    'lead',
    'lp',
    'lead worker',
    'lead practitioner',
    'key worker',
    'keyworker',
  ],
  next_review: [
    'next review',
    'review due',
    'review date',
    'next review date',
    'next review due',
    'date of next review',
    'review',
    'review due date',
  ],
  mental_health: ['mh', 'mental health', 'mental health needs'],
  speech_language_communication: [
    'slcn',
    'salt',
    'speech and language',
    'speech language and communication',
    'speech language communication',
    'slc',
    'slcn needs',
  ],
  learning_disability: [
    'ld',
    'learning disability',
    'learning disabilities',
    'learning difficulty',
    'learning difficulties',
    'ld send',
    'send',
  ],
  adverse_childhood_experiences: ['aces', 'ace', 'adverse childhood experiences', 'ace score', 'aces score'],
  notes: ['notes', 'note', 'comments', 'comment', 'remarks', 'additional information'],
} as const satisfies Record<string, readonly string[]>;

export type ImportField = keyof typeof headings;

export interface RecognisedColumn {
  /** Position in the record, from 0. */
  at: number;
  heading: string;
  field: ImportField;
}

export interface Columns {
  recognised: RecognisedColumn[];
  unrecognised: { at: number; heading: string }[];
}

const fieldOfHeading = new Map<string, ImportField>();
for (const field of fieldNames()) for (const heading of headings[field]) fieldOfHeading.set(heading, field);

/** Reads one record as if it were the header row. */
export function recogniseColumns(cells: string[]): Columns {
  const columns: Columns = { recognised: [], unrecognised: [] };
  cells.forEach((cell, at) => {
    const heading = cell.replace(/\s+/g, ' ').trim();
    const field = fieldOfHeading.get(headingKey(heading));
    if (field) columns.recognised.push({ at, heading, field });
    else if (heading) columns.unrecognised.push({ at, heading });
  });
  return columns;
}

/** How many different fields a record would name, or 0 when it cannot be a header because nobody could be identified by it. */
export function headerScore(columns: Columns): number {
  const fields = new Set(columns.recognised.map((column) => column.field));
  const namesPeople = fields.has('name') || (fields.has('given_name') && fields.has('family_name'));
  return namesPeople && fields.size >= 3 ? fields.size : 0;
}

/** Columns that claim the same field, in the user's words, or null. A full name beside its two halves is such a claim too. */
export function describeClash(columns: Columns): string | null {
  for (const field of fieldNames()) {
    const claims = columns.recognised.filter((column) => column.field === field);
    if (claims.length > 1) return clashOf(claims);
  }
  // Beside a surname, "Name" may mean the first name or the whole: reading either way could lose half of every name.
  const names = columns.recognised.filter(({ field }) => ['name', 'given_name', 'family_name'].includes(field));
  if (names.length > 1 && names.some(({ field }) => field === 'name')) return clashOf(names);
  return null;
}

/** `A`, `B` … `Z`, `AA`: the letter that the spreadsheet shows above a column. */
export function columnLetter(at: number): string {
  const rest = Math.floor(at / 26);
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (at % 26));
}

function clashOf(claims: RecognisedColumn[]): string {
  const named = claims.map((claim) => `"${claim.heading}" (column ${columnLetter(claim.at)})`).join(' and ');
  return `Two or more columns hold the same thing: ${named}. Keep one of them, or rename the others, save as CSV and upload again.`;
}

/** `D.O.B` → `dob`, `School / ETE` → `school ete`, `Notes (2026)` → `notes`. */
function headingKey(heading: string): string {
  return lookupKey(heading)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[.'*:#?]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

function fieldNames(): ImportField[] {
  return Object.keys(headings).filter((name): name is ImportField => name in headings);
}
