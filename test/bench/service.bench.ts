import { loadavg } from 'node:os';
import { say } from '../proofs/support/arguments';
import { WebProcess } from '../proofs/web-process';
import { BenchDatabase } from './support/bench-database';
import { load } from './support/bench-processes';
import { alone, MANAGER, measured } from './support/measure';
import { Memory } from './support/memory';
import { tokenOf } from './support/sign-in';

const SIZES = (process.env.PROOF_INDIVIDUALS ?? '10000').split(',').map(Number);
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 3);
const SECONDS = Number(process.env.PROOF_SECONDS ?? 3);
const SOAK_SECONDS = 30;
const CONNECTIONS = 16;
const HOURS = 2 * 3_600_000;

const said = (isMet: boolean): string => (isMet ? 'met' : 'NOT met');

/** Of each size its table; what grows from one size to the next is compared at the end. */
describe('the service beside the least that could do the same', () => {
  const w1: { size: number; milliseconds: number }[] = [];

  it.each(SIZES)(
    'is measured with %d individuals',
    async (size) => {
      const database = await BenchDatabase.open(size);
      const from = performance.now();
      const web = await WebProcess.start(database.serviceUrl);
      const started = (performance.now() - from) / 1_000;
      const memory = new Memory(web.pid);
      try {
        await new Promise((later) => setTimeout(later, 3_000));
        const idle = memory.now();
        memory.watch();
        const plan = { url: web.url, rounds: ROUNDS, seconds: SECONDS, connections: CONNECTIONS };
        const lines = await measured(database, plan);
        say(`(of ${size.toLocaleString('en-GB')} individuals, load of the machine ${loadavg()[0]?.toFixed(1)})`);
        say('W6 the reminder scan and its delivery: the other file of this suite, reminders.bench');
        say(`M  ready in ${started.toFixed(2)} s, under 2: ${said(started < 2)}`);
        say(`M  memory idle ${idle.toFixed(0)} MiB, under 150: ${said(idle < 150)}`);
        say(`M  memory under load ${memory.most().toFixed(0)} MiB at most, under 250: ${said(memory.most() < 250)}`);
        const headers = { authorization: `Bearer ${await tokenOf(web.url, MANAGER)}` };
        const requests = [{ method: 'GET', path: '/api/v1/plans?sort=next_review', headers }];
        const [one, two] = [await soaked(web.url, requests, memory), await soaked(web.url, requests, memory)];
        const grown = two - one;
        say(
          `M  two soaks of ${SOAK_SECONDS} s: ${one.toFixed(0)} MiB, then ${two.toFixed(0)}: flat: ${said(grown < 20)}`,
        );
        w1.push({ size, milliseconds: await alone(web.url, requests) });
        expect(lines.filter(({ ours, limit }) => ours.failed + (limit?.failed ?? 0) > 0)).toEqual([]);
      } finally {
        memory.stop();
        await web.stop();
        await database.stop();
      }
    },
    HOURS,
  );

  it('is as quick for many as for few', () => {
    const [few, many] = [w1[0], w1.at(-1)];
    expect(few).toBeDefined();
    if (!few || !many || few === many) return;
    const each = w1.map(({ size, milliseconds }) => `${size}: ${milliseconds.toFixed(2)} ms`).join(', ');
    const grown = many.milliseconds / few.milliseconds;
    say(`W1 one at a time: ${each}; ${grown.toFixed(2)} times, at most 1.5: ${said(grown <= 1.5)}`);
  });
});

async function soaked(url: string, requests: Parameters<typeof alone>[1], memory: Memory): Promise<number> {
  await load({ url, connections: CONNECTIONS, seconds: SOAK_SECONDS, requests });
  return memory.now();
}
