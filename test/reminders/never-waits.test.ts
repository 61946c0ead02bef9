import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

/** Takes every connection and never says a word: worse than being away. */
class Hung {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((socket) => {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
  });
  port = 0;

  static async open(): Promise<Hung> {
    const hung = new Hung();
    await new Promise<void>((ready) => hung.server.listen(0, '127.0.0.1', ready));
    hung.port = (hung.server.address() as AddressInfo).port;
    return hung;
  }

  close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((closed) => void this.server.close(() => closed()));
  }
}

/** A request's own work takes some hundredths of a second; a wait for the queue or for mail would take ten seconds. */
const BOUND_MILLISECONDS = 2_000;

describe('saving waits for neither queue nor mail', () => {
  let [redis, smtp]: (Hung | undefined)[] = [];
  let test: TestApp;

  beforeAll(async () => {
    [redis, smtp] = [await Hung.open(), await Hung.open()];
    const env = { REDIS_URL: `redis://127.0.0.1:${redis.port}`, SMTP_URL: `smtp://127.0.0.1:${smtp.port}` };
    test = await TestApp.start(env);
  });
  afterAll(async () => {
    await redis?.close();
    await smtp?.close();
    await test.stop();
  });

  it('records a review in its usual time while Redis and SMTP take connections and say nothing; the rest waits', async () => {
    const lead = await test.api('lead@scf.example');
    const times: number[] = [];
    for (let at = 0; at < 5; at += 1) {
      const made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-20' });
      const from = performance.now();
      const answer = await lead.post('/reviews', {
        individualId: made.individualId,
        heldOn: '2026-11-21',
        personViewAnswer: 'partly',
        personView: 'I still want to try boxing.',
        summary: 'School attendance is up.',
        decision: 'continue',
        rationale: 'What is in place is working.',
        attendees: [],
      });
      times.push(performance.now() - from);
      expect(answer.status).toBe(201);
    }
    expect(Math.max(...times)).toBeLessThan(BOUND_MILLISECONDS);
    // What must follow is in PostgreSQL, for a worker that has a queue again.
    const [waiting] = await test.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM outbox_events WHERE kind = 'review.recorded' AND handled_at IS NULL`,
    );
    expect(waiting?.n).toBe(5);
    expect((await test.anonymous().get('/health/ready')).body).toMatchObject({ status: 'ok', queue: 'degraded' });
  });
});
