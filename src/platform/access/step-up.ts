import { applyDecorators, type CanActivate, type ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import type { Request } from 'express';
import { Clock } from '../../shared/clock';
import { Refusal } from '../../shared/errors';

/** So long a second factor counts as just given. */
export const STEP_UP_MINUTES = 5;

/** When the person behind a request last gave a second factor; platform/auth knows. */
export abstract class FactorTimes {
  abstract of(request: Request): Promise<Date | undefined>;
}

/**
 * The act needs a second factor given in the last minutes. The API answers it as it is (401, `step-up-needed`): sign in
 * again with a code for a fresh token. A page is led to “Confirm it is you” by the filter and comes back from there.
 */
export class StepUpNeeded extends Refusal {
  readonly status = 401;
  readonly code = 'step-up-needed';

  constructor() {
    super('Confirm it is you first: sign in again with your code.');
  }
}

@Injectable()
export class StepUpGuard implements CanActivate {
  constructor(
    private readonly factors: FactorTimes,
    private readonly clock: Clock,
  ) {}

  /** @throws StepUpNeeded */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const at = await this.factors.of(context.switchToHttp().getRequest<Request>());
    const age = at === undefined ? Number.POSITIVE_INFINITY : this.clock.now().getTime() - at.getTime();
    if (age < 0 || age > STEP_UP_MINUTES * 60_000) throw new StepUpNeeded();
    return true;
  }
}

/**
 * For acts that matter most. Runs after the guard of the route, so only those who may are asked. On a GET the person
 * comes back to the same address; a form sent to a POST is kept and offered again after the confirmation.
 */
export const StepUp = () => applyDecorators(UseGuards(StepUpGuard));
