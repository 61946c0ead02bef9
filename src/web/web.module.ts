import { Module } from '@nestjs/common';
import { PagesController } from './pages.controller';
import { AccountController } from './sign-in/account.controller';
import { AppSetUp } from './sign-in/app-set-up';
import { ConfirmController } from './sign-in/confirm.controller';
import { NewFactorController } from './sign-in/new-factor.controller';
import { PasswordAgain } from './sign-in/password-again';
import { SecondStepController } from './sign-in/second-step.controller';
import { SetUpController } from './sign-in/set-up.controller';
import { SignInController } from './sign-in/sign-in.controller';
import { SingleSignOnController } from './sign-in/single-sign-on.controller';
import { SignInSteps } from './sign-in/steps';
import { DraftsController } from './drafts/drafts.controller';
import { SessionsController } from './sessions/sessions.controller';
import { TokensController } from './sessions/tokens.controller';

@Module({
  controllers: [
    PagesController,
    SignInController,
    SingleSignOnController,
    SecondStepController,
    SetUpController,
    ConfirmController,
    AccountController,
    NewFactorController,
    SessionsController,
    TokensController,
    DraftsController,
  ],
  providers: [AppSetUp, PasswordAgain, SignInSteps],
})
export class WebModule {}
