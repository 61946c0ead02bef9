import type { Request } from 'express';
import { type Configuration, randomNonce, randomState } from 'openid-client';
import { type AuthenticateOptions, Strategy } from 'openid-client/passport';
import type { ProviderClaims } from '../domain/provider-claims';
import { ProviderAway } from './sign-on-provider';

/** The provider's answer was not one to a question of this browser, or its token is not to be believed. */
export class AnswerRefused extends Error {}

/** Where to send the browser, or what the provider says of the person. */
export type StrategyOutcome = { redirectTo: string } | { claims: ProviderClaims; idToken: string };

export interface Asked {
  configuration: Configuration;
  callbackUrl: string;
  step: 'begin' | 'answer';
  /** The person signs in at the provider anew, whoever is signed in there. */
  isAnew?: boolean;
}

const SESSION_KEY = 'signOnState';
const AWAY = ['OAUTH_TIMEOUT', 'OAUTH_ABORT'];

/**
 * One step of the passport strategy for one request. Passport's own runner answers the browser before the session is
 * kept, and a fast browser would come back to one that does not know the question; so the outcome is handed back here.
 * @throws AnswerRefused, ProviderAway
 */
export function runStrategy(request: Request, asked: Asked): Promise<StrategyOutcome> {
  return new Promise((resolve, reject) => {
    new SignOnStrategy(asked, resolve, reject).authenticate(request, {});
  });
}

/** PKCE with S256 and a question used once are the strategy's own; state and nonce are always sent, whatever the provider can do. */
class SignOnStrategy extends Strategy {
  constructor(
    private readonly asked: Asked,
    private readonly resolve: (outcome: StrategyOutcome) => void,
    private readonly reject: (error: Error) => void,
  ) {
    super(
      { config: asked.configuration, callbackURL: asked.callbackUrl, scope: 'openid', sessionKey: SESSION_KEY },
      (tokens) => {
        const claims = tokens.claims();
        if (claims && tokens.id_token !== undefined) resolve({ claims, idToken: tokens.id_token });
        else reject(new AnswerRefused('no ID token'));
      },
    );
  }

  override authorizationRequestParams<Options extends AuthenticateOptions>(
    _request: Request,
    _options: Options,
  ): Record<string, string> {
    const always = { state: randomState(), nonce: randomNonce() };
    return this.asked.isAnew ? { ...always, prompt: 'login' } : always;
  }

  override shouldInitiateAuthRequest(): boolean {
    return this.asked.step === 'begin';
  }

  /** Never of the Host header, which a stranger may write. */
  override currentUrl(request: Request): URL {
    return new URL(request.originalUrl, this.asked.callbackUrl);
  }

  redirect(url: string): void {
    this.resolve({ redirectTo: url });
  }

  /** There was no question of this browser, or the person said no at the provider. */
  fail(): void {
    this.reject(new AnswerRefused('no question was open, or it was declined'));
  }

  error(error: unknown): void {
    this.reject(refusalOf(error));
  }

  success(): void {
    this.reject(new AnswerRefused('the token was not looked at'));
  }

  pass(): void {
    this.reject(new AnswerRefused('nothing was asked'));
  }
}

/** What the library refuses carries a code of its own; anything else is a fault of ours, and stays one. */
function refusalOf(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('The provider’s answer could not be read.');
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (AWAY.includes(code) || isUnreachable(error)) return new ProviderAway();
  return code.startsWith('OAUTH_') ? new AnswerRefused(code) : error;
}

/** Said by fetch itself, and sometimes wrapped by the library. */
const isUnreachable = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'message' in error &&
  (error.message === 'fetch failed' || ('cause' in error && isUnreachable(error.cause)));
