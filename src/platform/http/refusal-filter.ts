import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { QueryFailedError } from 'typeorm';
import { Conflict, Invalid, NotFound, Refusal, Stale } from '../../shared/errors';
import { SignInNeeded, StepUpNeeded } from '../access';
import { FORM_EXPIRED } from './form-expired';

interface Answer {
  status: number;
  code: string;
  message: string;
  problems: { field: string; message: string }[];
}

/** What an error page may show. */
interface ErrorModel extends Answer {
  requestId: string;
}

const PAGES = {
  400: 'errors/not-understood.njk',
  403: 'errors/forbidden.njk',
  404: 'errors/not-found.njk',
  409: 'errors/stale.njk',
  413: 'errors/too-large.njk',
  415: 'errors/not-understood.njk',
  422: 'errors/not-understood.njk',
  428: 'errors/not-understood.njk',
  429: 'errors/try-later.njk',
  503: 'errors/try-later.njk',
} as const;

type ErrorPage = (typeof PAGES)[keyof typeof PAGES] | 'errors/form-expired.njk' | 'errors/something-went-wrong.njk';

const CONFIRM_PATH = '/confirm-it-is-you';

/** The outer edge: every refusal becomes a page or a problem response; what nobody expected is logged without its data. */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  private readonly logger = new Logger(RefusalFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) return;
    const isApi = request.originalUrl.startsWith('/api/');
    if (error instanceof SignInNeeded && !isApi) {
      if (request.method === 'GET') request.session.returnTo = request.originalUrl;
      response.redirect(303, '/sign-in');
      return;
    }
    if (error instanceof StepUpNeeded && !isApi) {
      leadToConfirmation(request, response);
      return;
    }
    const answer = answerTo(error);
    if (answer.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    if (error instanceof Refusal && error.retryAfterSeconds !== undefined) {
      response.setHeader('Retry-After', String(error.retryAfterSeconds));
    }
    const log = `${request.requestId} ${request.method} ${describe(error)}`;
    if (answer.status >= 500) this.logger.error(log);
    else if (isMissedCheck(error)) this.logger.warn(log);
    if (isApi) this.problem(response, answer, request.requestId);
    else {
      const model: ErrorModel = { ...answer, requestId: request.requestId };
      response.status(answer.status).render(pageOf(answer), model);
    }
  }

  private problem(response: Response, answer: Answer, requestId: string): void {
    const body = {
      type: `/problems/${answer.code}`,
      title: answer.message,
      status: answer.status,
      problems: answer.problems.length > 0 ? answer.problems : undefined,
      requestId,
    };
    response.status(answer.status).type('application/problem+json').send(JSON.stringify(body));
  }
}

/**
 * “Confirm it is you”, and then back: to the address that was opened, or to the form that was sent, offered again. Where
 * to is kept in the session by us, never read from an address, so nobody can be sent elsewhere.
 */
function leadToConfirmation(request: Request, response: Response): void {
  const body: unknown = request.body;
  if (request.method === 'GET') request.session.confirmFor = request.originalUrl;
  else if (request.actor && typeof body === 'object' && body !== null) {
    const [path = '/'] = request.originalUrl.split('?');
    request.session.pendingForm = { path, userId: request.actor.userId, body: { ...body } };
    request.session.confirmFor = '/sign-in/resume';
  }
  response.redirect(303, CONFIRM_PATH);
}

function answerTo(error: unknown): Answer {
  const known = asRefusal(error);
  if (known) return { status: known.status, code: known.code, message: known.message, problems: known.problems };
  if (error instanceof SignInNeeded) return answer(401, 'sign-in-needed', 'Sign in first.');
  const status = statusOf(error);
  if (status === 404) return answerTo(new NotFound());
  if (status === 413) return answer(413, 'too-large', 'What you sent is too large.');
  if (status === 415) return answer(415, 'unsupported-type', 'Send JSON (application/json).');
  if (status === 503) return answer(503, 'busy', 'The service is busy. Try again in a minute.');
  if (status !== undefined && status < 500) return answer(status, 'bad-request', 'We could not read what was sent.');
  return answer(500, 'unexpected', 'Sorry, there is a problem with the service. Nothing was saved.');
}

function pageOf({ code, status }: Answer): ErrorPage {
  if (code === FORM_EXPIRED) return 'errors/form-expired.njk';
  return isWithPage(status) ? PAGES[status] : 'errors/something-went-wrong.njk';
}

const isWithPage = (status: number): status is keyof typeof PAGES => status in PAGES;

/** Values PostgreSQL cannot read: a number, day, id or character that no check in front of it refused. */
const UNREADABLE = ['22P02', '22003', '22007', '22008', '22021'];
/** The same thing was recorded a moment before: unique and exclusion constraints hold the rule when two are quick. */
const ALREADY_THERE = ['23505', '23P01'];

class AlreadyThere extends Conflict {
  constructor() {
    super('This was already recorded, perhaps by someone else a moment ago. Look at the record as it is now.');
  }
}

function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const code = postgresCode(error) ?? '';
  if (code === 'TC001') return new Stale();
  if (ALREADY_THERE.includes(code)) return new AlreadyThere();
  if (UNREADABLE.includes(code)) return new Invalid([], 'We could not read what was sent. Check it and try again.');
  return undefined;
}

/** The user is told politely, and we are told that a check of ours is missing. */
const isMissedCheck = (error: unknown): boolean =>
  [...UNREADABLE, ...ALREADY_THERE].includes(postgresCode(error) ?? '');

/** Errors of Express and its parsers carry a status; those of the database a code. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const code = postgresCode(error);
  if (code === '57014' || code === '55P03' || code === '53300') return 503;
  if (typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number')
    return error.status;
  if (
    error instanceof Error &&
    /timeout exceeded when trying to connect|ECONNREFUSED|Connection terminated/.test(error.message)
  )
    return 503;
  return undefined;
}

function postgresCode(error: unknown): string | undefined {
  const source: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (typeof source !== 'object' || source === null || !('code' in source)) return undefined;
  return typeof source.code === 'string' ? source.code : undefined;
}

const answer = (status: number, code: string, message: string): Answer => ({ status, code, message, problems: [] });

/** Kind, code and place of the fault. Never its message: a database error repeats the values it was given. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is not an error was thrown';
  const places = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6);
  return [`${error.name} ${postgresCode(error) ?? ''}`.trim(), ...places].join('\n');
}
