import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { makeCase } from '../../factories';
import { TestApp } from '../../support/test-app';

/** README: no answer takes longer than five seconds; the rest is for a busy machine. */
const BOUND = 5_000 + 2_500;

describe('when Redis and the mail server take connections and never answer', () => {
  let silent: Server;
  let test: TestApp;
  const sockets = new Set<Socket>();
  const logged: string[] = [];

  beforeAll(async () => {
    silent = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined).resume();
    });
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    test = await TestApp.start({ REDIS_URL: `redis://127.0.0.1:${port}`, SMTP_URL: `smtp://127.0.0.1:${port}` });
    const keep = (...words: unknown[]): void => void logged.push(words.map(String).join(' '));
    test.app.useLogger({ log: keep, error: keep, warn: keep, debug: keep, verbose: keep, fatal: keep });
  });
  afterAll(async () => {
    await test.stop();
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  it('reads, saves and what must be mailed are done within the bound, and nothing of the person is in the log', async () => {
    const { individualId, reference } = await makeCase(test, { givenName: 'Canaria', familyName: 'Vogelsang' });
    const lead = await test.api('lead@scf.example');
    const officer = await test.api('officer@tvp.example');
    const reason = 'Vogelsang was found bleeding';
    const asked: [string, () => PromiseLike<{ status: number }>, number][] = [
      ['ready', () => test.anonymous().get('/health/ready'), 200],
      ['a page', () => lead.get(`/individuals/${individualId}`), 200],
      ['a new person', () => lead.post('/individuals', { givenName: 'Canaria', familyName: 'Vogelsang' }), 201],
      ['an urgent access, which mails', () => officer.post('/break-glass-grants', { reason, reference }), 201],
      [
        'a link for a new password',
        () => test.anonymous().submit('/sign-in/forgotten-password', { email: 'lead@scf.example' }),
        200,
      ],
    ];
    for (const [what, ask, status] of asked) {
      const from = performance.now();
      const answer = await ask();
      expect([what, answer.status, performance.now() - from < BOUND]).toEqual([what, status, true]);
    }
    expect(await test.sql('SELECT 1 FROM access_notices WHERE individual_id = $1', [individualId])).not.toEqual([]);
    expect(logged.filter((line) => /Canaria|Vogelsang|TC-2026/i.test(line))).toEqual([]);
  });
});
