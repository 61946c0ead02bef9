import { type ClassConstructor, plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { type FieldProblem, Invalid } from '../../shared/errors';

/** Fields every form carries for the machinery, not for the verb. */
const TOKENS = ['_csrf', 'submissionId'];

/**
 * The body as an instance of its class, checked by the class's own rules and messages.
 * Unknown fields are refused, so that nobody sets what the form does not offer.
 * @throws Invalid naming every field in the user's words
 */
export function checked<Form extends object>(form: ClassConstructor<Form>, body: unknown): Form {
  const plain = isRecord(body) ? body : {};
  const fields = Object.fromEntries(Object.entries(plain).filter(([name]) => !TOKENS.includes(name)));
  const unstorable = unstorableFields(fields);
  if (unstorable.length > 0) throw new Invalid(unstorable);
  const instance = plainToInstance(form, fields);
  const errors = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
  });
  if (errors.length > 0) throw new Invalid(errors.flatMap((error) => problemsOf(error)));
  return instance;
}

/** One problem a field: that of the rule written first. class-validator lists them from the last one up. */
function problemsOf(error: ValidationError, path = ''): FieldProblem[] {
  const field = path === '' ? error.property : `${path}.${error.property}`;
  const [rule, message] = Object.entries(error.constraints ?? {}).at(-1) ?? [];
  const own =
    rule === undefined || message === undefined ? [] : [{ field, message: wordsOf(rule, message, error.property) }];
  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, field))];
}

/** The form's own words; where it has none, class-validator's would name its rule, not what to do. */
function wordsOf(rule: string, message: string, property: string): string {
  if (rule === 'whitelistValidation') return `‘${property}’ is not a field of this form`;
  if (rule === 'isString' && message === `${property} must be a string`) return `Enter ‘${property}’ as text`;
  return message;
}

/** PostgreSQL stores neither NUL nor half of a surrogate pair: said here, or it would be a crash later. */
function unstorableFields(value: unknown, field = ''): FieldProblem[] {
  if (typeof value === 'string') {
    const isStorable = !value.includes('\u0000') && value.isWellFormed();
    return isStorable
      ? []
      : [{ field, message: 'Remove the hidden character that cannot be saved, or type the text again' }];
  }
  if (Array.isArray(value)) return value.flatMap((entry, at) => unstorableFields(entry, `${field}.${at}`));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, entry]) =>
    unstorableFields(entry, field === '' ? name : `${field}.${name}`),
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
