import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader, type ApiHeaderOptions, ApiResponse } from '@nestjs/swagger';
import type { Request } from 'express';
import { Invalid, Refusal } from '../../shared/errors';
import { type Submission, submissionOf } from '../database';
import { PROBLEM_CONTENT } from './problem';

/** An edit that does not say which version it was made from. */
export class VersionMissing extends Refusal {
  readonly status = 428;
  readonly code = 'version-missing';

  constructor() {
    super('Send If-Match with the version you read, for example If-Match: "3".');
  }
}

/** Reads `If-Match: "3"`. @throws VersionMissing */
export function versionSent(_: unknown, context: ExecutionContext): number {
  const header = context.switchToHttp().getRequest<Request>().headers['if-match'];
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header ?? '')?.[1];
  if (version === undefined) throw new VersionMissing();
  return Number(version);
}

/** Reads `Idempotency-Key`, with a hash of what was asked. @throws Invalid for one that is too short, long or odd */
export function submissionSent(_: unknown, context: ExecutionContext): Submission | undefined {
  const request = context.switchToHttp().getRequest<Request>();
  const key = request.get('idempotency-key');
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{8,200}$/.test(key)) {
    throw new Invalid([{ field: 'Idempotency-Key', message: 'Use 8 to 200 visible characters' }]);
  }
  return submissionOf(key, { path: request.path, body: request.body as unknown });
}

/**
 * The version an edit was made from. An operation that reads it says so in the description of the API by that alone.
 * @param what the record whose version it is, in words
 */
export const IfMatch = (what: string): ParameterDecorator =>
  createParamDecorator(versionSent, [
    describedBy({
      name: 'If-Match',
      required: true,
      description: `The version of the ${what} you read`,
      example: '"3"',
    }),
    answers(409, `The ${what} has changed since, or its state forbids this now`),
    answers(428, 'If-Match is missing or is no version'),
  ])();

/** The key of a create that may be sent again: the first answer is given again, nothing is made twice. */
export const IdempotencyKey = createParamDecorator(submissionSent, [
  describedBy({
    name: 'Idempotency-Key',
    required: false,
    description: 'Sent again with the same body, it makes nothing twice and gets the first answer',
    schema: { type: 'string', minLength: 8, maxLength: 200 },
  }),
]);

function describedBy(header: ApiHeaderOptions): ParameterDecorator {
  return (target, key) => {
    if (key === undefined) return;
    ApiHeader(header)(target, key, handlerOf(target, key));
  };
}

function answers(status: number, description: string): ParameterDecorator {
  return (target, key) => {
    if (key === undefined) return;
    ApiResponse({ status, description, content: PROBLEM_CONTENT })(target, key, handlerOf(target, key));
  };
}

/** Without the handler the decorators of Swagger would speak of the whole controller. */
function handlerOf(target: object, key: string | symbol): PropertyDescriptor {
  const handler = Object.getOwnPropertyDescriptor(target, key);
  if (!handler) throw new Error(`${String(key)} is not a handler`);
  return handler;
}
