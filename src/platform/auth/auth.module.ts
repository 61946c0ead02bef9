import { Global, type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { FactorTimes } from '../access';
import { AccessTokens } from './access-tokens';
import { ApiTokens } from './api-tokens';
import { OwnSessions } from './sessions';
import { TokenScopeGuard } from './token-scope.guard';
import { SessionsController } from './api/sessions.controller';
import { Actors } from './actors';
import { Credentials } from './credentials';
import { DeviceCookie } from './device-cookie';
import { RememberedFactorTimes } from './factor-times';
import { Identify } from './identify';
import { KnownDevices } from './known-devices';
import { Limits } from './limits';
import { Passkeys } from './passkeys';
import { PasswordRules } from './password-rules';
import { Passwords } from './passwords';
import { FactorKeys } from './second-factor-keys';
import { SecondFactors } from './second-factors';
import { SignIn } from './sign-in';
import { BackChannelLogout } from './single-sign-on/back-channel-logout';
import { Identities } from './single-sign-on/identities';
import { SignOnProvider } from './single-sign-on/sign-on-provider';
import { SingleSignOn } from './single-sign-on/single-sign-on';
import { TokenStrategy } from './strategies';

@Global()
@Module({
  imports: [PassportModule.register({ session: false })],
  controllers: [SessionsController],
  providers: [
    { provide: APP_GUARD, useClass: TokenScopeGuard },
    ApiTokens,
    OwnSessions,
    AccessTokens,
    Actors,
    { provide: FactorTimes, useClass: RememberedFactorTimes },
    Identify,
    FactorKeys,
    Credentials,
    DeviceCookie,
    KnownDevices,
    Limits,
    Passkeys,
    PasswordRules,
    Passwords,
    SecondFactors,
    SignIn,
    Identities,
    BackChannelLogout,
    SignOnProvider,
    SingleSignOn,
    TokenStrategy,
  ],
  exports: [
    ApiTokens,
    OwnSessions,
    AccessTokens,
    Actors,
    FactorTimes,
    PasswordRules,
    Passwords,
    SignIn,
    FactorKeys,
    DeviceCookie,
    KnownDevices,
    Limits,
    Passkeys,
    SecondFactors,
    Identities,
    SignOnProvider,
    SingleSignOn,
  ],
})
export class AuthModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(Identify).forRoutes('{*path}');
  }
}
