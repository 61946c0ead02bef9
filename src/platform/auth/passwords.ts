import { Injectable } from '@nestjs/common';
import { Algorithm, hash, verify } from '@node-rs/argon2';
import { Refusal } from '../../shared/errors';

// OWASP's second choice for argon2id (19 MiB, 2 passes), about 70 ms on a small machine.
const PARAMETERS = { algorithm: Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 2;
const MOST_WAITING = 50;
const LONGEST_PASSWORD = 1_000;

/** Too many sign-ins at the same moment; the hashing queue is bounded so that it cannot starve everything else. */
export class TooManySignIns extends Refusal {
  readonly status = 503;
  readonly code = 'too-many-sign-ins';

  constructor() {
    super('Many people are signing in at the moment. Wait a minute and try again.');
  }
}

@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy?: Promise<string>;

  hash(password: string): Promise<string> {
    return this.queued(() => hash(password, PARAMETERS));
  }

  /** Takes as long for an unknown account (no hash) as for a known one, so that time tells nothing. */
  async matches(password: string, storedHash: string | undefined): Promise<boolean> {
    this.decoy ??= this.hash('no account has this password');
    const against = storedHash ?? (await this.decoy);
    const isRight = await this.queued(() => verify(against, password.slice(0, LONGEST_PASSWORD)));
    return isRight && storedHash !== undefined;
  }

  private async queued<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= MOST_WAITING) throw new TooManySignIns();
      await new Promise<void>((resume) => this.waiting.push(resume));
    }
    this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }
}
