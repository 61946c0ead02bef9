import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { FactorTimes } from '../access';
import { AccessTokens } from './access-tokens';

/** The session of a page and the token of the API remember when a second factor was last given. */
@Injectable()
export class RememberedFactorTimes extends FactorTimes {
  constructor(private readonly tokens: AccessTokens) {
    super();
  }

  async of(request: Request): Promise<Date | undefined> {
    if (request.originalUrl.startsWith('/api/')) {
      return this.tokens.factorTimeOf((request.headers.authorization ?? '').replace(/^Bearer\s+/i, ''));
    }
    const at = request.session.factorAt;
    return at === undefined ? undefined : new Date(at);
  }
}
