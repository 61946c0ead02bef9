import type { NextFunction, Request, Response } from 'express';
import { Invalid, Refusal } from '../../shared/errors';
import { withoutHidden } from './hidden-characters';

export const JSON_TYPES = ['application/json', 'application/merge-patch+json'];
/** Files come as these; who takes one reads it itself. */
const FILE_TYPES = ['multipart/form-data', 'text/csv'];
const DEEPEST = 20;

/** Forms of our pages, with a file or without. */
const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data'];

class UnsupportedType extends Refusal {
  readonly status = 415;
  readonly code = 'unsupported-type';
}

/** The API reads JSON and nothing that a form of another site could send by itself. */
export function readableBodiesOnly(request: Request, _: Response, next: NextFunction): void {
  const isRead = isOf(request, [...JSON_TYPES, ...FILE_TYPES]);
  next(isRead ? undefined : new UnsupportedType('Send JSON (Content-Type: application/json) in UTF-8.'));
}

/** Our pages send forms; nothing else can be one. */
export function formsOnly(request: Request, _: Response, next: NextFunction): void {
  next(isOf(request, FORM_TYPES) ? undefined : new UnsupportedType('Send this form from its own page.'));
}

/** Whether the body, if there is one, is of these types and in UTF-8. */
function isOf(request: Request, types: string[]): boolean {
  const type = request.is(types);
  // null: there is no body; false: there is one of another type.
  if (type === null || (type === false && request.get('content-length') === '0')) return true;
  const charset = /;\s*charset="?([^";\s]+)/i.exec(request.get('content-type') ?? '')?.[1] ?? 'utf-8';
  return type !== false && charset.toLowerCase() === 'utf-8';
}

/**
 * A body nested without end overflows whatever walks it, and a field named `toString` breaks whatever prints it: both
 * are refused here, once, rather than found by every handler. Nothing that is asked for has such a name. What nobody sees
 * in a text is left out here, so that every form and every request of the API keeps the same.
 */
export function plainBodiesOnly(request: Request, _: Response, next: NextFunction): void {
  let level: unknown[] = [request.body];
  for (let depth = 0; level.length > 0; depth += 1) {
    const records = level.filter((value): value is object => typeof value === 'object' && value !== null);
    const odd = records.flatMap((record) => Object.keys(record)).find((name) => name in Object.prototype);
    if (odd !== undefined) return next(new Invalid([{ field: odd, message: `‘${odd}’ is not a field of this form` }]));
    if (depth > DEEPEST && records.length > 0) {
      return next(new Invalid([{ field: 'body', message: 'What was sent is nested too deeply' }]));
    }
    for (const record of records) leaveOutHidden(record);
    level = records.flatMap((record) => Object.values(record));
  }
  next();
}

function leaveOutHidden(record: object): void {
  for (const [name, value] of Object.entries(record)) {
    if (typeof value === 'string') Object.assign(record, { [name]: withoutHidden(value) });
  }
}
