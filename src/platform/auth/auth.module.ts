import { Global, type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { AccessTokens } from './access-tokens';
import { SessionsController } from './api/sessions.controller';
import { Actors } from './actors';
import { Identify } from './identify';
import { Passwords } from './passwords';
import { SignIn } from './sign-in';
import { PasswordStrategy, TokenStrategy } from './strategies';

@Global()
@Module({
  imports: [PassportModule.register({ session: false })],
  controllers: [SessionsController],
  providers: [AccessTokens, Actors, Identify, Passwords, SignIn, PasswordStrategy, TokenStrategy],
  exports: [AccessTokens, Actors, Passwords, SignIn],
})
export class AuthModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(Identify).forRoutes('{*path}');
  }
}
