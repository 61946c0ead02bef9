import { Injectable } from '@nestjs/common';
import { Algorithm, hash, verify } from '@node-rs/argon2';
import { Refusal } from '../../shared/errors';

// OWASP's second choice for argon2id (19 MiB, 2 passes), about 70 ms on a small machine.
const PARAMETERS = { algorithm: Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 2;
const MOST_WAITING = 50;
const LONGEST_PASSWORD = 1_000;
const RETRY_AFTER_SECONDS = 30;

/** Too many sign-ins at the same moment; the hashing queue is bounded so that it cannot starve everything else. */
export class TooManySignIns extends Refusal {
  readonly status = 503;
  readonly code = 'too-many-sign-ins';
  override readonly retryAfterSeconds = RETRY_AFTER_SECONDS;

  constructor() {
    super('Many people are signing in at the moment. Wait a minute and try again.');
  }
}

@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy?: Promise<string>;

  /** @throws RangeError for a password so long that nobody checked it first */
  async hash(password: string): Promise<string> {
    if (password.length > LONGEST_PASSWORD) throw new RangeError('A password is checked before it is hashed.');
    return this.queued(() => hash(password, PARAMETERS));
  }

  /**
   * Takes as long for an unknown account (no hash) as for a known one, so that time tells nothing; an account whose hash
   * is of cheaper, older parameters is not quicker to refuse either. Every character counts.
   * @throws TooManySignIns
   */
  async matches(password: string, storedHash: string | undefined): Promise<boolean> {
    // Outside the queue: made once, and a queue that is full at that moment must not spoil it for good.
    this.decoy ??= hash('no account has this password', PARAMETERS);
    const decoy = await this.decoy;
    const isReadable = password.length <= LONGEST_PASSWORD;
    const typed = isReadable ? password : 'no account has this one either';
    const isCheap = storedHash !== undefined && this.isOutdated(storedHash);
    const isRight = await this.queued(async () => {
      const found = await verify(storedHash ?? decoy, typed);
      // In the same place of the queue: nothing may be refused after it is known.
      if (!found && isCheap) await verify(decoy, typed);
      return found;
    });
    return isRight && isReadable && storedHash !== undefined;
  }

  /** The hash was made with other parameters than ours are now. */
  isOutdated(storedHash: string): boolean {
    const { memoryCost, timeCost, parallelism } = PARAMETERS;
    return !storedHash.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`);
  }

  private async queued<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= MOST_WAITING) throw new TooManySignIns();
      await new Promise<void>((resume) => this.waiting.push(resume));
    } else this.running += 1;
    try {
      return await work();
    } finally {
      // Handed on, not given back and taken again: between the two somebody else would slip in.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
