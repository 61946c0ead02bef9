import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy as BearerStrategy } from 'passport-http-bearer';
import { Strategy as LocalStrategy } from 'passport-local';
import type { Actor } from '../access';
import { AccessTokens } from './access-tokens';
import { SignIn } from './sign-in';

/** E-mail and password, for the sign-in page and POST /api/v1/sessions. */
@Injectable()
export class PasswordStrategy extends PassportStrategy(LocalStrategy, 'password') {
  constructor(private readonly signIn: SignIn) {
    super({ usernameField: 'email', passwordField: 'password' });
  }

  async validate(email: string, password: string): Promise<Actor | false> {
    return (await this.signIn.withPassword(email, password)) ?? false;
  }
}

/** `Authorization: Bearer …`, for the API. */
@Injectable()
export class TokenStrategy extends PassportStrategy(BearerStrategy, 'token') {
  constructor(private readonly tokens: AccessTokens) {
    super();
  }

  async validate(token: string): Promise<Actor | false> {
    return (await this.tokens.actorOf(token)) ?? false;
  }
}
