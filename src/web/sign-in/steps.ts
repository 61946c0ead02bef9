import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../platform/access';
import { Actors, type Caller, DeviceCookie, FactorKeys, SecondFactors, SignIn } from '../../platform/auth';
import { sessionSaved } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { homeOf } from '../home';
import { signInPaths } from './paths';

declare module 'express-session' {
  interface SessionData {
    /** The password was right; the second factor, or setting one up, is still to come. It opens nothing else. */
    pendingSignIn?: { userId: string; at: string; needs: 'code' | 'set-up'; isBySingleSignOn?: boolean };
    /** Signed in at a provider, so signing out here leaves them signed in there. */
    isBySingleSignOn?: boolean;
    /** The seed of an app that is being set up, sealed, until a code shows that the app has it. */
    newSeed?: string;
    /** What a passkey must answer; good for one answer. */
    passkeyChallenge?: string;
    /** Recovery codes just made, sealed, until they are shown: once. */
    freshCodes?: string;
    /** Where to go on after they were shown. */
    afterCodes?: string;
  }
}

const MINUTES_PENDING = 10;

/** How a sign-in ended. */
interface Ending {
  /** Recovery codes to be shown first. */
  codes?: string[];
  /** When the second factor was given; now, unless it was given at a provider. */
  factorAt?: Date;
  isBySingleSignOn?: boolean;
}

/** The steps from the password to a session, as the session of the browser remembers them. */
@Injectable()
export class SignInSteps {
  constructor(
    private readonly actors: Actors,
    private readonly signIn: SignIn,
    private readonly factors: SecondFactors,
    private readonly keys: FactorKeys,
    private readonly deviceCookie: DeviceCookie,
    private readonly clock: Clock,
  ) {}

  /** After the password. A new id already here: whoever planted the old one must not set up their own factor. */
  async hold(
    request: Request,
    actor: Actor,
    needs: 'code' | 'set-up',
    { isBySingleSignOn = false }: Pick<Ending, 'isBySingleSignOn'> = {},
  ): Promise<void> {
    const { returnTo, pendingForm } = request.session;
    await newSession(request);
    const pendingSignIn = { userId: actor.userId, at: this.clock.now().toISOString(), needs, isBySingleSignOn };
    Object.assign(request.session, { returnTo, pendingForm, pendingSignIn });
  }

  /** Who is between the two steps, if that is so and not long ago. */
  async held(request: Request, needs: 'code' | 'set-up'): Promise<Actor | undefined> {
    const pending = request.session.pendingSignIn;
    if (pending?.needs !== needs) return undefined;
    const age = this.clock.now().getTime() - new Date(pending.at).getTime();
    const actor = age <= MINUTES_PENDING * 60_000 ? await this.actors.load(pending.userId) : undefined;
    if (!actor || needs === 'code') return actor;
    // Set up in another window meanwhile: from then on the password alone adds nothing.
    return (await this.factors.of(actor)).factors.length === 0 ? actor : undefined;
  }

  /** The whole sign-in is done: a new session id, and on to what was asked for. */
  async finish(request: Request, response: Response, actor: Actor, ending: Ending = {}): Promise<void> {
    const { returnTo, pendingForm, pendingSignIn } = request.session;
    const { codes = [], factorAt = this.clock.now(), isBySingleSignOn = pendingSignIn?.isBySingleSignOn } = ending;
    await newSession(request);
    request.session.userId = actor.userId;
    request.session.factorAt = factorAt.toISOString();
    if (isBySingleSignOn) request.session.isBySingleSignOn = true;
    const keeps = pendingForm?.userId === actor.userId;
    if (keeps) request.session.pendingForm = pendingForm;
    const next = keeps ? signInPaths.resume : (localPath(returnTo) ?? homeOf(actor));
    if (codes.length > 0) {
      request.session.freshCodes = this.sealed(codes, actor);
      request.session.afterCodes = next;
    }
    const devices = await this.signIn.started(actor, callerOf(request));
    if (devices) this.deviceCookie.write(response, devices);
    await sessionSaved(response);
    response.redirect(303, codes.length > 0 ? signInPaths.recoveryCodes : next);
  }

  /** A factor was added or removed, which ended every sign-in of this person: this one goes on under a new id. */
  async goOn(request: Request, actor: Actor, codes: string[] = []): Promise<void> {
    await newSession(request);
    request.session.userId = actor.userId;
    request.session.factorAt = this.clock.now().toISOString();
    if (codes.length > 0) request.session.freshCodes = this.sealed(codes, actor);
  }

  /** The recovery codes to be shown now, and never again. */
  takeCodes(request: Request, actor: Actor): { codes: string[]; next: string } | undefined {
    const { freshCodes, afterCodes } = request.session;
    delete request.session.freshCodes;
    delete request.session.afterCodes;
    if (freshCodes === undefined) return undefined;
    const codes = this.keys.open(Buffer.from(freshCodes, 'base64'), actor.userId).toString('utf8').split(' ');
    return { codes, next: afterCodes ?? signInPaths.account };
  }

  private sealed(codes: string[], actor: Actor): string {
    return this.keys.seal(Buffer.from(codes.join(' ')), actor.userId).toString('base64');
  }
}

export const callerOf = ({ ip, requestId, devices }: Request): Caller => ({ address: ip, requestId, devices });

/** A new id at sign-in, so that a session planted before it is worth nothing. */
const newSession = (request: Request): Promise<void> =>
  new Promise((resolve, reject) =>
    request.session.regenerate((error: unknown) =>
      error ? reject(new Error('No session could be started.')) : resolve(),
    ),
  );

/** Only a path of this service; `//elsewhere` is an address of another. */
const localPath = (path: string | undefined): string | undefined =>
  path !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(path) ? path : undefined;
