import { agesInWords } from '../../individuals';
import { type Colleague, colleagueChoices } from '../../users';
import type { Day } from '../../shared/day';
import { NEW_PERSON } from '../domain/choices';
import type { ImportPlan, OwnerQuestion, RecordedQuestion, SamePeopleQuestion } from '../domain/import-plan';
import { FIELD_WORDS } from '../domain/left-over';
import { columnLetter } from '../domain/recognise-columns';
import type { ImportPreview } from '../import-previews';
import { importPaths } from '../paths';
import { countsOf } from '../preview-counts';
import { findingsOf } from '../row-findings';
import { pageOfList, type PagePlace } from './page-of-list';
import { presentPerson } from './present-person';
import { rowAndRecorded, rowList, rowsSideBySide } from './side-by-side';

const ROWS_A_PAGE = 50;
const QUESTIONS_A_PAGE = 20;

/** The preview as its page shows it: what will be made, what is held back and why, and what only a person can answer. */
export function presentPreview(
  preview: ImportPreview,
  colleagues: Colleague[],
  shown: { place: PagePlace; today: Day; stoppedBecause: string | null | undefined },
) {
  const { record, plan, sheet, panel, key } = preview;
  const href = importPaths.preview(record.id);
  const counts = countsOf(plan, shown.today);
  const list = <From, Entry>(id: string, size: number, from: From[], present: (entry: From) => Entry) =>
    pageOfList(from, present, { id, size, href, place: shown.place });
  return {
    backHref: importPaths.list,
    stoppedBecause: shown.stoppedBecause,
    fileName: record.file_name,
    version: record.version,
    previewKey: key,
    panelName: panel?.name ?? null,
    agesWords: panel && agesInWords({ ...panel, panel: panel.name }),
    paths: {
      choices: importPaths.choices(record.id),
      confirmation: importPaths.confirmation(record.id),
      abandonment: importPaths.abandonment(record.id),
    },
    headerRow: sheet.headerRow,
    boxes: boxesOf(plan, counts),
    counts,
    canConfirm: plan.made.length + plan.added.length > 0 && panel !== null,
    made: list('made', ROWS_A_PAGE, plan.made, (person) => presentPerson(person, preview)),
    heldBack: list('held-back', ROWS_A_PAGE, plan.heldBack, ({ rows, message, mend }) => ({
      rows: rowList(rows),
      names: [...new Set(rows.slice(0, 6).map((row) => row.raw.name ?? 'No name'))].join('; '),
      message,
      mend,
    })),
    samePeople: list('same-people', QUESTIONS_A_PAGE, plan.samePeople, samePeopleView),
    alreadyRecorded: list('already-recorded', QUESTIONS_A_PAGE, plan.alreadyRecorded, recordedView),
    withoutDateOfBirth: list('date-of-birth', ROWS_A_PAGE, plan.withoutDateOfBirth, ({ row, isTicked }) => ({
      rowNumber: row.rowNumber,
      name: row.raw.name ?? '',
      written: row.raw.date_of_birth ?? '',
      isTicked,
    })),
    owners: list('owners', ROWS_A_PAGE, plan.ownersWithoutAccount, (owner) => ownerView(owner, colleagues)),
    importedBefore: list('imported-before', ROWS_A_PAGE, plan.importedBefore, ({ row }) => ({
      rowNumber: row.rowNumber,
      name: row.raw.name ?? '',
    })),
    copies: list('copies', ROWS_A_PAGE, plan.copies, ({ row, copyOf }) => ({ rowNumber: row.rowNumber, copyOf })),
    ignoredColumns: sheet.columns.unrecognised.map(({ at, heading }) => ({ letter: columnLetter(at), heading })),
    blankRows: plan.blankRows,
  };
}

function boxesOf(plan: ImportPlan, counts: ReturnType<typeof countsOf>) {
  const { made, rowsHeldBack, openQuestions, ownersWithoutAccount, importedBefore, changed } = counts;
  const box = (count: number, label: string, href: string, linkText: string, tagClasses = 'govuk-tag--grey') => ({
    count,
    label,
    tagClasses,
    isOverdue: false,
    ...(count > 0 ? { href, linkText } : {}),
  });
  const asked = plan.samePeople.some(({ answer }) => answer === null) ? '#same-people' : '#already-recorded';
  return [
    box(made, 'People will be made', '#made', 'See who will be made', 'govuk-tag--green'),
    box(rowsHeldBack, 'Rows held back', '#held-back', 'See why and how to mend it', 'govuk-tag--orange'),
    box(openQuestions, 'Questions to answer', asked, 'Answer the questions', 'govuk-tag--orange'),
    box(ownersWithoutAccount, 'Owners without account', '#owners', 'Match owners to accounts', 'govuk-tag--yellow'),
    box(importedBefore, 'Rows imported before', '#imported-before', 'See rows imported before'),
    box(changed, 'Rows changed since', '#already-recorded', 'See what changed'),
  ];
}

const samePeopleView = (question: SamePeopleQuestion) => ({
  key: question.key,
  name: `samePeople.${question.key}`,
  rows: rowList(question.rows),
  mayBeOne: question.mayBeOne,
  answer: question.answer,
  table: rowsSideBySide(question),
  findings: findingsOf(question.rows),
});

const recordedView = (question: RecordedQuestion) => ({
  key: question.key,
  name: `alreadyRecorded.${question.key}`,
  rows: rowList(question.rows),
  answer: question.answer,
  isChangedRow: question.isChangedRow,
  changes: question.changes.map((change) => ({ ...change, field: FIELD_WORDS[change.field] })),
  table: rowAndRecorded(question),
  findings: findingsOf(question.rows),
  choices: [
    ...question.candidates.slice(0, 3).map(({ person }) => ({
      value: person.id,
      text: `The same person as ${person.reference}: keep the row as a note on that record`,
    })),
    { value: NEW_PERSON, text: 'A different person: make a new record' },
  ],
});

function ownerView({ key, words, rowNumbers, answer }: OwnerQuestion, colleagues: Colleague[]) {
  const [nobody, ...people] = colleagueChoices(colleagues, answer);
  return {
    name: `owners.${key}`,
    words,
    rows:
      rowNumbers.length > 10
        ? `${rowNumbers.slice(0, 10).join(', ')} and ${rowNumbers.length - 10} more`
        : rowNumbers.join(', '),
    items: [nobody, { value: 'nobody', text: 'Nobody yet', selected: answer === null }, ...people],
  };
}
