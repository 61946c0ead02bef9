import { Body, Controller, Get, Param, Post, Render, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Actor, CurrentActor, SignedIn } from '../../platform/access';
import { type FactorRow, SecondFactors, SingleSignOn } from '../../platform/auth';
import { answerForm, checked } from '../../platform/http';
import { NotFound } from '../../shared/errors';
import { PasswordForm } from './forms';
import { PasswordAgain } from './password-again';
import { signInPaths } from './paths';
import { type AccountModel, presentAccount, presentCodes, presentPassword, type PasswordModel } from './present-steps';
import { SignInSteps } from './steps';

/** “Your account”: what somebody signs in with, and how they take a part of it away. */
@Controller('account')
@SignedIn()
export class AccountController {
  constructor(
    private readonly factors: SecondFactors,
    private readonly steps: SignInSteps,
    private readonly password: PasswordAgain,
    private readonly signOn: SingleSignOn,
  ) {}

  @Get()
  @Render('sign-in/account.njk')
  async show(@CurrentActor() actor: Actor): Promise<AccountModel> {
    return presentAccount(actor, await this.factors.of(actor), await this.signOn.isLinked(actor));
  }

  @Get('second-factors/:id/removal')
  @Render('sign-in/password.njk')
  async askRemoval(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PasswordModel> {
    return removal(await this.factorOf(actor, id));
  }

  @Post('second-factors/:id/removal')
  async remove(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const factor = await this.factorOf(actor, id);
    await answerForm(response, {
      save: async () => {
        await this.password.ensure(actor, checked(PasswordForm, body).password, request);
        await this.factors.remove(actor, factor.id);
        await this.steps.goOn(request, actor);
      },
      saved: () => signInPaths.account,
      notice: `‘${factor.name}’ removed. You have been signed out everywhere else.`,
      again: ({ problems }) =>
        Promise.resolve({
          view: 'sign-in/password.njk',
          model: presentPassword({ ...removal(factor), errors: problems }),
        }),
    });
  }

  @Get('recovery-codes/new')
  @Render('sign-in/password.njk')
  askCodes(): PasswordModel {
    return NEW_CODES;
  }

  @Post('recovery-codes/new')
  async makeCodes(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        await this.password.ensure(actor, checked(PasswordForm, body).password, request);
        await this.steps.goOn(request, actor, await this.factors.newCodes(actor));
      },
      saved: () => signInPaths.recoveryCodes,
      again: ({ problems }) =>
        Promise.resolve({ view: 'sign-in/password.njk', model: presentPassword({ ...NEW_CODES, errors: problems }) }),
    });
  }

  /** Once: whoever opens it again is back at the account. */
  @Get('recovery-codes')
  showCodes(@CurrentActor() actor: Actor, @Req() request: Request, @Res() response: Response): void {
    const shown = this.steps.takeCodes(request, actor);
    if (shown) response.render('sign-in/recovery-codes.njk', presentCodes(shown));
    else response.redirect(303, signInPaths.account);
  }

  private async factorOf(actor: Actor, id: string): Promise<FactorRow> {
    const factor = (await this.factors.of(actor)).factors.find((one) => one.id === id);
    if (!factor) throw new NotFound();
    return factor;
  }
}

const removal = (factor: FactorRow): PasswordModel =>
  presentPassword({
    heading: `Remove ‘${factor.name}’`,
    explanation: 'You will not be able to sign in with it any more. You will be signed out everywhere else.',
    action: signInPaths.removal(factor.id),
    button: 'Remove',
    isWarning: true,
    cancelHref: signInPaths.account,
  });

const NEW_CODES: PasswordModel = presentPassword({
  heading: 'Get new recovery codes',
  explanation: 'The codes you have now will stop working. You will be signed out everywhere else.',
  action: signInPaths.newRecoveryCodes,
  button: 'Get new codes',
  isWarning: false,
  cancelHref: signInPaths.account,
});
