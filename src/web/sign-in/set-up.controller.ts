import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Actor, Public } from '../../platform/access';
import { Passkeys, SecondFactors } from '../../platform/auth';
import { checked } from '../../platform/http';
import { type FieldProblem, Invalid } from '../../shared/errors';
import { AppSetUp } from './app-set-up';
import { CodeForm, NewPasskeyForm } from './forms';
import { signInPaths } from './paths';
import { presentApp, presentNewPasskey } from './present-steps';
import { startAgain } from './second-step.controller';
import { SignInSteps } from './steps';

/** Before anything else: somebody who has no second factor yet sets one up, and is signed in with it. */
@Controller('sign-in/set-up')
@Public()
export class SetUpController {
  constructor(
    private readonly steps: SignInSteps,
    private readonly factors: SecondFactors,
    private readonly passkeys: Passkeys,
    private readonly app: AppSetUp,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const actor = await this.steps.held(request, 'set-up');
    if (actor) this.showApp(request, response, actor);
    else startAgain(request, response);
  }

  @Post()
  async add(@Req() request: Request, @Body() body: Record<string, unknown>, @Res() response: Response): Promise<void> {
    const actor = await this.steps.held(request, 'set-up');
    const seed = actor && this.app.seedOf(request, actor);
    if (!actor || !seed) return startAgain(request, response);
    await this.finish(request, response, actor, {
      add: async () => this.factors.addApp(actor, seed, checked(CodeForm, body).code, 'first'),
      again: (errors) => this.showApp(request, response, actor, errors),
    });
  }

  @Get('passkey')
  async showPasskey(@Req() request: Request, @Res() response: Response): Promise<void> {
    const actor = await this.steps.held(request, 'set-up');
    if (actor) await this.askPasskey(request, response, actor, '');
    else startAgain(request, response);
  }

  @Post('passkey')
  async addPasskey(
    @Req() request: Request,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const actor = await this.steps.held(request, 'set-up');
    if (!actor) return startAgain(request, response);
    const challenge = request.session.passkeyChallenge ?? '';
    await this.finish(request, response, actor, {
      add: async () => {
        const { passkey, name } = checked(NewPasskeyForm, body);
        return this.passkeys.add(actor, { challenge, answer: passkey, name, place: 'first' });
      },
      again: (errors) => this.askPasskey(request, response, actor, body['name'], errors),
    });
  }

  private async finish(
    request: Request,
    response: Response,
    actor: Actor,
    form: { add: () => Promise<string[]>; again: (errors: FieldProblem[]) => void | Promise<void> },
  ): Promise<void> {
    let codes: string[];
    try {
      codes = await form.add();
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      response.status(422);
      return form.again(error.problems);
    }
    await this.steps.finish(request, response, actor, { codes });
  }

  private showApp(request: Request, response: Response, actor: Actor, errors?: FieldProblem[]): void {
    response.render(
      'sign-in/new-app.njk',
      presentApp({
        ...this.app.show(request, actor),
        action: signInPaths.setUp,
        asksPassword: false,
        isFirst: true,
        passkeyHref: signInPaths.setUpPasskey,
        errors,
      }),
    );
  }

  private async askPasskey(
    request: Request,
    response: Response,
    actor: Actor,
    name: unknown,
    errors?: FieldProblem[],
  ): Promise<void> {
    const { options, challenge } = await this.passkeys.askForNew(actor);
    request.session.passkeyChallenge = challenge;
    response.render(
      'sign-in/new-passkey.njk',
      presentNewPasskey({
        passkey: { action: signInPaths.setUpPasskey, options },
        asksPassword: false,
        name: typeof name === 'string' ? name : '',
        appHref: signInPaths.setUp,
        errors,
      }),
    );
  }
}
