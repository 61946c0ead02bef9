import { type ImportChoices, NEW_PERSON, questionKey } from './choices';
import { lookupKey, normaliseText } from './clean-text';
import type { FindSamePeople, KnownPerson } from './find-same-people';
import type { CellChange, RecordedPerson, RecordedQuestion } from './import-plan';
import type { ImportRow } from './import-row';
import { IMPORT_FIELDS } from './left-over';
import { personOfRow } from './same-person';

/** Rows that are to become one person. */
export type OpenUnit = ImportRow[];

/**
 * Asks whether rows are somebody already recorded: a reference that was imported before, or a likeness by the rule of
 * `compare-people.ts`. Only people the coordinator may see are compared, so a question never reveals anyone else.
 */
export function questionAboutRecorded(people: RecordedPerson[], search: FindSamePeople, choices: ImportChoices) {
  const byId = new Map(people.map((person) => [person.id, person]));
  const byReference = new Map<string, RecordedPerson>();
  for (const person of people) {
    if (person.importedCells.length === 0) continue;
    for (const reference of person.localReferences) byReference.set(lookupKey(reference), person);
  }
  return (unit: OpenUnit): RecordedQuestion | null => {
    const candidates = new Map<string, RecordedQuestion['candidates'][number]>();
    const changes: CellChange[] = [];
    let isChangedRow = false;
    for (const row of unit) {
      const imported = row.values.reference ? byReference.get(lookupKey(row.values.reference)) : undefined;
      if (imported) {
        isChangedRow = true;
        changes.push(...changesOf(row, imported));
        candidates.set(imported.id, { person: imported, agrees: [], differs: [] });
      }
      const asked = personOfRow(row);
      for (const match of asked ? search(asked) : []) {
        const person = byId.get(match.id);
        if (person && !candidates.has(match.id))
          candidates.set(match.id, { person, agrees: match.agrees, differs: match.differs });
      }
    }
    if (candidates.size === 0) return null;
    const key = questionKey(unit.map((row) => row.rowNumber));
    const given = choices.alreadyRecorded[key];
    const isPossible = given === NEW_PERSON || (given !== undefined && candidates.has(given));
    return {
      key,
      rows: unit,
      candidates: [...candidates.values()],
      changes,
      isChangedRow,
      answer: isPossible ? given : null,
    };
  };
}

/** A recorded person under each name and number they are known by. */
export function matchableAs(person: RecordedPerson): KnownPerson[] {
  const { id, givenName, familyName, dateOfBirth, nhsNumbers, pncIds } = person;
  const names = [{ givenName, familyName }, ...person.aliases.map((alias) => ({ givenName: alias, familyName: '' }))];
  const numbers = Array.from({ length: Math.max(1, nhsNumbers.length, pncIds.length) }, (_none, at) => ({
    nhsNumber: nhsNumbers[at] ?? nhsNumbers[0] ?? null,
    pncId: pncIds[at] ?? pncIds[0] ?? null,
  }));
  return names.flatMap((name) => numbers.map((number) => ({ id, dateOfBirth, ...name, ...number })));
}

/** What the row says now that it did not say when its reference was imported. */
function changesOf(row: ImportRow, person: RecordedPerson): CellChange[] {
  const reference = lookupKey(row.values.reference ?? '');
  const before = person.importedCells.find((cells) => lookupKey(cells.reference ?? '') === reference) ?? {};
  return IMPORT_FIELDS.flatMap((field) => {
    const [was, is] = [before[field] ?? '', row.raw[field] ?? ''];
    return normaliseText(was) === normaliseText(is) ? [] : [{ field, before: was, now: is }];
  });
}
