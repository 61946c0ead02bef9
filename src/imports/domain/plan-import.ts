import { type ImportChoices, NEW_PERSON, ownerKey, questionKey } from './choices';
import { lookupKey } from './clean-text';
import type { MatchField } from './compare-people';
import { searchAmong } from './find-same-people';
import type { HeldBack, ImportFacts, ImportPlan, SamePeopleQuestion } from './import-plan';
import type { ImportRow } from './import-row';
import { joinRows } from './join-rows';
import { matchableAs, type OpenUnit, questionAboutRecorded } from './recorded-questions';
import type { OwnerReading } from './read-owner';
import { groupSamePeople, personOfRow } from './same-person';
import { sortRows } from './sort-rows';

/** What confirming a file would do, given what is recorded and what the coordinator has answered. Pure: the same in, the same out. */
export function planImport(rows: ImportRow[], facts: ImportFacts, choices: ImportChoices): ImportPlan {
  const sorted = sortRows(rows, facts);
  const { units, samePeople, heldBack: unanswered } = unitsOf(sorted.open, facts, choices);
  const plan: ImportPlan = {
    ...sorted,
    heldBack: [...sorted.heldBack, ...unanswered],
    made: [],
    added: [],
    changed: [],
    samePeople,
    alreadyRecorded: [],
    ownersWithoutAccount: ownersWithoutAccount(sorted.open, facts, choices),
    withoutDateOfBirth: [],
    planOwnerOf: ({ planOwner }) => accountOf(planOwner, facts, choices),
    leadProfessionalOf: ({ leadProfessional }) => accountOf(leadProfessional, facts, choices),
  };
  const ask = questionAboutRecorded(facts.people, searchAmong(facts.people.flatMap(matchableAs)), choices);
  const isOwnReference = bearersOf(units);
  for (const unit of units) {
    const question = ask(unit);
    if (question) plan.alreadyRecorded.push(question);
    if (question && question.answer !== NEW_PERSON) {
      if (question.answer !== null) plan.added.push({ rows: unit, individualId: question.answer });
      else if (question.isChangedRow) plan.changed.push(...unit);
      else plan.heldBack.push(maybeRecorded(unit));
      continue;
    }
    const unreadable = unreadableDateOfBirth(unit);
    const isTicked = unreadable !== null && choices.withoutDateOfBirth[String(unreadable.rowNumber)] === true;
    if (unreadable) plan.withoutDateOfBirth.push({ row: unreadable, isTicked });
    if (unreadable && !isTicked) {
      plan.heldBack.push(withoutBirthday(unit, unreadable));
      continue;
    }
    const person = joinRows(unit, facts.today, isOwnReference);
    const problem = facts.ageProblemOf(person.dateOfBirth);
    if (problem) plan.heldBack.push({ rows: unit, why: 'outside_ages', ...problem });
    else plan.made.push(person);
  }
  plan.heldBack.sort((a, b) => first(a.rows) - first(b.rows));
  return plan;
}

/** The open rows as people: each row one, or several rows one where they are the same without doubt or by answer. */
function unitsOf(open: ImportRow[], facts: ImportFacts, choices: ImportChoices) {
  const rowOf = new Map(open.map((row) => [row.rowNumber, row]));
  const rowsOf = (numbers: number[]): ImportRow[] => numbers.flatMap((number) => rowOf.get(number) ?? []);
  const isKnownReference = knownReferences(facts);
  // A row of somebody imported before belongs to that record, not to its neighbours in the file.
  const fresh = open.filter((row) => !isKnownReference(row));
  const { groups, unsettled } = groupSamePeople(fresh.flatMap((row) => personOfRow(row) ?? []));
  const units: OpenUnit[] = [];
  const heldBack: HeldBack[] = [];
  const samePeople: SamePeopleQuestion[] = [];
  const taken = new Set<number>();
  const mayBeOf = new Map(unsettled.map(({ rowNumber, mayBe }) => [rowNumber, mayBe]));
  for (const group of groups) {
    group.rowNumbers.forEach((number) => taken.add(number));
    const members = rowsOf(group.rowNumbers);
    const key = questionKey(group.rowNumbers);
    const answer = choices.samePeople[key] ?? null;
    if (group.strength === 'possible') {
      samePeople.push({ key, rows: members, agrees: group.agrees, differs: group.differs, answer, mayBeOne: true });
    }
    if (group.strength === 'same' || answer === 'one_person') units.push(members);
    else if (answer === 'different_people') units.push(...members.map((row) => [row]));
    else heldBack.push(mayBeSame(members, group.differs));
  }
  for (const row of open) if (!taken.has(row.rowNumber)) units.push([row]);
  const settled = units.filter((unit) => {
    const mayBe = mayBeOf.get(first(unit));
    if (!mayBe) return true;
    const rows = [...unit, ...rowsOf(mayBe)];
    const key = questionKey(rows.map((row) => row.rowNumber));
    const answer = choices.samePeople[key] === 'different_people' ? ('different_people' as const) : null;
    samePeople.push({ key, rows, agrees: ['name'], differs: [], answer, mayBeOne: false });
    if (answer === null) heldBack.push(fitsSeveral(unit, mayBe));
    return answer !== null;
  });
  return { units: settled.sort((a, b) => first(a) - first(b)), samePeople, heldBack };
}

