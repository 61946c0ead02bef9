import type { NextFunction, Request, Response } from 'express';
import type { Settings } from '../../config';
import { NotAllowed } from '../../shared/errors';

const READING = ['GET', 'HEAD'];

/**
 * What another site makes a browser ask for is refused, but for a person following a link to one of our pages. Browsers
 * say by `Sec-Fetch-Site` who asked; an older one says it of a form by `Origin`. The form token stands behind both.
 */
export function refuseOtherSites(settings: Settings) {
  const own = new URL(settings.baseUrl).host;
  return (request: Request, _: Response, next: NextFunction): void => {
    next(isOfOtherSite(request, own) ? new NotAllowed('This was not sent from this service.') : undefined);
  };
}

function isOfOtherSite(request: Request, own: string): boolean {
  const site = request.get('sec-fetch-site');
  if (site === undefined) return !READING.includes(request.method) && isForeign(request.get('origin'), request, own);
  if (['same-origin', 'none'].includes(site)) return false;
  return !(READING.includes(request.method) && isFollowedLink(request));
}

const isFollowedLink = (request: Request): boolean =>
  request.get('sec-fetch-mode') === 'navigate' && request.get('sec-fetch-dest') === 'document';

/** With `no-referrer` our own forms come with `null`; a frame of another site would too, and has no form token. */
function isForeign(origin: string | undefined, request: Request, own: string): boolean {
  if (origin === undefined || origin === 'null') return false;
  return !URL.canParse(origin) || ![own, request.get('host')].includes(new URL(origin).host);
}
