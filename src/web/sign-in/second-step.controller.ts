import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Actor, Public } from '../../platform/access';
import { type Given, Passkeys, SecondFactors, SignIn } from '../../platform/auth';
import { checked } from '../../platform/http';
import { type FieldProblem, Invalid } from '../../shared/errors';
import { homeOf } from '../home';
import { CodeForm, PasskeyForm } from './forms';
import { signInPaths } from './paths';
import { presentSignIn } from './present-sign-in';
import { presentCode } from './present-steps';
import { callerOf, SignInSteps } from './steps';

export const WRONG_CODE = 'Check the code and try again. Each code works once, for half a minute';
export const WRONG_PASSKEY = 'The passkey was not recognised. Try again, or enter a code';

/** The second step: a code, a recovery code or a passkey of somebody whose password was right a moment ago. */
@Controller('sign-in')
@Public()
export class SecondStepController {
  constructor(
    private readonly signIn: SignIn,
    private readonly steps: SignInSteps,
    private readonly factors: SecondFactors,
    private readonly passkeys: Passkeys,
  ) {}

  @Get('code')
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const actor = await this.steps.held(request, 'code');
    if (actor) await this.ask(request, response, actor);
    else startAgain(request, response);
  }

  @Post('code')
  code(@Req() request: Request, @Body() body: Record<string, unknown>, @Res() response: Response): Promise<void> {
    return this.take(request, response, WRONG_CODE, () => ({ code: checked(CodeForm, body).code }));
  }

  @Post('passkey')
  passkey(@Req() request: Request, @Body() body: Record<string, unknown>, @Res() response: Response): Promise<void> {
    return this.take(request, response, WRONG_PASSKEY, () => {
      const challenge = request.session.passkeyChallenge ?? '';
      delete request.session.passkeyChallenge;
      return { challenge, answer: checked(PasskeyForm, body).passkey };
    });
  }

  private async take(request: Request, response: Response, wrong: string, given: () => Given): Promise<void> {
    const actor = await this.steps.held(request, 'code');
    if (!actor) return startAgain(request, response);
    try {
      if (!(await this.signIn.withFactor(actor, given(), callerOf(request)))) {
        throw new Invalid([{ field: 'code', message: wrong }]);
      }
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return this.ask(request, response.status(422), actor, error.problems);
    }
    await this.steps.finish(request, response, actor);
  }

  private async ask(request: Request, response: Response, actor: Actor, errors?: FieldProblem[]): Promise<void> {
    const question = await this.passkeys.ask(actor);
    request.session.passkeyChallenge = question?.challenge;
    response.render(
      'sign-in/code.njk',
      presentCode(await this.factors.of(actor), {
        heading: 'Enter your code',
        action: signInPaths.code,
        passkey: question && { action: signInPaths.passkey, options: question.options },
        cancelHref: signInPaths.signIn,
        errors: errors?.map(({ message }) => ({ field: 'code', message })),
      }),
    );
  }
}

/** Nobody is between the two steps here: it took too long, or it was done in another window. */
export function startAgain(request: Request, response: Response): void {
  if (request.actor) response.redirect(303, homeOf(request.actor));
  else response.render('sign-in/sign-in.njk', presentSignIn({ tookTooLong: true }));
}
