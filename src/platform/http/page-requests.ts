import { Inject, Injectable, type NestMiddleware } from '@nestjs/common';
import { csrfSync } from 'csrf-sync';
import type { NextFunction, Request, Response } from 'express';
import { SETTINGS, type Settings } from '../../config';
import { Clock } from '../../shared/clock';
import { holidayTableWarning } from '../../shared/working-days';
import { navigationFor } from '../../web/navigation';
import { hasRole } from '../access';
import { formPathOf } from '../../web/drafts/drafted-form';
import { sitePaths } from '../../web/site-paths';
import { sessionTimes } from '../../web/sessions/session-times';
import { keptFields } from '../../web/sign-in/kept-fields';
import { deliveryWarning, WorkerWatch } from '../queue';
import { govDateTime } from '../../web/format-date';
import { FormExpired } from './form-expired';
import { SubmissionIds } from './submission-ids';
import { readUpload } from './uploads';
import { isWithoutSession } from './without-session';

const CHANGING = ['POST', 'PUT', 'PATCH', 'DELETE'];
const SIGN_IN = '/sign-in';

const { generateToken, csrfSynchronisedProtection } = csrfSync({
  getTokenFromRequest: (request) => {
    const token = bodyOf(request)['_csrf'];
    return typeof token === 'string' ? token : undefined;
  },
});

/** After the person is known: keeps a form whose session has ended, checks the form token, gives every page its locals. */
@Injectable()
export class PageRequests implements NestMiddleware {
  private readonly submissionIds: SubmissionIds;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly workerWatch: WorkerWatch,
  ) {
    this.submissionIds = new SubmissionIds(settings.sessionSecret);
  }

  use(request: Request, response: Response, next: NextFunction): void {
    const path = request.originalUrl.split('?')[0] ?? '/';
    if (isWithoutSession(path)) next();
    else if (CHANGING.includes(request.method)) this.change(request, response, next, path);
    else this.show(request, response, next);
  }

  private change(request: Request, response: Response, next: NextFunction, path: string): void {
    if (!request.actor && path !== SIGN_IN && !path.startsWith(`${SIGN_IN}/`)) {
      this.keep(request, response, path);
      return;
    }
    const proceed = (error?: unknown): void => {
      if (error) next(error);
      else
        csrfSynchronisedProtection(request, response, (problem?: unknown) => {
          if (!problem) this.show(request, response, next);
          else if (this.ownerOf(request) === request.actor?.userId && request.actor)
            this.offerAgain(request, response, path);
          else next(new FormExpired());
        });
    };
    // The token of an upload is inside its body, so the body is read first, by a signed-in person only.
    if (request.is('multipart/form-data') && request.actor) readUpload(request, response, proceed);
    else proceed();
  }

  private show(request: Request, response: Response, next: NextFunction): void {
    const path = request.originalUrl.split('?')[0] ?? '/';
    Object.assign(response.locals, {
      actor: request.actor ?? null,
      navigation: request.actor ? navigationFor(request.actor, path) : [],
      csrfToken: generateToken(request),
      submissionId: this.submissionIds.issue(request.actor?.userId ?? ''),
      isDemonstration: this.settings.isDemonstration,
      partnershipName: this.settings.partnershipName,
      today: this.clock.today(),
      serviceWarning: this.warningFor(request),
      sessionTimes: request.actor ? sessionTimes(request, this.settings, this.clock.now()) : null,
    });
    // What a script asks for meanwhile is not the next page.
    const isPage = (request.get('sec-fetch-dest') ?? 'document') === 'document';
    if (request.method === 'GET' && isPage && request.session.notice !== undefined) {
      response.locals['notice'] = request.session.notice;
      delete request.session.notice;
    }
    if (request.method === 'GET' && isPage && request.session.notDone !== undefined) {
      response.locals['notDone'] = request.session.notDone;
      delete request.session.notDone;
    }
    next();
  }

  /** For who can have it mended: that nothing is sent, or that the bank holidays run out. */
  private warningFor(request: Request): string | null {
    const isForThem = request.actor !== undefined && hasRole(request.actor, 'manager', 'administrator', 'panel_chair');
    if (!isForThem) return null;
    return deliveryWarning(this.workerWatch, govDateTime) ?? holidayTableWarning(this.clock.today());
  }

  /** The session ended while a form was being filled in: what was typed waits, for the same person only, until they sign in. */
  private keep(request: Request, response: Response, path: string): void {
    const userId = this.ownerOf(request);
    const body = bodyOf(request);
    // A draft that was on its way is the form it is of.
    const formPath = path === sitePaths.drafts ? formPathOf(body) : path;
    if (userId !== undefined && formPath !== undefined) request.session.pendingForm = { path: formPath, userId, body };
    response.redirect(303, '/sign-in?ended=yes');
  }

  /** Signed in again in another window: the form is this person's, its token is of the session before. Nothing is saved unasked. */
  private offerAgain(request: Request, response: Response, path: string): void {
    this.show(request, response, () => {
      response.status(403).render('sign-in/resume.njk', { path, fields: keptFields(bodyOf(request)) });
    });
  }

  private ownerOf(request: Request): string | undefined {
    return this.submissionIds.ownerOf(bodyOf(request)['submissionId']);
  }
}

function bodyOf(request: Request): Record<string, unknown> {
  const body: unknown = request.body;
  return typeof body === 'object' && body !== null ? { ...body } : {};
}
