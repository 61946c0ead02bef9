import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy as BearerStrategy } from 'passport-http-bearer';
import type { Actor } from '../access';
import { AccessTokens } from './access-tokens';

/** `Authorization: Bearer …`, for the API. */
@Injectable()
export class TokenStrategy extends PassportStrategy(BearerStrategy, 'token') {
  constructor(private readonly tokens: AccessTokens) {
    super({ passReqToCallback: true });
  }

  async validate(request: Request, token: string): Promise<Actor | false> {
    const holder = await this.tokens.holderOf(token);
    if (!holder) return false;
    request.tokenScopes = holder.scopes;
    return holder.actor;
  }
}
