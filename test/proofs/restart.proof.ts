import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { load } from 'cheerio';
import { DEMONSTRATION_PASSWORD } from '../../src/demonstration/partnership';
import { findFreePort } from '../../src/platform/embedded';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { Balancer } from './balancer';
import { sessionCookie } from '../support/session-cookie';

const RATE = Number(process.env.RATE ?? 100);
const SECONDS = Number(process.env.SECONDS ?? 40);
const RESTARTS = 4;
const FAMILY = 'Rolling';

/** SECURITY.md R10: two web processes behind a balancer, stopped and started one after the other under load. */
it(
  'fails no request while both web processes are restarted',
  async () => {
    const test = await TestApp.start();
    const { individualId } = await makeCase(test, { plan: 'live' });
    const ports = [await findFreePort(), await findFreePort()];
    const children = await Promise.all(ports.map((port) => startWeb(test, port)));
    const balancer = await Balancer.start(ports);
    const people = await Promise.all(Array.from({ length: 4 }, () => signIn(balancer.url)));
    const tally = new Tally();
    const pouring = pour(tally, balancer.url, individualId, people);
    let restarts = 0;
    for (; restarts < RESTARTS; restarts += 1) {
      await delay(2_000);
      const at = restarts % 2;
      const [child, port] = [children[at], ports[at]];
      if (!child || !port) throw new Error('There are two.');
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      expect((await exited)[0]).toBe(0);
      children[at] = await startWeb(test, port);
      while (!balancer.isReady(port)) await delay(50);
    }
    await pouring;
    const [kept] = await test.sql<{ n: number }>('SELECT count(*)::int AS n FROM individuals WHERE family_name = $1', [
      FAMILY,
    ]);
    await balancer.stop();
    await Promise.all(children.map(end));
    await test.stop();
    process.stderr.write(
      `rolling restart: ${restarts} restarts of 2 processes, ${tally.sent} requests in ${SECONDS} s (${Math.round(tally.sent / SECONDS)}/s, ` +
        `${tally.written} writes), ${tally.failures.length} failed, slowest ${Math.round(tally.slowest)} ms, p99 ${Math.round(tally.p99())} ms\n`,
    );
    expect(balancer.lost).toEqual([]);
    expect(tally.failures).toEqual([]);
    // What was acknowledged is there, once.
    expect(kept?.n).toBe(tally.written);
    expect(tally.sent / SECONDS).toBeGreaterThan(RATE / 2);
  },
  (SECONDS + 120) * 1_000,
);

class Tally {
  sent = 0;
  written = 0;
  slowest = 0;
  readonly times: number[] = [];
  readonly failures: string[] = [];

  p99 = (): number => [...this.times].sort((one, other) => one - other)[Math.floor(this.times.length * 0.99)] ?? 0;
}

interface Person {
  cookie: string;
  token: string;
}

async function pour(tally: Tally, url: string, individualId: string, people: Person[]): Promise<void> {
  const until = performance.now() + SECONDS * 1_000;
  const underWay = new Set<Promise<void>>();
  while (performance.now() < until) {
    const person = people[tally.sent % people.length];
    if (!person) break;
    const one = ask(tally, url, individualId, person, tally.sent).finally(() => underWay.delete(one));
    underWay.add(one);
    tally.sent += 1;
    await delay(1_000 / RATE);
  }
  await Promise.all(underWay);
}

async function ask(
  tally: Tally,
  url: string,
  individualId: string,
  { cookie, token }: Person,
  at: number,
): Promise<void> {
  const api = { Authorization: `Bearer ${token}` };
  const reads: [string, Record<string, string>][] = [
    ['/individuals', { cookie }],
    [`/individuals/${individualId}`, { cookie }],
    ['/api/v1/individuals', api],
    [`/individuals/${individualId}/plan`, { cookie }],
  ];
  const from = performance.now();
  try {
    const isWrite = at % 5 === 4;
    const [path = '/', headers = {}] = reads[at % 4] ?? [];
    const answer = isWrite
      ? await fetch(`${url}/api/v1/individuals`, {
          method: 'POST',
          headers: { ...api, 'content-type': 'application/json', 'idempotency-key': `restart-proof-${at}` },
          body: JSON.stringify({ givenName: `Number ${at}`, familyName: FAMILY }),
        })
      : await fetch(url + path, { headers, redirect: 'manual' });
    await answer.arrayBuffer();
    if (answer.status === 201) tally.written += 1;
    if (answer.status !== (isWrite ? 201 : 200)) tally.failures.push(`${isWrite ? 'write' : path}: ${answer.status}`);
  } catch (error) {
    tally.failures.push(`${at}: ${String(error)}`);
  }
  const took = performance.now() - from;
  tally.times.push(took);
  tally.slowest = Math.max(tally.slowest, took);
}

async function signIn(url: string): Promise<Person> {
  const credentials = { email: 'lead@scf.example', password: DEMONSTRATION_PASSWORD };
  const before = await fetch(`${url}/sign-in`);
  const csrf =
    load(await before.text())('input[name=_csrf]')
      .first()
      .attr('value') ?? '';
  const signedIn = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookieOf(before) },
    body: new URLSearchParams({ ...credentials, _csrf: csrf }),
  });
  const token = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  const { token: given } = (await token.json()) as { token: string };
  return { cookie: cookieOf(signedIn), token: given };
}

const cookieOf = (answer: Response): string => sessionCookie(answer.headers.get('set-cookie'));

/** The built web process, as a service manager starts it. */
async function startWeb(test: TestApp, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join('dist', 'src', 'main.js')], {
    env: {
      ...process.env,
      DATABASE_URL: test.database.serviceUrl,
      PORT: String(port),
      BASE_URL: 'http://localhost:3000',
      REDIS_URL: '',
      LOG_LEVEL: 'error',
      DRAIN_SECONDS: '1',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`Web ended (${String(code)}) before it was ready.`))),
  ]);
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
