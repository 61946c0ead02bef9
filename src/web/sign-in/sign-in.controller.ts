import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Actor, CurrentActor, Public, SignedIn } from '../../platform/access';
import { SignIn } from '../../platform/auth';
import { checked, sessionSaved } from '../../platform/http';
import { Invalid } from '../../shared/errors';
import { homeOf } from '../home';
import { SignInForm } from './forms';
import { keptFields } from './kept-fields';
import { signInPaths } from './paths';
import { presentSignIn } from './present-sign-in';
import { callerOf, SignInSteps } from './steps';

const WRONG = 'Check your email address and password and try again';

/** The first step of signing in, and the way out. */
@Controller()
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly steps: SignInSteps,
  ) {}

  @Get('sign-in')
  @Public()
  show(@Req() request: Request, @Query('ended') ended: string | undefined, @Res() response: Response): void {
    if (request.actor) response.redirect(303, homeOf(request.actor));
    else
      response.render(
        'sign-in/sign-in.njk',
        presentSignIn({ sessionEnded: ended === 'yes', keptForm: request.session.pendingForm !== undefined }),
      );
  }

  @Post('sign-in')
  @Public()
  async start(
    @Req() request: Request,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    try {
      const form = checked(SignInForm, body);
      const accepted = await this.signIn.withPassword(form.email, form.password, callerOf(request));
      if (!accepted) throw new Invalid([{ field: 'email', message: WRONG }]);
      const { actor, needs } = accepted;
      if (needs === 'nothing') return await this.steps.finish(request, response, actor);
      await this.steps.hold(request, actor, needs);
      await sessionSaved(response);
      response.redirect(303, needs === 'code' ? signInPaths.code : signInPaths.setUp);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const email = typeof body['email'] === 'string' ? body['email'] : '';
      response.status(422).render('sign-in/sign-in.njk', presentSignIn({ email, errors: error.problems }));
    }
  }

  /** What was typed before the session ended, ready to be sent again; kept until it is saved, so that a reload loses nothing. */
  @Get('sign-in/resume')
  @SignedIn()
  resume(@Req() request: Request, @Res() response: Response): void {
    const kept = request.session.pendingForm;
    if (!kept) {
      response.redirect(303, '/');
      return;
    }
    // What is on this page is newer than any draft of the same form.
    response.locals['offersNoDraft'] = true;
    response.render('sign-in/resume.njk', { path: kept.path, fields: keptFields(kept.body) });
  }

  @Post('sign-out')
  @SignedIn()
  async end(@CurrentActor() actor: Actor, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.signIn.ended(actor);
    // A redirect of a form to the provider is against our own policy (form-action), so a page of ours offers the way.
    const next = request.session.isBySingleSignOn ? signInPaths.signedOut : signInPaths.signIn;
    request.session.destroy(() => {
      response.setHeader('Clear-Site-Data', '"cache", "storage"');
      response.redirect(303, next);
    });
  }
}
