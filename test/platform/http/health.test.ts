import { createServer, type Server, type Socket } from 'node:net';
import request from 'supertest';
import { getQueueToken } from '@nestjs/bullmq';
import { createWebApplication } from '../../../src/bootstrap';
import { readSettings } from '../../../src/config';
import { OUTBOX_QUEUE } from '../../../src/platform/queue';
import { ReadinessCheck } from '../../../src/platform/health/readiness';
import { TestApp } from '../../support/test-app';

describe('health', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('says that it lives and that it is ready to anybody, with nothing about a person and no session', async () => {
    const server = test.app.getHttpServer();
    const live = await request(server).get('/health/live');
    expect([live.status, live.body]).toEqual([200, { status: 'ok' }]);
    const ready = await request(server).get('/health/ready');
    expect([ready.status, ready.body]).toEqual([200, { status: 'ok', database: 'ok', queue: 'ok' }]);
    expect(ready.headers['set-cookie']).toBeUndefined();
  });

  it('is not ready while a migration is missing', async () => {
    await test.sql('CREATE TABLE kept AS SELECT * FROM migrations ORDER BY id DESC LIMIT 1');
    await test.sql('DELETE FROM migrations WHERE id IN (SELECT id FROM kept)');
    const ready = await request(test.app.getHttpServer()).get('/health/ready');
    expect([ready.status, ready.body]).toEqual([503, { status: 'unavailable', database: 'behind', queue: 'ok' }]);
    await test.sql('INSERT INTO migrations SELECT * FROM kept');
    expect((await request(test.app.getHttpServer()).get('/health/ready')).status).toBe(200);
  });

  it('is ready but degraded without the queue: what is owed is in PostgreSQL', async () => {
    await test.sql('REVOKE USAGE ON SCHEMA bullmq FROM cohort_app');
    const ready = await request(test.app.getHttpServer()).get('/health/ready');
    expect([ready.status, ready.body]).toEqual([200, { status: 'ok', database: 'ok', queue: 'degraded' }]);
    await test.sql('GRANT USAGE ON SCHEMA bullmq TO cohort_app');
  });

  it('answers in bounded time when PostgreSQL takes connections and is silent', async () => {
    const silent = await SilentServer.start();
    const settings = readSettings({ DATABASE_URL: `postgresql://cohort_app:x@127.0.0.1:${silent.port}/cohort` });
    const check = new ReadinessCheck(settings, test.app.get(getQueueToken(OUTBOX_QUEUE), { strict: false }));
    const from = performance.now();
    const answers = await Promise.all(Array.from({ length: 20 }, () => check.now()));
    expect(performance.now() - from).toBeLessThan(3_000);
    expect(answers[19]).toEqual({ isReady: false, database: 'unreachable', queue: 'ok' });
    expect(silent.connections).toBe(1);
    await check.onModuleDestroy();
    await silent.stop();
  });

  it('lives on when PostgreSQL goes away, and is ready again when it is back', async () => {
    const app = await createWebApplication(
      readSettings({ DATABASE_URL: test.database.serviceUrl, PORT: '0', LOG_LEVEL: 'error' }),
    );
    await app.init();
    const server = app.getHttpServer();
    const [named] = await test.sql<{ name: string }>('SELECT quote_ident(current_database()) AS name');
    await test.sql(`ALTER DATABASE ${named?.name} CONNECTION LIMIT 0`);
    await test.sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'cohort_app'`,
    );
    expect((await request(server).get('/health/ready')).status).toBe(503);
    expect((await request(server).get('/health/live')).status).toBe(200);
    expect((await request(server).get('/api/v1/individuals').set('Authorization', 'Bearer x')).status).toBe(503);
    await test.sql(`ALTER DATABASE ${named?.name} CONNECTION LIMIT -1`);
    expect((await request(server).get('/health/ready')).status).toBe(200);
    await app.close();
  });
});

/** Accepts connections and never says a word: PostgreSQL with its processes stopped looks like this. */
class SilentServer {
  connections = 0;
  private readonly sockets: Socket[] = [];

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static start(): Promise<SilentServer> {
    return new Promise((ready) => {
      const server = createServer();
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        const silent = new SilentServer(server, typeof address === 'object' && address ? address.port : 0);
        server.on('connection', (socket) => {
          silent.connections += 1;
          silent.sockets.push(socket.on('error', () => undefined));
        });
        ready(silent);
      });
    });
  }

  stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((done) => this.server.close(() => done()));
  }
}
