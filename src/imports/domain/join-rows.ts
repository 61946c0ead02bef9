import { nameSpellings, nameWords } from './compare-name-and-day';
import type { ImportRow } from './import-row';
import { needsOf } from './needs-of-rows';
import type { ProposedPerson } from './proposed-person';
import { screeningsOf, tierOf } from './bands-of-rows';

/** A value that every row which has one agrees on; null when none has, or when they disagree: nothing is chosen by guess. */
function agreed<Value>(values: (Value | null)[]): Value | null {
  const distinct = new Set(values.filter((value) => value !== null));
  return distinct.size === 1 ? ([...distinct][0] ?? null) : null;
}

/**
 * One person from the rows that are that person; nothing any row says is lost (`left-over.ts` gathers the rest).
 *
 * 1. Name and date of birth are those of the first row that has them; other spellings become aliases.
 * 2. Sex and ethnicity are kept only where the rows agree.
 * 3. The plan is the newest; its owner and lead are those of its row, else of the first row that names one.
 * 4. The next review is the earliest: joining rows must never hide that a review is overdue.
 * @param isOwnReference whether no other person of the file bears this reference
 */
export function joinRows(
  rows: ImportRow[],
  today: string,
  isOwnReference: (reference: string) => boolean,
): ProposedPerson {
  const names = rows.flatMap((row) => (row.values.name ? [row.values.name] : []));
  const [name] = names;
  const planned = rows
    .filter((row) => row.values.planOn !== null && row.values.planOn <= today)
    .sort((a, b) => (b.values.planOn ?? '').localeCompare(a.values.planOn ?? ''));
  const [planRow] = planned;
  const byPlan = [...planned, ...rows.filter((row) => !planned.includes(row))];
  const reviews = rows
    .flatMap(({ rowNumber, values }) => (values.nextReviewOn ? [{ rowNumber, on: values.nextReviewOn }] : []))
    .sort((a, b) => a.on.localeCompare(b.on));
  const dateOfBirth = rows.find((row) => row.values.dateOfBirth)?.values.dateOfBirth ?? null;
  return {
    rows,
    // A single name is a name all the same; which half it is, nobody knows.
    givenName: name?.givenName || name?.familyName || '',
    familyName: name?.givenName ? name.familyName : '',
    aliases: aliasesOf(names),
    dateOfBirth,
    sex: agreed(rows.map((row) => row.values.sex)) ?? 'not_recorded',
    ethnicity: ethnicityOf(rows),
    identifiers: identifiersOf(rows, isOwnReference),
    addresses: addressesOf(rows),
    education: educationOf(rows),
    isExperiencing: rows.some((row) => row.values.role.isExperiencing) || null,
    isPerpetrating: rows.some((row) => row.values.role.isPerpetrating) || null,
    ...tierOf(rows),
    screenings: screeningsOf(rows, today, dateOfBirth),
    plan: planRow?.values.planOn
      ? { rowNumber: planRow.rowNumber, plannedOn: planRow.values.planOn, needs: needsOf(rows) }
      : null,
    planOwner: byPlan.find((row) => row.values.planOwner)?.values.planOwner ?? null,
    leadProfessional: byPlan.find((row) => row.values.leadProfessional)?.values.leadProfessional ?? null,
    nextReview: reviews[0] ?? null,
  };
}

function aliasesOf(names: { givenName: string; familyName: string; alias: string | null }[]): string[] {
  const spellings = new Map<string, string>();
  for (const { givenName, familyName } of names) {
    const key = nameSpellings(nameWords({ givenName, familyName })).sort()[0] ?? '';
    if (!spellings.has(key)) spellings.set(key, `${givenName} ${familyName}`.trim());
  }
  const others = [...spellings.values()].slice(1);
  return [...new Set([...others, ...names.flatMap(({ alias }) => alias ?? [])])];
}

function ethnicityOf(rows: ImportRow[]): string {
  const stated = rows.flatMap(({ values }) => (values.ethnicity.status === 'stated' ? [values.ethnicity.code] : []));
  if (stated.length > 0) return agreed(stated) ?? 'not_asked';
  return rows.some(({ values }) => values.ethnicity.status === 'not-stated') ? 'NS' : 'not_asked';
}

function identifiersOf(
  rows: ImportRow[],
  isOwnReference: (reference: string) => boolean,
): ProposedPerson['identifiers'] {
  const found = rows.flatMap(({ values }) => [
    { kind: 'nhs' as const, value: values.nhsNumber },
    { kind: 'pnc' as const, value: values.pncId },
    {
      kind: 'local_reference' as const,
      value: values.reference && isOwnReference(values.reference) ? values.reference : null,
    },
  ]);
  return distinct(found.flatMap(({ kind, value }) => (value ? [{ kind, value }] : [])));
}

const addressKinds = {
  address: 'home',
  'no-fixed-abode': 'no_fixed_address',
  'placed-out-of-area': 'placed_out_of_area',
} as const;

function addressesOf(rows: ImportRow[]): ProposedPerson['addresses'] {
  return distinct(
    rows.flatMap(({ values: { address } }) =>
      address ? [{ lines: linesOf(address), postcode: address.postcode, kind: addressKinds[address.kind] }] : [],
    ),
  );
}

/** The address without a postcode at its end, which is kept apart. */
function linesOf({ text, postcode }: { text: string; postcode: string | null }): string {
  if (postcode === null) return text;
  const lines = text.replace(new RegExp(`[,\\s]*${postcode.replace(' ', ' ?')}$`, 'i'), '');
  return lines === '' ? text : lines;
}

const educationStatuses = {
  setting: 'on_roll',
  'not-in-education-employment-or-training': 'neet',
  'electively-home-educated': 'home_educated',
  'not-known': 'not_known',
} as const;

function educationOf(rows: ImportRow[]): ProposedPerson['education'] {
  return distinct(
    rows.flatMap(({ values: { education } }) =>
      education ? [{ status: educationStatuses[education.kind], setting: education.setting }] : [],
    ),
  );
}

function distinct<Value>(values: Value[]): Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
