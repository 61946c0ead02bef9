import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Actor, CurrentActor, SignedIn } from '../../platform/access';
import { Passkeys, SecondFactors, SignIn, SingleSignOn } from '../../platform/auth';
import { checked, sessionSaved } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { type FieldProblem, Invalid } from '../../shared/errors';
import { homeOf } from '../home';
import { CodeForm, PasskeyForm, PasswordForm } from './forms';
import { signInPaths } from './paths';
import { presentCode } from './present-steps';
import { WRONG_CODE, WRONG_PASSKEY } from './second-step.controller';
import { callerOf } from './steps';

const WRONG_PASSWORD = 'Check your password and try again';

/** “Confirm it is you”: before acts that matter most. Afterwards back to where the session, never an address, says. */
@Controller('confirm-it-is-you')
@SignedIn()
export class ConfirmController {
  constructor(
    private readonly signIn: SignIn,
    private readonly factors: SecondFactors,
    private readonly passkeys: Passkeys,
    private readonly signOn: SingleSignOn,
    private readonly clock: Clock,
  ) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.ask(request, response, actor);
  }

  /** A code; in the demonstration, of somebody who has no second factor, the password. */
  @Post()
  confirm(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    return this.take(request, response, actor, async () => {
      const { factors } = await this.factors.of(actor);
      if (factors.length > 0) {
        const { code } = checked(CodeForm, body);
        return (await this.signIn.withFactor(actor, { code }, callerOf(request)))
          ? undefined
          : problem('code', WRONG_CODE);
      }
      const { password } = checked(PasswordForm, body);
      const isRight = await this.signIn.isPasswordOf(actor, password, callerOf(request));
      return isRight && !this.factors.isNeededBy(actor) ? undefined : problem('password', WRONG_PASSWORD);
    });
  }

  @Post('passkey')
  confirmPasskey(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const challenge = request.session.passkeyChallenge ?? '';
    delete request.session.passkeyChallenge;
    return this.take(request, response, actor, async () => {
      const answer = checked(PasskeyForm, body).passkey;
      const isRight = await this.signIn.withFactor(actor, { challenge, answer }, callerOf(request));
      return isRight ? undefined : problem('code', WRONG_PASSKEY);
    });
  }

  private async take(
    request: Request,
    response: Response,
    actor: Actor,
    check: () => Promise<FieldProblem | undefined>,
  ): Promise<void> {
    const wrong = await check().then(
      (found) => (found ? [found] : undefined),
      (error: unknown) => {
        if (error instanceof Invalid) return error.problems;
        throw error;
      },
    );
    if (wrong) return this.ask(request, response.status(422), actor, wrong);
    await this.signIn.confirmed(actor);
    const next = request.session.confirmFor ?? homeOf(actor);
    delete request.session.confirmFor;
    request.session.factorAt = this.clock.now().toISOString();
    await sessionSaved(response);
    response.redirect(303, next);
  }

  private async ask(request: Request, response: Response, actor: Actor, errors?: FieldProblem[]): Promise<void> {
    const question = await this.passkeys.ask(actor);
    request.session.passkeyChallenge = question?.challenge;
    const isLinked = await this.signOn.isLinked(actor);
    response.render(
      'sign-in/code.njk',
      presentCode(await this.factors.of(actor), {
        heading: 'Confirm it is you',
        action: signInPaths.confirm,
        passkey: question && { action: signInPaths.confirmPasskey, options: question.options },
        singleSignOnHref: isLinked ? signInPaths.confirmBySingleSignOn : undefined,
        errors: errors?.map(({ field, message }) => ({ field: field === 'passkey' ? 'code' : field, message })),
      }),
    );
  }
}

const problem = (field: string, message: string): FieldProblem => ({ field, message });
