import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Actor, CurrentActor, SignedIn } from '../../platform/access';
import { Passkeys, SecondFactors } from '../../platform/auth';
import { answerForm, checked } from '../../platform/http';
import type { FieldProblem } from '../../shared/errors';
import { AppSetUp } from './app-set-up';
import { AppForm, NewPasskeyForm } from './forms';
import { PasswordAgain } from './password-again';
import { signInPaths } from './paths';
import { type AppModel, type NewPasskeyModel, presentApp, presentNewPasskey } from './present-steps';
import { SignInSteps } from './steps';

/** Adding an authenticator app or a passkey to one's account. */
@Controller('account')
@SignedIn()
export class NewFactorController {
  constructor(
    private readonly factors: SecondFactors,
    private readonly passkeys: Passkeys,
    private readonly app: AppSetUp,
    private readonly steps: SignInSteps,
    private readonly password: PasswordAgain,
  ) {}

  @Get('authenticator-app')
  showApp(@CurrentActor() actor: Actor, @Req() request: Request, @Res() response: Response): void {
    response.render('sign-in/new-app.njk', this.appModel(request, actor));
  }

  @Post('authenticator-app')
  async addApp(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { code, password } = checked(AppForm, body);
        const seed = this.app.seedOf(request, actor);
        await this.password.ensure(actor, password, request);
        const codes = await this.factors.addApp(actor, seed ?? Buffer.alloc(0), seed ? code : '', 'another');
        await this.steps.goOn(request, actor, codes);
        return codes;
      },
      saved: (codes) => (codes.length > 0 ? signInPaths.recoveryCodes : signInPaths.account),
      notice: 'Authenticator app added. You have been signed out everywhere else.',
      again: ({ problems }) =>
        Promise.resolve({ view: 'sign-in/new-app.njk', model: this.appModel(request, actor, problems) }),
    });
  }

  @Get('passkey')
  async showPasskey(@CurrentActor() actor: Actor, @Req() request: Request, @Res() response: Response): Promise<void> {
    response.render('sign-in/new-passkey.njk', await this.passkeyModel(request, actor, ''));
  }

  @Post('passkey')
  async addPasskey(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const challenge = request.session.passkeyChallenge ?? '';
    await answerForm(response, {
      save: async () => {
        const { passkey, name, password } = checked(NewPasskeyForm, body);
        await this.password.ensure(actor, password ?? '', request);
        const codes = await this.passkeys.add(actor, { challenge, answer: passkey, name, place: 'another' });
        await this.steps.goOn(request, actor, codes);
        return codes;
      },
      saved: (codes) => (codes.length > 0 ? signInPaths.recoveryCodes : signInPaths.account),
      notice: 'Passkey added. You have been signed out everywhere else.',
      again: async ({ problems }) => ({
        view: 'sign-in/new-passkey.njk',
        model: await this.passkeyModel(request, actor, body['name'], problems),
      }),
    });
  }

  private appModel(request: Request, actor: Actor, errors?: FieldProblem[]): AppModel {
    return presentApp({
      ...this.app.show(request, actor),
      action: signInPaths.newApp,
      asksPassword: true,
      isFirst: false,
      errors,
    });
  }

  private async passkeyModel(
    request: Request,
    actor: Actor,
    name: unknown,
    errors?: FieldProblem[],
  ): Promise<NewPasskeyModel> {
    const { options, challenge } = await this.passkeys.askForNew(actor);
    request.session.passkeyChallenge = challenge;
    return presentNewPasskey({
      passkey: { action: signInPaths.newPasskey, options },
      asksPassword: true,
      name: typeof name === 'string' ? name : '',
      appHref: signInPaths.newApp,
      errors,
    });
  }
}
