import { comparePeople, type MatchablePerson, type MatchField, type PersonMatch } from './compare-people';
import type { ImportRow } from './import-row';
import { JoinedSets } from './joined-sets';
import { isNameKey, matchKeys } from './match-keys';

export interface NumberedPerson extends MatchablePerson {
  rowNumber: number;
}

export interface SamePersonGroup {
  /** In the order of the sheet, two or more. */
  rowNumbers: number[];
  /** `same` only when every row hangs together by `same` and no identifier or date of birth disagrees. */
  strength: 'same' | 'possible';
  /** Equal in every pair that was compared. */
  agrees: MatchField[];
  /** Different in at least one pair. */
  differs: MatchField[];
}

export interface SamePeople {
  /** No row is in two groups. */
  groups: SamePersonGroup[];
  /** Rows without a date of birth whose name fits several different people: none of them is chosen. */
  unsettled: { rowNumber: number; mayBe: number[] }[];
}

interface Link extends PersonMatch {
  a: NumberedPerson;
  b: NumberedPerson;
}

/** A key shared by more people than this says little; its people are compared with the first of them only. */
const widestBucket = 60;

/** Groups the rows that look like one person. The order of the rows does not matter. */
export function groupSamePeople(people: NumberedPerson[]): SamePeople {
  const links = linksAmong([...people].sort((a, b) => a.rowNumber - b.rowNumber));
  const isWeak = (link: Link): boolean => isMissingDay(link) && !sharesIdentifier(link);
  const sets = new JoinedSets();
  for (const link of links)
    if (!isWeak(link) || (!link.a.dateOfBirth && !link.b.dateOfBirth)) sets.join(link.a.rowNumber, link.b.rowNumber);
  const unsettled = settleMissingDays(links.filter(isWeak), sets);
  const kept = links.filter((link) => sets.find(link.a.rowNumber) === sets.find(link.b.rowNumber));
  return { groups: groupsOf(sets, kept), unsettled };
}

/** A row as a person to match, or null when it names nobody. */
export function personOfRow(row: ImportRow): NumberedPerson | null {
  const { name, dateOfBirth, nhsNumber, pncId } = row.values;
  if (row.isBlank || !name) return null;
  return {
    rowNumber: row.rowNumber,
    givenName: name.givenName,
    familyName: name.familyName,
    dateOfBirth,
    nhsNumber,
    pncId,
  };
}

function linksAmong(people: NumberedPerson[]): Link[] {
  const buckets = new Map<string, NumberedPerson[]>();
  for (const person of people) {
    for (const key of matchKeys(person)) {
      const bucket = buckets.get(key);
      if (bucket) bucket.push(person);
      else buckets.set(key, [person]);
    }
  }
  const links: Link[] = [];
  const compared = new Set<string>();
  for (const [key, bucket] of buckets) {
    if (bucket.length < 2 || (isNameKey(key) && bucket.every((person) => person.dateOfBirth))) continue;
    forEachPair(bucket, (a, b) => {
      const pair = `${a.rowNumber}|${b.rowNumber}`;
      if (compared.has(pair)) return;
      compared.add(pair);
      const match = comparePeople(a, b);
      if (match) links.push({ ...match, a, b });
    });
  }
  return links;
}

function forEachPair(bucket: NumberedPerson[], visit: (a: NumberedPerson, b: NumberedPerson) => void): void {
  const firsts = bucket.length > widestBucket ? bucket.slice(0, 1) : bucket;
  firsts.forEach((a, at) => bucket.slice(at + 1).forEach((b) => visit(a, b)));
}

/** Joins a row without a date of birth to the one person its name fits; with several it stays apart and is reported. */
function settleMissingDays(links: Link[], sets: JoinedSets): SamePeople['unsettled'] {
  const candidates = new Map<number, Set<number>>();
  for (const { a, b } of links) {
    if (!a.dateOfBirth && !b.dateOfBirth) continue;
    const [dayless, dated] = a.dateOfBirth ? [b, a] : [a, b];
    const root = sets.find(dayless.rowNumber);
    if (root !== sets.find(dated.rowNumber))
      candidates.set(root, (candidates.get(root) ?? new Set()).add(sets.find(dated.rowNumber)));
  }
  const unsettled = [...candidates].filter(([, mayBe]) => mayBe.size > 1);
  for (const [root, mayBe] of candidates) if (mayBe.size === 1) sets.join(root, [...mayBe][0] ?? root);
  return unsettled
    .map(([rowNumber, mayBe]) => ({ rowNumber, mayBe: [...mayBe].sort((a, b) => a - b) }))
    .sort((a, b) => a.rowNumber - b.rowNumber);
}

function groupsOf(sets: JoinedSets, links: Link[]): SamePersonGroup[] {
  const sure = new JoinedSets();
  const linksByRoot = new Map<number, Link[]>();
  for (const link of links) {
    const root = sets.find(link.a.rowNumber);
    const own = linksByRoot.get(root);
    if (own) own.push(link);
    else linksByRoot.set(root, [link]);
    if (link.strength === 'same') sure.join(link.a.rowNumber, link.b.rowNumber);
  }
  return [...linksByRoot]
    .map(([root, own]) => groupOf(sets.membersOf(root), own, sure))
    .sort((a, b) => (a.rowNumbers[0] ?? 0) - (b.rowNumbers[0] ?? 0));
}

function groupOf(rowNumbers: number[], links: Link[], sure: JoinedSets): SamePersonGroup {
  const people = new Map(links.flatMap(({ a, b }) => [[a.rowNumber, a] as const, [b.rowNumber, b] as const]));
  const conflicts = (field: 'nhsNumber' | 'pncId' | 'dateOfBirth'): boolean =>
    new Set([...people.values()].map((person) => person[field]).filter((value) => value !== null)).size > 1;
  const hangsTogether = rowNumbers.every((row) => sure.find(row) === sure.find(rowNumbers[0] ?? row));
  const isSame = hangsTogether && !conflicts('nhsNumber') && !conflicts('pncId') && !conflicts('dateOfBirth');
  const differs = new Set(links.flatMap((link) => link.differs));
  if (conflicts('nhsNumber')) differs.add('nhs_number');
  if (conflicts('pncId')) differs.add('pnc_id');
  if (conflicts('dateOfBirth')) differs.add('date_of_birth');
  const fields: MatchField[] = ['name', 'date_of_birth', 'nhs_number', 'pnc_id'];
  return {
    rowNumbers,
    strength: isSame ? 'same' : 'possible',
    agrees: fields.filter((field) => links.every((link) => link.agrees.includes(field))),
    differs: fields.filter((field) => differs.has(field)),
  };
}

function isMissingDay(link: Link): boolean {
  return !link.a.dateOfBirth || !link.b.dateOfBirth;
}

function sharesIdentifier(link: Link): boolean {
  return link.agrees.includes('nhs_number') || link.agrees.includes('pnc_id');
}
