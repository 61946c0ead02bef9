import { Global, type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { FactorTimes } from '../access';
import { AccessTokens } from './access-tokens';
import { SessionsController } from './api/sessions.controller';
import { Actors } from './actors';
import { RememberedFactorTimes } from './factor-times';
import { Identify } from './identify';
import { PasswordRules } from './password-rules';
import { Passwords } from './passwords';
import { SignIn } from './sign-in';
import { PasswordStrategy, TokenStrategy } from './strategies';

@Global()
@Module({
  imports: [PassportModule.register({ session: false })],
  controllers: [SessionsController],
  providers: [
    AccessTokens,
    Actors,
    { provide: FactorTimes, useClass: RememberedFactorTimes },
    Identify,
    PasswordRules,
    Passwords,
    SignIn,
    PasswordStrategy,
    TokenStrategy,
  ],
  exports: [AccessTokens, Actors, FactorTimes, PasswordRules, Passwords, SignIn],
})
export class AuthModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(Identify).forRoutes('{*path}');
  }
}
