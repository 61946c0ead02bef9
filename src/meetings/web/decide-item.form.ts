import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Min } from 'class-validator';
import { type Tier, TIERS } from '../../individuals';
import { checked } from '../../platform/http';
import { type FieldProblem, Invalid } from '../../shared/errors';
import { withDays } from '../../web/forms/date-fields';
import { BlankIsNull } from '../../web/forms/text-fields';
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
  @IsIn(TIERS, { message: 'Choose a tier' })
  newTier?: Tier | null;
}

/** @throws Invalid naming every answer that is wrong, those of the action rows by row */
export function decisionOf(body: Record<string, unknown>): Omit<PanelDecision, 'meetingId' | 'itemId'> {
  const problems: FieldProblem[] = [];
  const own = Object.fromEntries(Object.entries(body).filter(([name]) => !/^actions-\d+-/.test(name)));
  const form = collected(problems, () => checked(DecideItemForm, own));
  const rows = typedRows(body);
  const actions = rows.map((row) => collected(problems, () => actionOf(body, row)));
  if (problems.length > 0 || form === undefined) throw new Invalid(problems);
  return { ...form, actions: actions.filter((action): action is ActionFromMeeting => action !== undefined) };
}

/** The problems of the verb under the names of the page's own fields. */
export const fieldsOfPage = (body: Record<string, unknown>, problems: FieldProblem[]): FieldProblem[] =>
  problems.map(({ field, message }) => {
    const [, at, part] = /^actions\.(\d+)\.(.+)$/.exec(field) ?? [];
    return at === undefined
      ? { field, message }
      : { field: `actions-${typedRows(body)[Number(at)] ?? 1}-${part ?? ''}`, message };
  });

/** Numbers of the action rows in which anything was entered. */
export function typedRows(body: Record<string, unknown>): number[] {
  const rows = Array.from({ length: ACTION_ROWS }, (_, at) => at + 1);
  return rows.filter((row) =>
    Object.entries(body).some(([name, value]) => name.startsWith(`actions-${row}-`) && String(value).trim() !== ''),
  );
}

function actionOf(body: Record<string, unknown>, row: number): ActionFromMeeting {
  const prefix = `actions-${row}-`;
  const named = Object.entries(body).filter(([name]) => name.startsWith(prefix));
  const fields = Object.fromEntries(named.map(([name, value]) => [name.slice(prefix.length), value]));
  try {
    return checked(MeetingActionFields, withDays(fields, { dueOn: 'Date the action is due' }));
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
