import { checked } from '../../platform/http';
import { type FieldProblem, Invalid } from '../../shared/errors';
import { namedMessage } from '../../web/forms/named-message';
import type { NewReview } from '../new-review';
import { RecordReviewForm } from '../record-review.form';

/** What a browser sent: text, or rows of text. */
export type Typed = Record<string, unknown>;

const NOT_ANSWERS = ['_csrf', 'submissionId', 'version', 'step', 'decision', 'attendees', 'actions', 'actionAnswers'];
const DAY_BOXES = ['day', 'month', 'year'];

/**
 * The answers of the page as the form that page and API share.
 * @throws Invalid naming the boxes of the page
 */
export function reviewFrom(typed: Typed, individualId: string): NewReview {
  try {
    return { ...checked(RecordReviewForm, answersOf(typed)), individualId };
  } catch (error) {
    throw inBoxesOfPage(error);
  }
}

function answersOf(typed: Typed): Typed {
  // What the page does not offer is passed on, so that it is refused and not dropped without a word.
  const plain = Object.entries(typed).filter(
    ([name]) => !NOT_ANSWERS.includes(name) && !/^(heldOn|nextDueOn)-/.test(name),
  );
  return {
    ...Object.fromEntries(plain),
    scheduleVersion: Number(typed['version']),
    heldOn: dayTyped(typed, 'heldOn'),
    nextDueOn: dayTyped(typed, 'nextDueOn'),
    ...decisionOf(typed),
    attendees: attendeeRows(typed).map(({ attended, reportReceived, ...row }) => ({
      ...row,
      attended: YES_NO.get(attended),
      reportReceived: reportReceived === 'yes',
    })),
    actions: actionRows(typed).map((row) => ({ ...withoutBoxes(row), dueOn: dayTyped(row, 'dueOn') })),
    actionAnswers: answerRows(typed).map(({ version, ...row }) => ({ ...row, version: Number(version) })),
  };
}

const YES_NO = new Map<unknown, boolean>([
  ['yes', true],
  ['no', false],
]);

/** The rows with something in them: a row left blank is no person. */
export const attendeeRows = (typed: Typed): Typed[] =>
  filledRows(typed['attendees'], ['name', 'role', 'agencyId', 'contribution']);

/** One for each open action the page asked about. */
export const answerRows = (typed: Typed): Typed[] => filledRows(typed['actionAnswers'], ['actionId']);

export const actionRows = (typed: Typed): Typed[] =>
  filledRows(typed['actions'], ['description', 'ownerId', 'kind', ...DAY_BOXES.map((part) => `dueOn-${part}`)]);

function filledRows(value: unknown, boxes: string[]): Typed[] {
  const rows: unknown[] = Array.isArray(value) ? value : isTyped(value) ? Object.values(value) : [];
  return rows.filter(isTyped).filter((row) => boxes.some((box) => String(row[box] ?? '').trim() !== ''));
}

export const isTyped = (value: unknown): value is Typed =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `step_up.critical` is a decision and the tier it leads to. */
function decisionOf(typed: Typed): { decision: string; newTier: string | null } {
  const [decision = '', newTier = null] = String(typed['decision'] ?? '').split('.');
  return { decision, newTier };
}

/** `2026-3-9` stays as it was typed when it is no date, so that the form's own rule says so. */
export function dayTyped(typed: Typed, field: string): string | undefined {
  const [day = '', month = '', year = ''] = DAY_BOXES.map((part) => String(typed[`${field}-${part}`] ?? '').trim());
  if (day === '' && month === '' && year === '') return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const withoutBoxes = (row: Typed): Typed =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith('dueOn-')));

/** The same refusal, naming the boxes a person sees. */
export function inBoxesOfPage(error: unknown): unknown {
  return error instanceof Invalid ? new Invalid(error.problems.map(boxOf), error.message) : error;
}

/** A problem under the name of its box; in a row of many alike, saying which. */
export function boxOf({ field, message }: FieldProblem): FieldProblem {
  if (field === 'newTier') return { field: 'decision', message };
  const [, list = '', at] = /^(attendees|actions|actionAnswers)\.(\d+)\./.exec(field) ?? [];
  const row = ROWS.get(list);
  return {
    field: /(^|\.)(heldOn|dueOn|nextDueOn)$/.test(field) ? `${field}-day` : field,
    message: row === undefined ? message : namedMessage(`${row} ${Number(at) + 1}`, message),
  };
}

/** What the page calls a row of each list. */
const ROWS = new Map([
  ['attendees', 'Person'],
  ['actions', 'Action'],
  ['actionAnswers', 'Open action'],
]);

/** Everything typed as the hidden fields that bring it back. */
export function hiddenFieldsOf(typed: Typed): { name: string; value: string }[] {
  const kept = Object.entries(typed).filter(([name]) => !['_csrf', 'submissionId', 'step'].includes(name));
  return kept.flatMap(([name, value]) => flatten(name, value));
}

function flatten(name: string, value: unknown): { name: string; value: string }[] {
  if (typeof value === 'string') return [{ name, value }];
  if (Array.isArray(value)) return value.flatMap((entry, at) => flatten(`${name}[${at}]`, entry));
  if (!isTyped(value)) return [];
  return Object.entries(value).flatMap(([key, entry]) => flatten(`${name}[${key}]`, entry));
}
