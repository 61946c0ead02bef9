import { createHash } from 'node:crypto';
import { Socket } from 'node:net';
import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../shared/clock';
import type { Day } from '../../shared/day';
import { codeOf } from '../../shared/describe-fault';
import { Refusal } from '../../shared/errors';
import type { Actor } from '../access';
import { ACTOR_CONTEXT_SQL, actorContextValues } from './actor-context';
import { DomainEvents } from './domain-events';
import { runLongStatement } from './long-statement';
import { Transaction } from './transaction';

/** What makes a repeated form or request the same one: the key, and a hash of what was asked. */
export interface Submission {
  key: string;
  requestHash: Buffer;
}

export const submissionOf = (key: string, body: unknown): Submission => ({
  key,
  requestHash: createHash('sha256').update(JSON.stringify(body)).digest(),
});

/** The same key came back with something else in it. */
export class SubmissionChanged extends Refusal {
  readonly status = 422;
  readonly code = 'submission-changed';

  constructor() {
    super('This was already sent once with different answers. Open the page again and make your change there.');
  }
}

/** deadlock_detected: who is ended has kept nothing, and the other goes on. */
const DEADLOCK = '40P01';
const MOST_TRIES = 4;

@Injectable()
export class Transactions {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly events: DomainEvents,
  ) {}

  /**
   * Runs a verb in one transaction as the actor. With a submission, a repetition does nothing and returns the first
   * result, which must therefore be plain JSON; two at the same moment wait for each other. Where PostgreSQL ended it for
   * two that waited for each other in a circle (a merge moves every table while the worker writes what is owed), it is run
   * again from its start: nothing of it was kept, so `work` may run more than once.
   */
  async act<Result>(
    actor: Actor,
    work: (tx: Transaction) => Promise<Result>,
    submission?: Submission,
  ): Promise<Result> {
    for (let triesLeft = MOST_TRIES - 1; ; triesLeft -= 1) {
      try {
        return await this.once(actor, work, submission);
      } catch (error) {
        if (triesLeft === 0 || codeOf(error) !== DEADLOCK) throw error;
      }
    }
  }

  private once<Result>(
    actor: Actor,
    work: (tx: Transaction) => Promise<Result>,
    submission?: Submission,
  ): Promise<Result> {
    return this.source.transaction((manager) =>
      withoutTheSilent(manager, async () => {
        await manager.query(ACTOR_CONTEXT_SQL, actorContextValues(actor));
        const tx = new Transaction(manager, actor, this.clock.now(), this.clock.today(), this.events);
        const earlier = submission && (await findEarlier<Result>(tx, submission));
        if (earlier) return earlier.result;
        const result = await work(tx);
        await tx.writeDown();
        if (submission) await remember(tx, submission, result);
        return result;
      }),
    );
  }

  /** One statement over everything there is, in a transaction of its own that may take minutes: the worker's alone. */
  long<Row extends QueryResultRow>(
    actor: Actor,
    text: string,
    values: (now: Date, today: Day) => unknown[],
  ): Promise<Row[]> {
    const { options } = this.source;
    if (!('url' in options) || typeof options.url !== 'string') throw new Error('The database has no address.');
    return runLongStatement<Row>(options.url, actor, text, values(this.clock.now(), this.clock.today()));
  }
}

/** A connection that does not answer any more is ended, not put back: whoever got it next would wait as long. */
async function withoutTheSilent<Result>(manager: EntityManager, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && error.message === 'Query read timeout') endConnection(await connectionOf(manager));
    throw error;
  }
}

const connectionOf = async (manager: EntityManager): Promise<unknown> => manager.queryRunner?.connect();

function endConnection(client: unknown): void {
  const connection: unknown = typeof client === 'object' && client !== null && Reflect.get(client, 'connection');
  const stream: unknown = typeof connection === 'object' && connection !== null && Reflect.get(connection, 'stream');
  if (stream instanceof Socket) stream.destroy();
}

async function findEarlier<Result>(tx: Transaction, submission: Submission): Promise<{ result: Result } | undefined> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.actor.userId} ${submission.key}`]);
  const [found] = await tx.query<{ request_hash: Buffer; result: Result }>(
    'SELECT request_hash, result FROM idempotency_keys WHERE user_id = $1 AND key = $2',
    [tx.actor.userId, submission.key],
  );
  if (!found) return undefined;
  if (!found.request_hash.equals(submission.requestHash)) throw new SubmissionChanged();
  return { result: found.result };
}

async function remember(tx: Transaction, submission: Submission, result: unknown): Promise<void> {
  await tx.query('INSERT INTO idempotency_keys (user_id, key, request_hash, result, at) VALUES ($1, $2, $3, $4, $5)', [
    tx.actor.userId,
    submission.key,
    submission.requestHash,
    JSON.stringify(result ?? null),
    tx.now,
  ]);
}
