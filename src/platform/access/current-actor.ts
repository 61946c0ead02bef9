import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from './actor';
import { SignInNeeded } from './route-access';

declare module 'express-serve-static-core' {
  interface Request {
    actor?: Actor;
    requestId: string;
  }
}

/** The signed-in person of this request. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const actor = context.switchToHttp().getRequest<Request>().actor;
  if (!actor) throw new SignInNeeded();
  return actor;
});
