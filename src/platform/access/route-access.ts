import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { NotAllowed } from '../../shared/errors';
import { type Actor, ROLES, type Role } from './actor';

export const ROUTE_ACCESS = 'route-access';
export type RouteAccess = 'public' | readonly Role[];

/** Anyone, signed in or not. */
export const Public = () => SetMetadata(ROUTE_ACCESS, 'public' satisfies RouteAccess);
/** Signed-in users who have one of these roles. Which records they reach is decided record by record. */
export const Roles = (...roles: Role[]) => SetMetadata(ROUTE_ACCESS, roles satisfies RouteAccess);
/** Every signed-in user, whatever the role. */
export const SignedIn = () => Roles(...ROLES);

/** Asked for a page or the API without a valid sign-in. */
export class SignInNeeded extends Error {}

/** The first floor of access: a handler that declares nothing is refused. */
@Injectable()
export class RouteAccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === undefined) throw new NotAllowed('This page has no access rule, so nobody may open it.');
    if (access === 'public') return true;
    const actor: Actor | undefined = context.switchToHttp().getRequest<Request>().actor;
    if (!actor) throw new SignInNeeded();
    if (!access.some((role) => actor.roles.includes(role))) throw new NotAllowed();
    return true;
  }
}
