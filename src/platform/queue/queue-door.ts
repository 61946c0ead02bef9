import { Injectable } from '@nestjs/common';

const PATIENCE_MILLISECONDS = 3_000;

/** The queue does not answer. What is owed stays in PostgreSQL and goes another way. */
export class QueueAway extends Error {
  constructor() {
    super('The queue does not answer.');
  }
}

/**
 * Every use of the queue goes through here: adding to a Redis that is away waits for ever and piles up in memory.
 * After one operation has run out of patience, no other is started until it is answered.
 */
@Injectable()
export class QueueDoor {
  private unanswered?: Promise<unknown>;

  /** @throws QueueAway when there is no answer in time, or an earlier question is still unanswered */
  async use<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.unanswered) throw new QueueAway();
    const answer = work();
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<never>((_, give) => {
      timer = setTimeout(() => {
        this.remember(answer);
        give(new QueueAway());
      }, PATIENCE_MILLISECONDS);
    });
    try {
      return await Promise.race([answer, patience]);
    } finally {
      clearTimeout(timer);
    }
  }

  private remember(answer: Promise<unknown>): void {
    this.unanswered = answer;
    const forget = (): void => {
      this.unanswered = undefined;
    };
    answer.then(forget, forget);
  }
}
