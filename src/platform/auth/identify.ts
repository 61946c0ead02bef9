import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import passport from 'passport';
import type { Actor } from '../access';
import { isWithoutSession } from '../http/without-session';
import { Actors } from './actors';
import { DeviceCookie } from './device-cookie';
import { SecondFactors } from './second-factors';

declare module 'express-session' {
  interface SessionData {
    userId?: string;
    /** When a second factor was last given, as an ISO instant. */
    factorAt?: string;
    /** Where to go on after “Confirm it is you”: an address of ours that was just asked for. */
    confirmFor?: string;
    pendingForm?: { path: string; userId: string; body: Record<string, unknown> };
    returnTo?: string;
    notice?: string;
    /** What was asked for and could not be done, and why: said once. */
    notDone?: string;
    /** The page whose form was saved last, by its submission id: what else was typed on it is put back. */
    leftPage?: string;
  }
}

/** Finds out who is asking, anew at every request: by session for pages, by bearer token for the API. */
@Injectable()
export class Identify implements NestMiddleware {
  constructor(
    private readonly actors: Actors,
    private readonly factors: SecondFactors,
    private readonly deviceCookie: DeviceCookie,
  ) {}

  use(request: Request, response: Response, next: NextFunction): void {
    request.devices = isWithoutSession(request.originalUrl) ? [] : this.deviceCookie.read(request);
    this.find(request, response)
      .then((actor) => {
        if (actor) request.actor = { ...actor, requestId: request.requestId, address: request.ip };
        next();
      })
      .catch(next);
  }

  private async find(request: Request, response: Response): Promise<Actor | undefined> {
    if (request.originalUrl.startsWith('/api/')) return byToken(request, response);
    const { userId, factorAt } = request.session ?? {};
    const actor = userId ? await this.actors.load(userId) : undefined;
    // No page without a second factor, by whatever door the session was made.
    return actor && (factorAt !== undefined || !this.factors.isNeededBy(actor)) ? actor : undefined;
  }
}

function byToken(request: Request, response: Response): Promise<Actor | undefined> {
  if (!request.headers.authorization) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const done = (error: unknown, actor: Actor | false | undefined): void => {
      if (error) reject(error instanceof Error ? error : new Error('The token could not be checked.'));
      else resolve(actor || undefined);
    };
    const authenticate: unknown = passport.authenticate('token', { session: false }, done);
    if (typeof authenticate === 'function') authenticate(request, response, reject);
  });
}
