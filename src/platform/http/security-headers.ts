import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import type { Settings } from '../../config';
import { BROWSER_REPORTS_PATH } from './browser-reports';

const YEAR_IN_SECONDS = 31_536_000;

/** What a page of ours never asks a device for. Passkeys are the one thing it does. */
const NO_DEVICE = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'screen-wake-lock',
  'serial',
  'usb',
  'web-share',
  'xr-spatial-tracking',
];
const PERMISSIONS = [
  ...NO_DEVICE.map((name) => `${name}=()`),
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
].join(', ');

/** A new one for every answer: a script that was smuggled into a page does not know it. */
export function nonce(_: Request, response: Response, next: NextFunction): void {
  response.locals['cspNonce'] = randomBytes(16).toString('base64');
  response.setHeader('Permissions-Policy', PERMISSIONS);
  next();
}

/**
 * The same on every answer, an error, a file and the API's too. `no-referrer`, because the address of a case is nobody's
 * business; browsers then send `Origin: null` with our own forms, which OtherSites knows.
 */
export function securityHeaders(settings: Settings) {
  const isOverHttps = settings.isProduction || settings.baseUrl.startsWith('https://');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [
          // helmet types the response as the bare node one; Express has put locals on it.
          (_request, response) =>
            `'nonce-${'locals' in response ? String((response.locals as Record<string, unknown>)['cspNonce']) : ''}'`,
        ],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        reportUri: [BROWSER_REPORTS_PATH],
      },
    },
    strictTransportSecurity: isOverHttps ? { maxAge: YEAR_IN_SECONDS * 2, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    frameguard: { action: 'deny' },
  });
}

/** Nothing about a person stays in a cache, shared or the browser's own. */
export function privateAnswers(_: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}
