import { FactorTimes } from '../../src/platform/access';
import { type Transaction, Transactions } from '../../src/platform/database';
import { Refusal } from '../../src/shared/errors';
import { newId } from '../../src/shared/ids';
import type { TestApp } from '../support/test-app';
import { Connections, formOf, type Reply } from './connections';
import type { Asked } from './requests';
import type { SignedIn } from './signing-in';
import type { Outcome } from './vocabulary';
import type { Person } from './world-people';

export interface Answer extends Reply {
  /** A write went through whole; it was taken back at its last moment. */
  isDone: boolean;
  requestId: string;
}

/** The end of every write of these tests: it was done, and it is not kept, so that the next one meets the same record. */
class TakenBack extends Refusal {
  readonly status = 409;
  readonly code = 'taken-back';
}

/** Knocks at the routes of a running application as any person of the world, on kept connections. */
export class Knocker {
  private readonly writing = new Set<string>();
  private readonly done = new Set<string>();

  private constructor(
    private readonly test: TestApp,
    private readonly connections: Connections,
    private readonly signedIn: Record<string, SignedIn>,
  ) {}

  /** @param signedIn everybody who knocks, by id */
  static async open(test: TestApp, signedIn: Record<string, SignedIn>): Promise<Knocker> {
    // Whether a second factor is fresh is tested where it is asked for; here it always is.
    jest.spyOn(test.get(FactorTimes), 'of').mockImplementation(async () => test.clock.now());
    const knocker = new Knocker(test, await Connections.to(test), signedIn);
    knocker.takeWritesBack();
    return knocker;
  }

  /** From here on every verb does all it does, and its transaction is taken back. */
  private takeWritesBack(): void {
    const transactions = this.test.get(Transactions);
    const act = transactions.act.bind(transactions);
    jest.spyOn(transactions, 'act').mockImplementation((actor, work) =>
      // A repetition is never sent here, so the submission is left out.
      act(actor, async (tx: Transaction) => {
        const result = await work(tx);
        if (actor.requestId === undefined || !this.writing.has(actor.requestId)) return result;
        await tx.writeDown();
        this.done.add(actor.requestId);
        throw new TakenBack('Done, and taken back.');
      }),
    );
  }

  close(): void {
    this.connections.close();
  }

  async ask(person: Person, route: string, asked: Asked): Promise<Answer> {
    const method = route.split(' ')[0] ?? 'GET';
    const own = this.signedIn[person.id];
    if (!own) throw new Error(`${person.email} is not signed in`);
    const isApi = asked.path.startsWith('/api/');
    const headers: Record<string, string> = isApi ? { authorization: `Bearer ${own.token}` } : { cookie: own.cookie };
    let body = '';
    if (method !== 'GET') {
      if (isApi) {
        headers['content-type'] = 'application/json';
        if (asked.version !== undefined) headers['if-match'] = `"${asked.version}"`;
        body = JSON.stringify(asked.body ?? {});
      } else {
        headers['content-type'] = 'application/x-www-form-urlencoded';
        body = formOf({ ...asked.body, _csrf: own.csrf });
      }
    }
    // A busy machine answers 503 in time rather than late; that says nothing about rights, so it is asked again.
    for (let left = 4; ; left -= 1) {
      const answer = await this.send(method, asked.path, headers, body).catch((error: unknown) => {
        // A kept connection that was closed while this one was busy; what is written is taken back, so it may be sent again.
        if (left > 0 && error instanceof Error && 'code' in error && error.code === 'ECONNRESET') return undefined;
        throw error;
      });
      if (answer && (answer.status !== 503 || left === 0)) return answer;
    }
  }

  private async send(method: string, path: string, headers: Record<string, string>, body: string): Promise<Answer> {
    const requestId = newId();
    if (method !== 'GET') this.writing.add(requestId);
    const reply = await this.connections.send(method, path, { ...headers, 'x-request-id': requestId }, body);
    const text = reply.text.replaceAll(requestId, 'REQUEST');
    return { ...reply, text, isDone: this.done.has(requestId), requestId };
  }
}

/** What an answer says about access: anything but a refusal is an answer to somebody who was let in. */
export function outcomeOf(answer: Answer): Outcome | string {
  if (answer.isDone) return 'allowed';
  if (answer.status === 404) return 'not found';
  if (answer.status === 403) return 'forbidden';
  if ([303, 302].includes(answer.status) && /^\/(sign-in|confirm-it-is-you)/.test(answer.location))
    return answer.location;
  if (answer.status < 400 || [409, 412, 422].includes(answer.status)) return 'allowed';
  return `${answer.status}`;
}
