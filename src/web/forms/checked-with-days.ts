import { checked } from '../../platform/http';
import { type FieldProblem, Invalid } from '../../shared/errors';
import { dayFromFields, withDays } from './date-fields';

/**
 * `checked(Form, withDays(body, labels))`, but a date that does not exist does not hide what is wrong with the rest.
 * @param others what else is wrong, that the form's own rules do not see: said together with the rest
 * @throws Invalid naming every field that is wrong, dates first
 */
export function checkedWithDays<Form extends object>(
  form: new () => Form,
  body: Record<string, unknown>,
  labels: Record<string, string>,
  others: FieldProblem[] = [],
): Form {
  const problems: FieldProblem[] = [];
  const readable = { ...labels };
  for (const [field, label] of Object.entries(labels)) {
    if (problemsOf(() => dayFromFields(body, field, label), problems)) delete readable[field];
  }
  if (problems.length === 0 && others.length === 0) return checked(form, withDays(body, labels));
  const wrongDays = Object.keys(labels).filter((field) => !(field in readable));
  const rest = Object.entries(body).filter(([name]) => !wrongDays.some((field) => isBoxOf(field, name)));
  problemsOf(() => checked(form, withDays(Object.fromEntries(rest), readable)), problems, wrongDays);
  const said = problems.map(({ field }) => field);
  throw new Invalid([...problems, ...others.filter(({ field }) => !said.includes(field))]);
}

const isBoxOf = (field: string, name: string): boolean =>
  ['day', 'month', 'year'].some((part) => name === `${field}-${part}`);

/** True when there were any. */
function problemsOf(read: () => unknown, problems: FieldProblem[], except: string[] = []): boolean {
  try {
    read();
    return false;
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    problems.push(...error.problems.filter(({ field }) => !except.includes(field)));
    return true;
  }
}
