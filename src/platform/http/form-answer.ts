import type { Request, Response } from 'express';
import { type FieldProblem, Invalid, NotFound, Refusal } from '../../shared/errors';
import { pageIn } from '../../web/drafts/drafted-form';
import { type Submission, submissionOf } from '../database';

export interface PageAnswer {
  view: string;
  model: object;
}

interface FormAnswer<Result> {
  /** Checks and runs the verb. */
  save: () => Promise<Result>;
  /** Where to go when it is saved. */
  saved: (result: Result) => string;
  /** What the next page says at the top. */
  notice?: string | ((result: Result) => string);
  /** The same page again with what was typed, when it could not be saved. */
  again: (refusal: { message: string; problems: FieldProblem[]; isStale: boolean }) => Promise<PageAnswer>;
  /**
   * Says what happened also where the page has gone out of sight meanwhile. Only for a refusal that is made after the right to
   * the record was checked: anywhere else it would tell a stranger that there is one.
   */
  saysThoughGone?: boolean;
}

/**
 * Answers a form: a redirect when it was saved, otherwise the page again with what was typed and what is wrong.
 * Refusals that are about the right, not the answers (404, 403), go on to the filter.
 */
export async function answerForm<Result>(response: Response, form: FormAnswer<Result>): Promise<void> {
  // A draft is opened by sending it to its form, which shows it filled in and saves nothing.
  if (response.locals['draftOpened'] === true) {
    const { view, model } = await form.again({ message: '', problems: [], isStale: false });
    response.status(200).render(view, model);
    return;
  }
  let result: Result;
  try {
    result = await form.save();
  } catch (error) {
    if (!(error instanceof Refusal) || ![409, 422].includes(error.status)) throw error;
    const problems = error.problems.length > 0 ? error.problems : [{ field: 'main-content', message: error.message }];
    if (isInPlace(response.req)) {
      const submissionId = String(response.locals['submissionId'] ?? '');
      response.status(error.status).json({ problems, submissionId });
      return;
    }
    const { view, model } = await pageAgain(form, error, problems);
    response.status(error.status).render(view, { ...model, errors: problems });
    return;
  }
  const draftDone: unknown = response.locals['draftDone'];
  if (typeof draftDone === 'function') await draftDone();
  rememberPage(response.req);
  const { notice } = form;
  if (isInPlace(response.req)) {
    // The page stays on the screen: what it needs to be sent once more, and what to say.
    const said = typeof notice === 'function' ? notice(result) : (notice ?? '');
    response.json({ notice: said, submissionId: String(response.locals['submissionId'] ?? '') });
    return;
  }
  if (notice) response.req.session.notice = typeof notice === 'string' ? notice : notice(result);
  // May say more in the session, so before that is kept.
  const next = form.saved(result);
  forgetKept(response.req);
  await sessionSaved(response);
  response.redirect(303, next);
}

/** The page may have gone out of sight meanwhile; the filter keeps the words. */
async function pageAgain<Result>(
  form: FormAnswer<Result>,
  refusal: Refusal,
  problems: FieldProblem[],
): Promise<PageAnswer> {
  try {
    return await form.again({ message: refusal.message, problems, isStale: refusal.code === 'stale' });
  } catch (error) {
    throw form.saysThoughGone && error instanceof NotFound && refusal.status === 409 ? refusal : error;
  }
}

/** A script sends the form and stays on the page. */
const isInPlace = (request: Request): boolean => request.get('accept') === 'application/json';

/** So that what was typed into the other forms of the page is put back when it comes again. */
function rememberPage({ session, body }: Request): void {
  const page = pageIn(typeof body === 'object' && body !== null ? Reflect.get(body, 'submissionId') : undefined);
  if (page !== '') session.leftPage = page;
}

/** The form that waited for its session (“Carry on where you were”) is saved now: it is offered no longer. */
function forgetKept({ session, originalUrl }: Request): void {
  if (session.pendingForm?.path === originalUrl.split('?')[0]) delete session.pendingForm;
}

/**
 * Keeps the session before the redirect leaves. express-session sends the head of an answer at once and keeps the session
 * while its last byte waits; a browser follows a redirect as soon as it has the head, and would meet the old session.
 */
export function sessionSaved(response: Response): Promise<void> {
  return new Promise((resolve, reject) =>
    // eslint-disable-next-line no-restricted-syntax -- a session, not a record
    response.req.session.save((error: unknown) =>
      error ? reject(new Error('The session could not be kept.')) : resolve(),
    ),
  );
}

/** What was asked for cannot be done: the page of `path` says why, and not that something was done. */
export async function sayNotDone(response: Response, why: string, path: string): Promise<void> {
  response.req.session.notDone = why;
  await sessionSaved(response);
  response.redirect(303, path);
}

/**
 * The submission token of a form, so that a double click makes one record.
 * @throws Invalid for one that was not made here
 */
export function formSubmission(body: Record<string, unknown>): Submission | undefined {
  const { submissionId, _csrf: _ignored, ...fields } = body;
  if (submissionId === undefined) return undefined;
  if (typeof submissionId === 'string' && /^[\x21-\x7e]{8,200}$/.test(submissionId)) {
    return submissionOf(submissionId, fields);
  }
  throw new Invalid([{ field: 'main-content', message: 'Open this page again and send your answers from there' }]);
}
