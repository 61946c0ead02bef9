import { FreezeQuarters, RefreshFigures } from '../../src/indicators';
import { say } from '../proofs/support/arguments';
import { seedManySchedules } from '../support/many-schedules';
import { type PageClient, TestApp } from '../support/test-app';
import { quartersBefore } from './support/quarters-before';

const PEOPLE = Number(process.env.PROOF_SCHEDULES ?? 1_000_000);
const LOOKS = 40;
const LIMIT_MILLISECONDS = 200;
const HOUR = 3_600_000;

/**
 * The dashboard over a million people, on the real schema with row-level security, through the whole service with its sessions:
 * how long a page takes, and how long the worker takes to count and to freeze a quarter. Run with `npm run bench -- dashboard`.
 */
describe('the dashboard over many people', () => {
  let test: TestApp;
  const clients = new Map<string, PageClient>();

  beforeAll(async () => {
    test = await TestApp.start();
    const from = performance.now();
    await seedManySchedules(test.database.adminUrl, {
      schedules: PEOPLE,
      overdue: Math.floor(PEOPLE / 20),
      people: Math.min(5_000, Math.max(20, Math.floor(PEOPLE / 200))),
      agencies: 12,
      today: '2026-11-21',
      dueOn: '2026-11-10',
      spreadDays: 9,
    });
    say(`${PEOPLE} people filled in within ${seconds(from)} s`);
    for (const email of ['chair@mace.example', 'analyst@sbc.example', 'manager@scf.example'])
      clients.set(email, await test.browse(email));
  }, HOUR);
  afterAll(() => test.stop(), HOUR);

  it(
    'is counted by the worker',
    async () => {
      const from = performance.now();
      const kept = await test.get(RefreshFigures).run();
      say(`figures of today: ${kept} counts over ${PEOPLE} people in ${seconds(from)} s`);
      const [row] = await test.sql<{ total: string }>(
        `SELECT total::text FROM kept_figures WHERE code = 'C1' AND dimension = 'all'`,
      );
      expect(Number(row?.total)).toBe(PEOPLE);
      test.clock.set(new Date('2027-01-02T09:00:00Z'));
      const freezing = performance.now();
      const frozen = await test.get(FreezeQuarters).run();
      say(`a quarter frozen: ${frozen} figures in ${seconds(freezing)} s`);
      test.clock.set(new Date('2026-11-21T10:00:00Z'));
      expect(frozen).toBeGreaterThan(15);
      const cells = await quartersBefore(test);
      say(`nine quarters before it: ${cells} parts, of every agency too`);
      expect(cells).toBeGreaterThan(1_500);
    },
    HOUR,
  );

  it.each(['chair@mace.example', 'analyst@sbc.example', 'manager@scf.example'])(
    'stays under 200 ms for %s',
    async (email) => {
      const client = clients.get(email);
      for (const path of ['/figures', '/figures/I2']) {
        const times: number[] = [];
        for (let look = 0; look < LOOKS; look += 1) {
          const from = performance.now();
          const answer = await client?.get(path);
          times.push(performance.now() - from);
          expect(answer?.status).toBe(200);
        }
        times.sort((a, b) => a - b);
        const at = (share: number): number => Math.round(times[Math.floor(share * (times.length - 1))] ?? 0);
        say(`${path} as ${email}: median ${at(0.5)} ms, 95 of 100 within ${at(0.95)} ms`);
        expect(at(0.5)).toBeLessThan(LIMIT_MILLISECONDS);
      }
    },
    HOUR,
  );
});

const seconds = (from: number): string => ((performance.now() - from) / 1_000).toFixed(1);
