import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Refusal } from '../../shared/errors';
import { scopeOfRoute } from './token-scopes';

declare module 'express-serve-static-core' {
  interface Request {
    /** Of an integration's token; null or undefined for a person's own session, which nothing narrows. */
    tokenScopes?: readonly string[] | null;
  }
}

/** The token's user might do it; this token was not made for it. */
class ScopeMissing extends Refusal {
  readonly status = 403;
  readonly code = 'scope-missing';

  constructor(scope: string | undefined) {
    super(scope ? `This token does not have the scope ${scope}.` : 'Tokens of integrations cannot be used for this.');
  }
}

/** Holds an integration's token to its scopes, route by route; a route that belongs to none is refused. */
@Injectable()
export class TokenScopeGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { tokenScopes, method, route } = context.switchToHttp().getRequest<Request>();
    if (!tokenScopes) return true;
    const scope = scopeOfRoute(method, pathOf(route));
    if (scope === undefined || !tokenScopes.includes(scope)) throw new ScopeMissing(scope);
    return true;
  }
}

/** The pattern of the handler that was found, which no spelling of the address can disguise. */
const pathOf = (route: unknown): string =>
  typeof route === 'object' && route !== null && 'path' in route && typeof route.path === 'string' ? route.path : '';
