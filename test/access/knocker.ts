import { Agent, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { load } from 'cheerio';
import { DEMONSTRATION_PASSWORD } from '../../src/demonstration/partnership';
import { FactorTimes } from '../../src/platform/access';
import { type Transaction, Transactions } from '../../src/platform/database';
import { Refusal } from '../../src/shared/errors';
import { newId } from '../../src/shared/ids';
import type { TestApp } from '../support/test-app';
import type { Asked } from './requests';
import type { Outcome } from './vocabulary';
import type { Person } from './world';

export interface Answer {
  status: number;
  text: string;
  location: string;
  /** A write went through whole; it was taken back at its last moment. */
  isDone: boolean;
  requestId: string;
}

/** The end of every write of these tests: it was done, and it is not kept, so that the next one meets the same record. */
class TakenBack extends Refusal {
  readonly status = 409;
  readonly code = 'taken-back';
}

interface SignedIn {
  cookie: string;
  csrf: string;
  token: string;
}

/** Knocks at the routes of a running application as any person of the world, on kept connections. */
export class Knocker {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 24 });
  private readonly signedIn = new Map<string, SignedIn>();
  private readonly writing = new Set<string>();
  private readonly done = new Set<string>();
  private port = 0;

  constructor(private readonly test: TestApp) {}

  async open(people: Person[]): Promise<void> {
    const server = await this.test.app.listen(0, '127.0.0.1');
    // A proof thinks for longer than a browser between two requests on one connection.
    server.keepAliveTimeout = 600_000;
    const address: AddressInfo | string | null = server.address();
    if (address === null || typeof address === 'string') throw new Error('No port.');
    this.port = address.port;
    // Whether a second factor is fresh is tested where it is asked for; here it always is.
    jest.spyOn(this.test.get(FactorTimes), 'of').mockImplementation(async () => this.test.clock.now());
    await inBatches(people, 4, async (person) => {
      this.signedIn.set(person.id, await this.signIn(person.email));
    });
    this.takeWritesBack();
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
    this.agent.destroy();
  }

  async ask(person: Person, route: string, asked: Asked): Promise<Answer> {
    const method = route.split(' ')[0] ?? 'GET';
    const own = this.signedIn.get(person.id);
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

  private async signIn(email: string): Promise<SignedIn> {
    for (let left = 4; ; left -= 1) {
      const own = await this.tryToSignIn(email);
      if (own.csrf !== '' && own.isIn) return own;
      if (left === 0) throw new Error(`${email} cannot sign in.`);
    }
  }

  private async tryToSignIn(email: string): Promise<SignedIn & { isIn: boolean }> {
    const before = await this.send('GET', '/sign-in', {}, '');
    const credentials = { email, password: DEMONSTRATION_PASSWORD };
    const form = { 'content-type': 'application/x-www-form-urlencoded', cookie: cookieOf(before) };
    const after = await this.send('POST', '/sign-in', form, formOf({ ...credentials, _csrf: csrfOf(before) }));
    const cookie = cookieOf(after);
    const page = await this.send('GET', '/account', { cookie }, '');
    const api = await this.send(
      'POST',
      '/api/v1/sessions',
      { 'content-type': 'application/json' },
      JSON.stringify(credentials),
    );
    const made: unknown = JSON.parse(api.text);
    if (typeof made !== 'object' || made === null || !('token' in made)) throw new Error(`${email}: ${api.text}`);
    return { cookie, csrf: csrfOf(page), token: String(made.token), isIn: page.status === 200 };
  }

  private send(
    method: string,
    path: string,
    headers: Record<string, string>,
    body: string,
  ): Promise<Answer & { cookies: string }> {
    const requestId = newId();
    if (method !== 'GET') this.writing.add(requestId);
    return new Promise((resolve, reject) => {
      const sent = send(
        {
          agent: this.agent,
          host: '127.0.0.1',
          port: this.port,
          method,
          path,
          headers: { ...headers, 'x-request-id': requestId, 'content-length': Buffer.byteLength(body) },
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              text: Buffer.concat(parts).toString('utf8').replaceAll(requestId, 'REQUEST'),
              location: response.headers.location ?? '',
              isDone: this.done.has(requestId),
              requestId,
              cookies: String(response.headers['set-cookie'] ?? '').split(';')[0] ?? '',
            }),
          );
          response.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
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

export async function inBatches<Item>(
  items: readonly Item[],
  at: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: at }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
}

const cookieOf = (answer: { cookies: string }): string => answer.cookies;
const csrfOf = (answer: { text: string }): string => load(answer.text)('input[name=_csrf]').first().attr('value') ?? '';

function formOf(fields: Record<string, unknown>): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) form.append(name, String(one));
  }
  return form.toString();
}
