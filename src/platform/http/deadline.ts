import type { NextFunction, Request, Response } from 'express';
import { Refusal } from '../../shared/errors';

/** No answer takes longer than this, whatever hangs behind it. */
export const DEADLINE_MILLISECONDS = 5_000;
/** A spreadsheet of hundreds of people, made in one transaction, and a file on a slow line; a paper of twenty cases as PDF. */
const DEADLINE_OF_FILES = 60_000;
const IMPORTS = /^(\/api\/v1)?\/imports(\/|$)/;
const PAPERS = /\/paper$/;

/** Something the answer depends on is silent. */
export class TookTooLong extends Refusal {
  readonly status = 503;
  readonly code = 'took-too-long';
  override readonly retryAfterSeconds = 5;

  constructor() {
    super(
      'The service is slow just now and stopped waiting. Look whether your change is there before you send it again.',
    );
  }
}

/**
 * Answers 503 when the handler has not answered in time. What it was doing may still end well, so the words do not say
 * that nothing was saved; the same form or key sent again makes nothing twice.
 * @param refuse how a refusal is answered: the filter's way
 */
export const deadline =
  (refuse: (error: Refusal, request: Request, response: Response) => void) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const isOfFile = request.method === 'GET' ? PAPERS.test(request.path) : IMPORTS.test(request.path);
    const timer = setTimeout(
      () => {
        if (response.headersSent) return;
        // Keeping the session would wait for the database that is silent.
        Reflect.deleteProperty(request, 'session');
        refuse(new TookTooLong(), request, response);
        // The handler may still come to its page: rendered behind the answer it would end the process, not the request.
        response.render = () => undefined;
      },
      isOfFile ? DEADLINE_OF_FILES : DEADLINE_MILLISECONDS,
    );
    response.once('close', () => clearTimeout(timer));
    next();
  };
