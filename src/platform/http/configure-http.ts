import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { json, static as staticFiles, urlencoded, type NextFunction, type Request, type Response } from 'express';
import session from 'express-session';
import { Pool } from 'pg';
import { isOverHttps, type Settings } from '../../config';
import { Clock } from '../../shared/clock';
import { NotFound } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { formsOnly, plainBodiesOnly, readableBodiesOnly, JSON_TYPES } from './bodies';
import { takeLogouts } from './back-channel';
import { takeBrowserReports } from './browser-reports';
import { deadline } from './deadline';
import { knownMethodsOnly } from './methods';
import { refuseOtherSites } from './other-sites';
import { plainJsonOnly } from './plain-json';
import { RefusalFilter } from './refusal-filter';
import { isWithoutSession } from './without-session';
import { nonce, privateAnswers, securityHeaders } from './security-headers';
import { Draining } from './serve';
import { configureNunjucks } from '../../web/nunjucks-environment';
import { BackChannelLogout } from '../auth/single-sign-on/back-channel-logout';
import { SessionStore } from '../auth/session-store';
import { deviceWords } from '../auth/domain/device-words';
import { serviceUrlOf } from '../database';

/** A page is told within these, even when PostgreSQL takes a connection and is silent. */
const SESSION_PATIENCE = 3_000;
const REQUEST_ID = /^[A-Za-z0-9-]{8,64}$/;

/** Everything between the socket and a handler, in the order a request meets it. */
export function configureHttp(app: NestExpressApplication, settings: Settings): { close: () => Promise<void> } {
  const sessionPool = new Pool({
    connectionString: serviceUrlOf(settings),
    max: 5,
    statement_timeout: SESSION_PATIENCE,
    query_timeout: SESSION_PATIENCE,
    connectionTimeoutMillis: SESSION_PATIENCE,
  });
  sessionPool.on('error', () => undefined);
  sessionPool.on('connect', (client) => client.on('error', () => undefined));
  const express = app.getHttpAdapter().getInstance();
  const refusals = new RefusalFilter();
  express.disable('x-powered-by');
  express.set('etag', false);
  // What stands on every page, also on one that says a request was refused before anyone knew who was asking.
  Object.assign(express.locals, {
    partnershipName: settings.partnershipName,
    isDemonstration: settings.isDemonstration,
    signOnName: settings.singleSignOn?.name ?? null,
  });
  // An address that a stranger may write into a header is no address: only proxies that the settings name are believed.
  express.set('trust proxy', settings.trustedProxies);
  configureNunjucks(express, { noCache: false });
  app.use(requestId);
  app.use(app.get(Draining).endConnections);
  app.use(nonce);
  app.use(securityHeaders(settings));
  app.use('/assets', staticFiles(join(__dirname, '..', '..', 'web', 'assets'), { maxAge: '1h', index: false }));
  app.use(privateAnswers);
  app.use(knownMethodsOnly);
  app.use(exactCaseOnly);
  takeBrowserReports(express);
  takeLogouts(express, (token) => app.get(BackChannelLogout, { strict: false }).end(token));
  app.use(refuseOtherSites(settings));
  app.use('/api', readableBodiesOnly);
  app.use('/api', json({ limit: '512kb', type: JSON_TYPES, verify: plainJsonOnly }));
  app.use(pagesOnly(formsOnly));
  app.use(pagesOnly(urlencoded({ limit: '512kb', extended: true, parameterLimit: 2_000 })));
  app.use(plainBodiesOnly);
  app.use(deadline((refusal, request, response) => refusals.answer(refusal, request, response)));
  app.use(pagesOnly(sessions(settings, sessionPool, app.get(Clock))));
  app.use(pagesOnly(device));
  return { close: () => sessionPool.end() };
}

function requestId(request: Request, response: Response, next: NextFunction): void {
  const given = request.get('x-request-id');
  request.requestId = given && REQUEST_ID.test(given) ? given : newId();
  response.setHeader('X-Request-Id', request.requestId);
  next();
}

/** Routes match whatever the capitals, our rules about `/api/` do not: `/API/…` must not be a second way to the API. */
function exactCaseOnly(request: Request, _: Response, next: NextFunction): void {
  const isDisguised = /^\/+(api|health)(\/|$)/i.test(request.path) && !/^\/(api|health)(\/|$)/.test(request.path);
  next(isDisguised ? new NotFound() : undefined);
}

/** `__Host-` binds the cookie to this one host over https; a browser refuses it on plain http, so loopback has a plain name. */
function sessions(settings: Settings, pool: Pool, clock: Clock) {
  const isSecure = isOverHttps(settings);
  return session({
    name: isSecure ? '__Host-cohort' : 'cohort',
    secret: settings.sessionSecret,
    store: new SessionStore(pool, clock, {
      idleMinutes: settings.sessionIdleMinutes,
      absoluteMinutes: settings.sessionAbsoluteMinutes,
    }),
    // The https may end at a proxy in front of us.
    proxy: isSecure,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: {
      httpOnly: true,
      sameSite: 'lax',
      secure: isSecure,
      path: '/',
      maxAge: settings.sessionIdleMinutes * 60_000,
    },
  });
}

/** What the session is used with, in words, for the page on which its owner finds one that is not theirs. */
function device(request: Request, _: Response, next: NextFunction): void {
  request.session.device ??= deviceWords(request.get('user-agent'));
  next();
}

type Handler = (request: Request, response: Response, next: NextFunction) => void;

/** The API signs in by token alone: it never reads a cookie, so no other site can use somebody's session on it. */
const pagesOnly =
  (handler: Handler): Handler =>
  (request, response, next) =>
    isWithoutSession(request.path) ? next() : handler(request, response, next);
