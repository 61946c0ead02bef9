import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../../src/platform/embedded';
import { TestApp } from '../../support/test-app';
import { LoggedProcess } from './logged-process';
import { RemoteVisitor } from './remote-visitor';

/** In whatever form it is sent, no line of the log may begin with it or hold it. */
const FORGED = 'ERROR Zyxwalda was let in';
const BREAKS = ['\n', '\r', '\r\n', '\r\n ', '\u2028', '\u0085', '\u001b[2K\u001b[1A', '\u0000', '%0d%0a', '\\n'];
const HEADERS = [
  ...['X-Request-Id', 'User-Agent', 'Referer', 'Authorization', 'Cookie', 'X-Forwarded-For', 'X-Forwarded-Proto'],
  ...['Origin', 'Host', 'Accept', 'Accept-Language', 'Content-Type', 'Idempotency-Key', 'Sec-Fetch-Site', 'If-Match'],
];

describe('the log of a process', () => {
  let test: TestApp;
  let web: LoggedProcess;
  let port = 0;
  let url = '';

  beforeAll(async () => {
    test = await TestApp.start();
    port = await findFreePort();
    url = `http://127.0.0.1:${port}`;
    web = await LoggedProcess.start('main.js', environment());
  }, 120_000);
  afterAll(async () => {
    await web.stop();
    await test.stop();
  }, 60_000);

  const environment = (): NodeJS.ProcessEnv => ({
    DATABASE_URL: test.database.serviceUrl,
    PORT: String(port),
    BASE_URL: url,
    LOG_LEVEL: 'debug',
  });
  /** The service without one of its rights: a fault that no check of ours foresaw. */
  const without = async (right: string, work: () => Promise<void>): Promise<void> => {
    await test.sql(`REVOKE ${right} FROM cohort_app`);
    try {
      await work();
    } finally {
      await test.sql(`GRANT ${right} TO cohort_app`);
    }
  };
  const callingOf = async (name: string): Promise<string> => {
    const [found] = await test.sql<{ signature: string }>(
      'SELECT oid::regprocedure::text AS signature FROM pg_proc WHERE proname = $1',
      [name],
    );
    return `EXECUTE ON FUNCTION ${found?.signature}`;
  };

  /** ASVS 5.0 V16.4.1. Each is sent while finding out who asks fails, so that every request that arrives is logged. */
  it('takes no line from what is sent: line breaks in every header, the path and a form', async () => {
    await without(await callingOf('token_holder'), async () => {
      for (const lineBreak of BREAKS) {
        const forged = `x${lineBreak}${FORGED}`;
        for (const header of HEADERS) await raw(`GET /api/v1/plans HTTP/1.1\r\n${basics}${header}: ${forged}\r\n\r\n`);
        await raw(
          `GET /api/v1/plans/${encodeURIComponent(forged)}?${encodeURIComponent(forged)} HTTP/1.1\r\n${basics}\r\n`,
        );
        await raw(`GET /api/v1/plans/${forged} HTTP/1.1\r\n${basics}\r\n`);
        await raw(`${forged} /api/v1/plans HTTP/1.1\r\n${basics}\r\n`);
        await fetch(`${url}/api/v1/plans`, { headers: { authorization: 'Bearer x' } });
        const body = new URLSearchParams({ email: forged, password: forged, [forged]: forged });
        await fetch(`${url}/sign-in`, { method: 'POST', body });
      }
    });
    expect(web.said.match(/42501/g)?.length).toBeGreaterThanOrEqual(BREAKS.length);
    expect(web.said).not.toContain('Zyxwalda');
    expect(web.isAlive).toBe(true);
  }, 60_000);

  const basics = 'Host: 127.0.0.1\r\nAuthorization: Bearer x\r\nConnection: close\r\n';

  async function raw(request: string): Promise<void> {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.resume();
    const closed = once(socket, 'close');
    socket.end(request, 'utf8');
    await closed;
  }

  /** ASVS 5.0 V16.5.4, and so to the end of this file. */
  it('says the kind of a fault in a guard and in a handler, and the process goes on', async () => {
    const lead = await RemoteVisitor.signedIn(url, 'lead@scf.example', () => undefined);
    for (const right of [await callingOf('actor_for_user'), 'SELECT ON individuals']) {
      const from = web.said.length;
      await without(right, async () => {
        const { status, text } = await lead.get('/individuals');
        expect([right, status]).toEqual([right, 500]);
        expect(text).toContain('Sorry, there is a problem with the service');
      });
      expect(web.said.slice(from)).toMatch(/42501/);
      expect((await lead.get('/individuals')).status).toBe(200);
    }
    expect(web.isAlive).toBe(true);
  }, 60_000);

  it.each(['main.js', 'worker.js'] as const)(
    'says the kind and place of what nobody caught, without its words, and %s ends so that another begins',
    async (file) => {
      const folder = mkdtempSync(join(tmpdir(), 'cohort-fault-'));
      const hook = join(folder, 'fault.cjs');
      writeFileSync(
        hook,
        `process.on('SIGUSR2', () => Promise.reject(new RangeError(${JSON.stringify(`\n${FORGED}`)})));`,
      );
      const env = { ...environment(), PORT: String(await findFreePort()), DIGEST_HOUR: '23' };
      const doomed = await LoggedProcess.start(file, env, ['-r', hook]);
      const closed = once(doomed.child, 'close');
      doomed.child.kill('SIGUSR2');
      expect((await closed)[0]).toBe(1);
      expect(doomed.said).toMatch(/Nobody caught: RangeError\n\s+at .*fault\.cjs/);
      expect(doomed.said).not.toContain('Zyxwalda');
      rmSync(folder, { recursive: true });
    },
    60_000,
  );
});
