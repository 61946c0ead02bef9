import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { describeFault } from '../../shared/describe-fault';
import { LeadsElsewhere, NotFound, Refusal } from '../../shared/errors';
import { SignInNeeded, StepUpNeeded } from '../access';
import { asRefusal, isMissedCheck, statusOf } from './faults';
import { FORM_EXPIRED } from './form-expired';
import { type KeptWords, keptWords } from './kept-words';
import { methodsAt, WrongMethod } from './methods';

interface Answer {
  status: number;
  code: string;
  message: string;
  problems: { field: string; message: string }[];
}

/** What an error page may show. */
interface ErrorModel extends Answer {
  requestId: string;
  keptWords: KeptWords[];
  /** The record that the one it was about is part of now, with the same page of it. */
  nowPartOf: { reference: string; href: string } | null;
}

const PAGES = {
  400: 'errors/not-understood.njk',
  403: 'errors/forbidden.njk',
  404: 'errors/not-found.njk',
  405: 'errors/not-understood.njk',
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
/** When nobody knows better, in seconds. */
const RETRY_AFTER = 5;

/** The outer edge: every refusal becomes a page or a problem response; what nobody expected is logged without its data. */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  private readonly logger = new Logger(RefusalFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    this.answer(thrown, request, response);
  }

  answer(thrown: unknown, request: Request, response: Response): void {
    if (response.headersSent) return;
    const error = nothingThere(thrown, request) ?? thrown;
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
    if (error instanceof LeadsElsewhere && request.method === 'GET') {
      response.redirect(303, request.originalUrl.replaceAll(error.from, error.to));
      return;
    }
    const answer = answerTo(error);
    if (answer.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    if (error instanceof WrongMethod) response.setHeader('Allow', error.allowed.join(', '));
    const retryAfter = error instanceof Refusal ? error.retryAfterSeconds : undefined;
    if (retryAfter !== undefined || answer.status === 503) {
      response.setHeader('Retry-After', String(retryAfter ?? RETRY_AFTER));
    }
    const log = `${request.requestId} ${request.method} ${describeFault(error)}`;
    if (answer.status >= 500) this.logger.error(log);
    else if (isMissedCheck(error)) this.logger.warn(log);
    if (isApi) this.problem(response, answer, request.requestId);
    else {
      const model = { ...answer, requestId: request.requestId, keptWords: keptWords(request, response) };
      response
        .status(answer.status)
        .render(pageOf(answer), { ...model, nowPartOf: nowPartOf(error, request) } satisfies ErrorModel);
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

const nowPartOf = (error: unknown, request: Request): ErrorModel['nowPartOf'] =>
  error instanceof LeadsElsewhere
    ? { reference: error.reference, href: request.originalUrl.replaceAll(error.from, error.to) }
    : null;

/** No route took it: another method may stand at the same address. */
function nothingThere(error: unknown, request: Request): WrongMethod | undefined {
  if (!(error instanceof HttpException) || error.getStatus() !== 404) return undefined;
  const allowed = methodsAt(request);
  return allowed.length > 0 && !allowed.includes(request.method) ? new WrongMethod(allowed) : undefined;
}

function answerTo(error: unknown): Answer {
  const known = asRefusal(error);
  if (known) return { status: known.status, code: known.code, message: known.message, problems: known.problems };
  if (error instanceof SignInNeeded) return answer(401, 'sign-in-needed', 'Sign in first.');
  const status = statusOf(error);
  if (status === 404) return answerTo(new NotFound());
  if (status === 413) return answer(413, 'too-large', 'What you sent is too large. Shorten the text.');
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

const answer = (status: number, code: string, message: string): Answer => ({ status, code, message, problems: [] });
