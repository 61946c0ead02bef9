import type { Day } from '../../shared/day';
import type { ImportPlan } from '../domain/import-plan';
import type { ImportRow } from '../domain/import-row';
import type { ImportPreview } from '../import-previews';
import { countsOf } from '../preview-counts';
import { findingsOf } from '../row-findings';

/** The preview as JSON: the same content as the page, row by row. */
export function previewResponse({ plan, sheet, key, panel }: ImportPreview, today: Day): object {
  return {
    previewKey: key,
    panel: panel?.name ?? null,
    headerRow: sheet.headerRow,
    ignoredColumns: sheet.columns.unrecognised.map(({ heading }) => heading),
    counts: countsOf(plan, today),
    made: plan.made.map((person) => ({
      rows: numbers(person.rows),
      givenName: person.givenName,
      familyName: person.familyName,
      dateOfBirth: person.dateOfBirth,
      tier: person.tier,
      isTierCertain: person.isTierCertain,
      isExperiencing: person.isExperiencing,
      isPerpetrating: person.isPerpetrating,
      plannedOn: person.plan?.plannedOn ?? null,
      planOwnerId: plan.planOwnerOf(person),
      leadProfessionalId: plan.leadProfessionalOf(person),
      nextReviewOn: person.nextReview?.on ?? null,
      findings: findingsOf(person.rows),
    })),
    heldBack: plan.heldBack.map(({ rows, why, message, mend }) => ({ rows: numbers(rows), why, message, mend })),
    importedBefore: plan.importedBefore.map(({ row }) => row.rowNumber),
    changed: numbers(plan.changed),
    copies: plan.copies.map(({ row, copyOf }) => ({ row: row.rowNumber, copyOf })),
    questions: questionsOf(plan),
  };
}

function questionsOf(plan: ImportPlan): object {
  return {
    samePeople: plan.samePeople.map(({ key, rows, agrees, differs, answer, mayBeOne }) => ({
      key,
      rows: numbers(rows),
      agrees,
      differs,
      answer,
      answers: mayBeOne ? ['one_person', 'different_people'] : ['different_people'],
      findings: findingsOf(rows),
    })),
    alreadyRecorded: plan.alreadyRecorded.map(({ key, rows, candidates, changes, isChangedRow, answer }) => ({
      key,
      rows: numbers(rows),
      isChangedRow,
      changes,
      answer,
      findings: findingsOf(rows),
      candidates: candidates.map(({ person, agrees, differs }) => ({
        individualId: person.id,
        reference: person.reference,
        agrees,
        differs,
      })),
    })),
    owners: plan.ownersWithoutAccount.map(({ key, words, rowNumbers, answer }) => ({
      key,
      words,
      rows: rowNumbers,
      isAnswered: answer !== undefined,
      userId: answer ?? null,
    })),
    withoutDateOfBirth: plan.withoutDateOfBirth.map(({ row, isTicked }) => ({ row: row.rowNumber, isTicked })),
  };
}

const numbers = (rows: ImportRow[]): number[] => rows.map((row) => row.rowNumber);
