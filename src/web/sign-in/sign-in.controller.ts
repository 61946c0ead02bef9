import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { Request, Response } from 'express';
import { type Actor, CurrentActor, Public, SignedIn } from '../../platform/access';
import { SignIn } from '../../platform/auth';
import { checked, sessionSaved } from '../../platform/http';
import { Invalid } from '../../shared/errors';
import { homeOf } from '../home';
import { keptFields } from './kept-fields';
import { presentSignIn } from './present-sign-in';

class SignInForm {
  @IsString()
  @IsNotEmpty({ message: 'Enter your email address' })
  @MaxLength(254, { message: 'Enter a shorter email address' })
  email!: string;

  @IsString()
  @IsNotEmpty({ message: 'Enter your password' })
  @MaxLength(1000, { message: 'Enter a shorter password' })
  password!: string;
}

const WRONG = 'Check your email address and password and try again';

@Controller()
export class SignInController {
  constructor(private readonly signIn: SignIn) {}

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
      const actor = await this.signIn.withPassword(form.email, form.password);
      if (!actor) throw new Invalid([{ field: 'email', message: WRONG }]);
      const { returnTo, pendingForm } = request.session;
      await newSession(request);
      request.session.userId = actor.userId;
      const keeps = pendingForm?.userId === actor.userId;
      if (keeps) request.session.pendingForm = pendingForm;
      await sessionSaved(response);
      response.redirect(303, keeps ? '/sign-in/resume' : (localPath(returnTo) ?? homeOf(actor)));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const email = typeof body['email'] === 'string' ? body['email'] : '';
      response.status(422).render('sign-in/sign-in.njk', presentSignIn({ email, errors: error.problems }));
    }
  }

  /** What was typed before the session ended, ready to be sent again. */
  @Get('sign-in/resume')
  @SignedIn()
  resume(@Req() request: Request, @Res() response: Response): void {
    const kept = request.session.pendingForm;
    delete request.session.pendingForm;
    if (!kept) {
      response.redirect(303, '/');
      return;
    }
    response.render('sign-in/resume.njk', { path: kept.path, fields: keptFields(kept.body) });
  }

  @Post('sign-out')
  @SignedIn()
  async end(@CurrentActor() actor: Actor, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.signIn.ended(actor);
    request.session.destroy(() => {
      response.setHeader('Clear-Site-Data', '"cache", "storage"');
      response.redirect(303, '/sign-in');
    });
  }
}

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
