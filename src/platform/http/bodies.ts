import type { NextFunction, Request, Response } from 'express';
import { Invalid, Refusal } from '../../shared/errors';

export const JSON_TYPES = ['application/json', 'application/merge-patch+json'];
/** Files come as these; who takes one reads it itself. */
const FILE_TYPES = ['multipart/form-data', 'text/csv'];
const DEEPEST = 20;

class UnsupportedType extends Refusal {
  readonly status = 415;
  readonly code = 'unsupported-type';

  constructor() {
    super('Send JSON (Content-Type: application/json).');
  }
}

/** The API reads JSON and nothing that a form of another site could send by itself. */
export function readableBodiesOnly(request: Request, _: Response, next: NextFunction): void {
  const type = request.is([...JSON_TYPES, ...FILE_TYPES]);
  // null: there is no body; false: there is one of another type.
  next(type === false && request.get('content-length') !== '0' ? new UnsupportedType() : undefined);
}

/**
 * A body nested without end overflows whatever walks it, and a field named `toString` breaks whatever prints it: both
 * are refused here, once, rather than found by every handler. Nothing that is asked for has such a name.
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
    level = records.flatMap((record) => Object.values(record));
  }
  next();
}
