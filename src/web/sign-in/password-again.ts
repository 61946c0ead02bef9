import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '../../platform/access';
import { SignIn } from '../../platform/auth';
import { Invalid } from '../../shared/errors';
import { callerOf } from './steps';

/** Before the account itself is changed the password is asked for again: an open screen is not the person (V7.5.1). */
@Injectable()
export class PasswordAgain {
  constructor(private readonly signIn: SignIn) {}

  /** @throws Invalid when it is wrong, TooManyTries */
  async ensure(actor: Actor, password: string, request: Request): Promise<void> {
    if (await this.signIn.isPasswordOf(actor, password, callerOf(request))) return;
    throw new Invalid([{ field: 'password', message: 'Check your password and try again' }]);
  }
}
