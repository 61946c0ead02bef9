import { say } from '../../proofs/support/arguments';
import type { LoadFound } from './bench-processes';

export interface Line {
  name: string;
  what: string;
  ours: LoadFound;
  limit?: LoadFound;
  /** What must be reached, each with whether it was. */
  musts: [words: string, isMet: boolean][];
}

/** The middle one of several runs of the same load, by requests a second; what failed in any of them is kept. */
export function medianOf(runs: LoadFound[]): LoadFound {
  const sorted = [...runs].sort((one, other) => one.perSecond - other.perSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('Nothing was measured.');
  return { ...middle, failed: runs.reduce((sum, run) => sum + run.failed, 0) };
}

/** Ours over the limit, each pair measured one after the other: the machine's other work is in both. */
export function ratioOf(ours: LoadFound[], limits: LoadFound[]): number {
  const ratios = ours.map((run, round) => run.perSecond / (limits[round]?.perSecond ?? Number.NaN));
  return ratios.sort((one, other) => one - other)[Math.floor(ratios.length / 2)] ?? Number.NaN;
}

export function sayHead(connections: number): void {
  say(
    `\n| Work, ${connections} connections | a second | p50 ms | p99 ms | limit a second | limit p99 ms | must reach |`,
  );
  say('| --- | --- | --- | --- | --- | --- | --- |');
}

export function sayLine({ name, what, ours, limit, musts }: Line): void {
  const beside = limit ? `${limit.perSecond.toFixed(0)} | ${limit.p99}` : '- | -';
  const failed = ours.failed > 0 ? `${ours.failed} FAILED; ` : '';
  const said = musts.map(([words, isMet]) => `${words}: ${isMet && ours.failed === 0 ? 'met' : 'NOT met'}`).join('; ');
  say(`| ${name} ${what} | ${ours.perSecond.toFixed(0)} | ${ours.p50} | ${ours.p99} | ${beside} | ${failed}${said} |`);
}
