import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Min } from 'class-validator';
import { type Tier, TIERS } from '../../individuals';
import { PERSON_VIEW_ANSWERS } from '../../reviews';
import { type FieldProblem, Invalid } from '../../shared/errors';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { namedMessage } from '../../web/forms/named-message';
import { typedText } from '../../web/forms/typed-text';
import { BlankIsNull } from '../../web/forms/text-fields';
import { voiceProblems } from '../check-decision';
import { DecisionFields, MeetingActionFields } from '../decision.fields';
import type { ActionFromMeeting, PanelDecision } from '../panel-decision';

/** Rows of the page's action form. More are added from the case's own pages. */
export const ACTION_ROWS = 5;

/** What the page asks beside what the API asks too: the version it was made from. */
export class DecideItemForm extends DecisionFields {
  @Transform(({ value }: { value: unknown }) => Number(value))
  @IsInt({ message: 'Open the page again' })
  @Min(1, { message: 'Open the page again' })
  version!: number;

  @BlankIsNull()
  @IsOptional()
  @IsIn(TIERS, { message: 'Select a tier' })
  newTier?: Tier | null;
}

/** @throws Invalid naming every answer that is wrong, those of the action rows by row */
export function decisionOf(body: Record<string, unknown>): Omit<PanelDecision, 'meetingId' | 'itemId'> {
  const problems: FieldProblem[] = [];
  const own = Object.fromEntries(Object.entries(body).filter(([name]) => !/^(actions-\d+|entry)-/.test(name)));
  const form = collected(problems, () => checkedWithDays(DecideItemForm, own, DAYS));
  // A form that is refused anyway says what the verb would say next, so that nobody is sent back twice.
  if (form === undefined && own['scheduleId']) problems.push(...unnamed(problems, voiceProblems(typedVoice(own))));
  if ('changeReason' in body && typedText(body['changeReason']).trim() === '')
    problems.push({ field: 'changeReason', message: 'Enter why the decision is changed' });
  const rows = typedRows(body);
  const actions = rows.map((row) => collected(problems, () => actionOf(body, row)));
  if (problems.length > 0 || form === undefined) throw new Invalid(problems);
  const made = actions.filter((action): action is ActionFromMeeting => action !== undefined);
  return { ...form, actions: made, entries: typedEntries(body) };
}

const DAYS = { nextDueOn: 'Date of the next review', acceptedOn: 'The day they were accepted' };

const PAGE_ORDER = [
  'changeReason',
  'personViewAnswer',
  'personView',
  'heard',
  'decision',
  'newTier',
  'newStrand',
  'approvesPlan',
  'exitReason',
  'signpostedTo',
  'acceptingAuthority',
  'acceptedBy',
  'acceptedOn',
  'transfer',
  'rationale',
  'withoutQuorumReason',
  'dissent',
  'escalationQuestion',
  'judgedExploitationBand',
  'judgedViolenceBand',
  'judgementReason',
  'nextDueOn',
];

/** The problems of form and verb under the names of the page's own fields, in its order, an action's with its number. */
export function fieldsOfPage(body: Record<string, unknown>, problems: FieldProblem[]): FieldProblem[] {
  const place = ({ field }: FieldProblem): number => PAGE_ORDER.indexOf(field) + 1 || PAGE_ORDER.length + 1;
  return problems.map((problem) => ofRow(body, problem)).toSorted((one, other) => place(one) - place(other));
}

function ofRow(body: Record<string, unknown>, { field, message }: FieldProblem): FieldProblem {
  const [, at, part = ''] = /^actions\.(\d+)\.(.+)$/.exec(field) ?? [];
  const name = at === undefined ? field : `actions-${typedRows(body)[Number(at)] ?? 1}-${part}`;
  const [, row] = /^actions-(\d+)-/.exec(name) ?? [];
  if (row === undefined) return { field: name, message };
  return { field: name, message: namedMessage(`Action ${row}`, message) };
}

/** What is said of fields that nothing was said of yet. */
export const unnamed = (named: FieldProblem[], more: FieldProblem[]): FieldProblem[] =>
  more.filter(({ field }) => !named.some((problem) => problem.field === field));

const typedVoice = (body: Record<string, unknown>) => ({
  personViewAnswer: PERSON_VIEW_ANSWERS.find((answer) => answer === body['personViewAnswer']) ?? null,
  personView: typeof body['personView'] === 'string' ? body['personView'] : null,
});

/** Radios that stand answered on a row left blank. */
const UNASKED = /-(visibility|visibleTo|mayBePassedOn)$/;

/** Numbers of the action rows in which anything was entered. */
export function typedRows(body: Record<string, unknown>): number[] {
  const rows = Array.from({ length: ACTION_ROWS }, (_, at) => at + 1);
  return rows.filter((row) =>
    Object.entries(body).some(
      ([name, value]) => name.startsWith(`actions-${row}-`) && !UNASKED.test(name) && String(value).trim() !== '',
    ),
  );
}

function actionOf(body: Record<string, unknown>, row: number): ActionFromMeeting {
  const prefix = `actions-${row}-`;
  const named = Object.entries(body).filter(([name]) => name.startsWith(prefix));
  const fields = Object.fromEntries(named.map(([name, value]) => [name.slice(prefix.length), value]));
  try {
    return checkedWithDays(MeetingActionFields, fields, { dueOn: 'Date the action is due' });
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    throw new Invalid(error.problems.map(({ field, message }) => ({ field: `${prefix}${field}`, message })));
  }
}

function collected<Value>(problems: FieldProblem[], read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

/** Heads under which the decision form takes notes; others are written down one by one. */
export const NOTED_KINDS = ['victims', 'offenders', 'locations', 'themes'] as const;

/** What was typed under each head. */
const typedEntries = (body: Record<string, unknown>) =>
  NOTED_KINDS.flatMap((kind) => {
    const text = body[`entry-${kind}`];
    return typeof text === 'string' && text.trim() !== '' ? [{ kind, text: text.slice(0, 5_000) }] : [];
  });
