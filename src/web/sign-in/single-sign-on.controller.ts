import { createHash } from 'node:crypto';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Actor, CurrentActor, Public, SignedIn, StepUp } from '../../platform/access';
import { ProviderAway, SignIn, type SignedOn, SignOnProvider, SingleSignOn } from '../../platform/auth';
import { sessionSaved } from '../../platform/http';
import { homeOf } from '../home';
import { signInPaths } from './paths';
import { presentSignedOut, presentSignIn, type SignedOutModel } from './present-sign-in';
import { SignInSteps } from './steps';

/**
 * To the provider of single sign-on and back. The ways there are links: a form that ends at another host is against our
 * own policy (form-action), and following one does no more than show the provider's page.
 */
@Controller()
export class SingleSignOnController {
  constructor(
    private readonly signOn: SingleSignOn,
    private readonly provider: SignOnProvider,
    private readonly signIn: SignIn,
    private readonly steps: SignInSteps,
  ) {}

  @Get('sign-in/single-sign-on')
  @Public()
  async start(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { actor } = request;
    if (actor) response.redirect(303, homeOf(actor));
    else await this.leave(response, () => this.signOn.begin(request, { kind: 'sign-in' }));
  }

  /** An invitation accepted with the provider in place of a password; the link is used when they come back. */
  @Get('sign-in/links/:token/single-sign-on')
  @Public()
  async accept(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const linkHash = createHash('sha256').update(token).digest('base64');
    await this.leave(response, () => this.signOn.begin(request, { kind: 'invitation', linkHash }));
  }

  @Get('account/single-sign-on')
  @SignedIn()
  @StepUp()
  async link(@CurrentActor() { userId }: Actor, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.leave(response, () => this.signOn.begin(request, { kind: 'link', userId }));
  }

  @Get('confirm-it-is-you/single-sign-on')
  @SignedIn()
  async confirm(@CurrentActor() { userId }: Actor, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.leave(response, () => this.signOn.begin(request, { kind: 'confirm', userId }));
  }

  @Get('sign-in/single-sign-on/callback')
  @Public()
  async comeBack(@Req() request: Request, @Res() response: Response): Promise<void> {
    const signedOn = await this.orAway(response, () => this.signOn.complete(request));
    if (signedOn === 'away') return;
    if (!signedOn) response.status(403).render('sign-in/single-sign-on-refused.njk');
    else if (signedOn.purpose.kind === 'link') await this.linked(request, response);
    else if (signedOn.purpose.kind === 'confirm') await this.confirmed(request, response, signedOn);
    else await this.signedIn(request, response, signedOn);
  }

  @Get('sign-in/signed-out')
  @Public()
  async signedOut(@Res() response: Response): Promise<void> {
    const model = await this.signedOutModel();
    response.render('sign-in/signed-out.njk', presentSignedOut(model));
  }

  private async signedIn(request: Request, response: Response, signedOn: SignedOn): Promise<void> {
    const { actor, factorAt } = signedOn;
    const needs = await this.signOn.needs(signedOn);
    if (needs === 'nothing') {
      return this.steps.finish(request, response, actor, { factorAt, isBySingleSignOn: true });
    }
    await this.steps.hold(request, actor, needs, { isBySingleSignOn: true });
    await sessionSaved(response);
    response.redirect(303, needs === 'code' ? signInPaths.code : signInPaths.setUp);
  }

  private async linked(request: Request, response: Response): Promise<void> {
    request.session.notice = `Linked. You can sign in with ${this.provider.own.name} from now on.`;
    await sessionSaved(response);
    response.redirect(303, signInPaths.account);
  }

  private async confirmed(request: Request, response: Response, { actor, factorAt }: SignedOn): Promise<void> {
    if (!factorAt) {
      request.session.notice = `You signed in with ${this.provider.own.name}, but not with a second factor there. Use another way.`;
      await sessionSaved(response);
      response.redirect(303, signInPaths.confirm);
      return;
    }
    await this.signIn.confirmed(actor);
    const next = request.session.confirmFor ?? homeOf(actor);
    delete request.session.confirmFor;
    request.session.factorAt = factorAt.toISOString();
    await sessionSaved(response);
    response.redirect(303, next);
  }

  private async leave(response: Response, begin: () => Promise<string>): Promise<void> {
    const address = await this.orAway(response, begin);
    if (address === 'away') return;
    await sessionSaved(response);
    response.redirect(303, address);
  }

  /** The provider does not answer: the page says so, and everything else works. */
  private async orAway<Result>(response: Response, work: () => Promise<Result>): Promise<Result | 'away'> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ProviderAway) || response.req.actor) throw error;
      response.status(error.status).setHeader('Retry-After', String(error.retryAfterSeconds));
      response.render('sign-in/sign-in.njk', presentSignIn({ providerAway: true }));
      return 'away';
    }
  }

  /** Signed out here whatever the provider says. */
  private async signedOutModel(): Promise<SignedOutModel> {
    if (!this.provider.isSetUp) return {};
    const providerHref = await this.provider.signOutUrl().catch((error: unknown) => {
      if (error instanceof ProviderAway) return undefined;
      throw error;
    });
    return { providerHref };
  }
}