function knownReferences({ people }: ImportFacts): (row: ImportRow) => boolean {
  const known = new Set(
    people.flatMap(({ importedCells, localReferences }) =>
      importedCells.length > 0 ? localReferences.map((reference) => lookupKey(reference)) : [],
    ),
  );
  return ({ values: { reference } }) => reference !== null && known.has(lookupKey(reference));
}

/** Whether a reference stands for one person of the file only; one that two people bear identifies neither. */
function bearersOf(units: OpenUnit[]): (reference: string) => boolean {
  const bearers = new Map<string, number>();
  for (const unit of units) {
    const own = new Set(unit.flatMap(({ values }) => (values.reference ? [lookupKey(values.reference)] : [])));
    for (const reference of own) bearers.set(reference, (bearers.get(reference) ?? 0) + 1);
  }
  return (reference) => (bearers.get(lookupKey(reference)) ?? 0) <= 1;
}

function accountOf(owner: OwnerReading | null, facts: ImportFacts, choices: ImportChoices): string | null {
  if (owner === null) return null;
  const known = owner.kind === 'email' ? facts.accounts.get(owner.email)?.id : undefined;
  return known ?? choices.owners[ownerKey(wordsOf(owner))] ?? null;
}

const wordsOf = (owner: OwnerReading): string => (owner.kind === 'email' ? owner.email : owner.text);

function ownersWithoutAccount(
  rows: ImportRow[],
  facts: ImportFacts,
  choices: ImportChoices,
): ImportPlan['ownersWithoutAccount'] {
  const found = new Map<string, { words: string; rowNumbers: number[] }>();
  for (const { rowNumber, values } of rows) {
    for (const owner of [values.planOwner, values.leadProfessional]) {
      if (!owner || (owner.kind === 'email' && facts.accounts.has(owner.email))) continue;
      const key = ownerKey(wordsOf(owner));
      const entry = found.get(key) ?? { words: wordsOf(owner), rowNumbers: [] };
      if (entry.rowNumbers.at(-1) !== rowNumber) entry.rowNumbers.push(rowNumber);
      found.set(key, entry);
    }
  }
  return [...found].map(([key, entry]) => ({ key, ...entry, answer: choices.owners[key] }));
}

function unreadableDateOfBirth(unit: OpenUnit): ImportRow | null {
  if (unit.some((row) => row.values.dateOfBirth)) return null;
  return unit.find(hasUnreadableDateOfBirth) ?? null;
}

const hasUnreadableDateOfBirth = ({ findings }: ImportRow): boolean =>
  findings.some(({ field, kind }) => field === 'date_of_birth' && kind === 'error');

const first = (rows: ImportRow[]): number => rows[0]?.rowNumber ?? 0;

function withoutBirthday(rows: OpenUnit, { findings }: ImportRow): HeldBack {
  const finding = findings.find(({ field, kind }) => field === 'date_of_birth' && kind === 'error');
  return {
    rows,
    why: 'date_of_birth',
    message: finding?.message ?? 'The date of birth cannot be read.',
    mend: `${finding?.mend ?? 'Correct it.'} Or, if you know by other means that their age is one the panel takes, say so below: they are made with date of birth not known.`,
  };
}

const doubtWords: Record<MatchField, string> = {
  name: 'the name',
  date_of_birth: 'the date of birth',
  nhs_number: 'the NHS number',
  pnc_id: 'the PNC number',
};

function mayBeSame(rows: OpenUnit, differs: MatchField[]): HeldBack {
  const doubt =
    differs.length > 0
      ? `differs in ${differs.map((field) => doubtWords[field]).join(' and ')}`
      : rows.some(hasUnreadableDateOfBirth)
        ? 'has a date of birth that cannot be read'
        : 'lacks a date of birth';
  const numbers = rows.map((row) => row.rowNumber).slice(0, 10);
  return {
    rows,
    why: 'same_people',
    message: `Rows ${numbers.join(', ')} look like the same person, but one ${doubt}.`,
    mend: 'Say below whether they are one person.',
  };
}

const fitsSeveral = (rows: OpenUnit, mayBe: number[]): HeldBack => ({
  rows,
  why: 'unsettled',
  message: `${rows.some(hasUnreadableDateOfBirth) ? 'The date of birth cannot be read' : 'There is no date of birth'}, and the name fits rows ${mayBe.slice(0, 10).join(', ')}, which are different people.`,
  mend: 'Write the date of birth in the sheet, or say below that this is another person.',
});

const maybeRecorded = (rows: OpenUnit): HeldBack => ({
  rows,
  why: 'already_recorded',
  message: 'This looks like somebody who is already recorded.',
  mend: 'Say below whether it is the same person.',
});
