import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { Invalid, Refusal } from '../../shared/errors';
import { type Submission, submissionOf } from '../database';

/** An edit that does not say which version it was made from. */
export class VersionMissing extends Refusal {
  readonly status = 428;
  readonly code = 'version-missing';

  constructor() {
    super('Send If-Match with the version you read, for example If-Match: "3".');
  }
}

/** The version an edit was made from: `If-Match: "3"`. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const header = context.switchToHttp().getRequest<Request>().headers['if-match'];
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header ?? '')?.[1];
  if (version === undefined) throw new VersionMissing();
  return Number(version);
});

/** `Idempotency-Key` of a create, with a hash of what was asked. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): Submission | undefined => {
  const request = context.switchToHttp().getRequest<Request>();
  const key = request.get('idempotency-key');
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{8,200}$/.test(key)) {
    throw new Invalid([{ field: 'Idempotency-Key', message: 'Use 8 to 200 visible characters' }]);
  }
  return submissionOf(key, { path: request.path, body: request.body as unknown });
});
