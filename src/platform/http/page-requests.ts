import { Inject, Injectable, type NestMiddleware } from '@nestjs/common';
import { csrfSync } from 'csrf-sync';
import type { NextFunction, Request, Response } from 'express';
import multer from 'multer';
import { SETTINGS, type Settings } from '../../config';
import { Clock } from '../../shared/clock';
import { NotAllowed } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { navigationFor } from '../../web/navigation';

const UPLOAD_BYTES_MOST = 10 * 1024 * 1024;
const CHANGING = ['POST', 'PUT', 'PATCH', 'DELETE'];
const SIGN_IN = '/sign-in';

const { generateToken, csrfSynchronisedProtection } = csrfSync({
  getTokenFromRequest: (request) => {
    const body: unknown = request.body;
    return typeof body === 'object' && body !== null && '_csrf' in body && typeof body._csrf === 'string'
      ? body._csrf
      : undefined;
  },
  errorConfig: { statusCode: 403, message: 'The form has expired.', code: 'form-expired' },
});

const upload = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: UPLOAD_BYTES_MOST, files: 1, fields: 20 },
}).single('file');

/** After the person is known: keeps a form whose session has ended, checks the form token, gives every page its locals. */
@Injectable()
export class PageRequests implements NestMiddleware {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  use(request: Request, response: Response, next: NextFunction): void {
    const path = request.originalUrl.split('?')[0] ?? '/';
    if (path.startsWith('/api/') || path.startsWith('/health/')) {
      next();
      return;
    }
    if (CHANGING.includes(request.method)) this.change(request, response, next, path);
    else this.show(request, response, next);
  }

  private change(request: Request, response: Response, next: NextFunction, path: string): void {
    const site = request.get('sec-fetch-site');
    if (site !== undefined && !['same-origin', 'none'].includes(site)) {
      next(new NotAllowed('This form was not sent from this service.'));
      return;
    }
    if (!request.actor && path !== SIGN_IN) {
      keepForm(request, response, path);
      return;
    }
    const proceed = (error?: unknown): void => {
      if (error) next(error);
      else
        csrfSynchronisedProtection(request, response, (problem?: unknown) =>
          problem ? next(problem) : this.show(request, response, next),
        );
    };
    // The token of an upload is inside its body, so the body is read first, by a signed-in person only.
    if (request.is('multipart/form-data') && request.actor) upload(request, response, proceed);
    else proceed();
  }

  private show(request: Request, response: Response, next: NextFunction): void {
    const path = request.originalUrl.split('?')[0] ?? '/';
    Object.assign(response.locals, {
      actor: request.actor ?? null,
      navigation: request.actor ? navigationFor(request.actor, path) : [],
      csrfToken: generateToken(request),
      submissionId: `${request.actor?.userId ?? ''}.${newId()}`,
      isDemonstration: this.settings.isDemonstration,
      partnershipName: this.settings.partnershipName,
      today: this.clock.today(),
    });
    if (request.method === 'GET' && request.session.notice !== undefined) {
      response.locals['notice'] = request.session.notice;
      delete request.session.notice;
    }
    next();
  }
}

/** The session ended while a form was being filled in: what was typed waits, for the same person only, until they sign in. */
function keepForm(request: Request, response: Response, path: string): void {
  const body: unknown = request.body;
  if (typeof body === 'object' && body !== null && 'submissionId' in body && typeof body.submissionId === 'string') {
    const [userId = ''] = body.submissionId.split('.');
    request.session.pendingForm = { path, userId, body: { ...body } };
  }
  response.redirect(303, '/sign-in?ended=yes');
}
