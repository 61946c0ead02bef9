import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { SETTINGS, type Settings } from '../../../config';
import { Clock } from '../../../shared/clock';
import { type Actor, STEP_UP_MINUTES, SYSTEM_ACTOR } from '../../access';
import { Transactions } from '../../database';
import { factorTimeOf, identityOf, isForUsNow, type ProviderIdentity } from '../domain/provider-claims';
import { Limits, type Try } from '../limits';
import { SecondFactors } from '../second-factors';
import type { PasswordAccepted } from '../sign-in';
import { Identities } from './identities';
import { SignOnProvider } from './sign-on-provider';
import { AnswerRefused, runStrategy } from './sign-on-strategy';

/** Why the browser was sent to the provider; kept in its session, so that the answer serves nothing else. */
export type SignOnPurpose =
  { kind: 'sign-in' } | { kind: 'invitation'; linkHash: string } | { kind: 'link' | 'confirm'; userId: string };

declare module 'express-session' {
  interface SessionData {
    signOnPurpose?: SignOnPurpose;
  }
}

/** Somebody came back from the provider and is who the purpose asks for. */
export interface SignedOn {
  purpose: SignOnPurpose;
  actor: Actor;
  /** When a second factor was given at the provider, if it said so and that counts for this purpose. */
  factorAt?: Date;
}

/** Signing in with the account of another organisation, by OpenID Connect. */
@Injectable()
export class SingleSignOn {
  constructor(
    private readonly provider: SignOnProvider,
    private readonly identities: Identities,
    private readonly factors: SecondFactors,
    private readonly limits: Limits,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Where to send the browser. The session must be kept before it goes. @throws ProviderAway, NotFound */
  async begin(request: Request, purpose: SignOnPurpose): Promise<string> {
    const configuration = await this.provider.configuration();
    // Anew wherever it would do harm if the person signed in there were the one before at this computer.
    const isAnew = purpose.kind !== 'sign-in';
    const { callbackUrl } = this.provider;
    const outcome = await runStrategy(request, { configuration, callbackUrl, step: 'begin', isAnew });
    if (!('redirectTo' in outcome)) throw new AnswerRefused('not asked yet');
    request.session.signOnPurpose = purpose;
    return outcome.redirectTo;
  }

  /**
   * What the provider sent the browser back with. Undefined: refused, for whatever reason, and audited.
   * @throws ProviderAway, NotFound, TooManyTries
   */
  async complete(request: Request): Promise<SignedOn | undefined> {
    const purpose = request.session.signOnPurpose;
    delete request.session.signOnPurpose;
    const attempt: Try = { account: `single sign-on ${request.requestId}`, address: request.ip ?? '' };
    await this.limits.take('signOn', attempt);
    const signedOn = await this.answer(request, purpose).catch(async (error: unknown) => {
      if (error instanceof AnswerRefused) return undefined;
      await this.limits.wasNotChecked('signOn', attempt);
      throw error;
    });
    if (signedOn) await this.limits.wasRight('signOn', attempt);
    else await this.refused(request);
    return signedOn;
  }

  /** Whether this account is linked at the provider; null where none is set up. */
  async isLinked(actor: Actor): Promise<boolean | null> {
    return this.provider.isSetUp ? this.identities.isLinked(actor, this.provider.own.issuer) : null;
  }

  /** What must follow the provider before there is a session of ours. */
  async needs({ actor, factorAt }: SignedOn): Promise<PasswordAccepted['needs']> {
    if (factorAt) return 'nothing';
    if ((await this.factors.of(actor)).factors.length > 0) return 'code';
    return this.factors.isNeededBy(actor) ? 'set-up' : 'nothing';
  }

  private async answer(request: Request, purpose: SignOnPurpose | undefined): Promise<SignedOn | undefined> {
    const configuration = await this.provider.configuration();
    const { callbackUrl, own } = this.provider;
    const outcome = await runStrategy(request, { configuration, callbackUrl, step: 'answer' });
    this.provider.keepKeys(configuration);
    const now = this.clock.now();
    if (!purpose || !('claims' in outcome)) return undefined;
    const { claims, idToken } = outcome;
    const identity = isForUsNow(idToken, claims, own.clientId, now) ? identityOf(claims) : undefined;
    const actor = identity && (await this.actorFor(request, purpose, identity));
    if (!actor) return undefined;
    const minutes = purpose.kind === 'confirm' ? STEP_UP_MINUTES : this.settings.sessionAbsoluteMinutes;
    const factorAt = factorTimeOf(claims, { values: own.secondFactorValues, minutes }, now);
    return { purpose, actor, ...(factorAt && { factorAt }) };
  }

  private async actorFor(
    request: Request,
    purpose: SignOnPurpose,
    identity: ProviderIdentity,
  ): Promise<Actor | undefined> {
    if (purpose.kind === 'sign-in') return this.identities.holderOf(identity);
    if (purpose.kind === 'invitation') return this.identities.accept(Buffer.from(purpose.linkHash, 'base64'), identity);
    const { actor } = request;
    if (actor?.userId !== purpose.userId) return undefined;
    if (purpose.kind === 'link') return (await this.identities.link(actor, identity)) ? actor : undefined;
    const holder = await this.identities.holderOf(identity);
    return holder?.userId === actor.userId ? actor : undefined;
  }

  /** Nobody has shown who they are: the service itself is the actor, and nothing of the token is written down. */
  private async refused(request: Request): Promise<void> {
    const { requestId, ip } = request;
    await this.transactions.act({ ...SYSTEM_ACTOR, requestId, ...(ip !== undefined && { address: ip }) }, (tx) =>
      tx.audit({ act: 'session.single_sign_on_failed', subjectType: 'user' }),
    );
  }
}
