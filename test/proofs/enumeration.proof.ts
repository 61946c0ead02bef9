import { Passwords } from '../../src/platform/auth';
import { accountsOfEachKind, KINDS, median, tryEach } from '../support/sign-in-times';
import { TestApp } from '../support/test-app';

const ROUNDS = Number(process.env.ROUNDS ?? 500);

/** Two-sided Mann-Whitney U by the normal approximation, with the correction for ties. */
function mannWhitneyP(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map((value) => ({ value, own: true })), ...other.map((value) => ({ value, own: false }))];
  all.sort((left, right) => left.value - right.value);
  let [rankSum, ties] = [0, 0];
  for (let from = 0; from < all.length;) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to += 1;
    for (const entry of all.slice(from, to)) if (entry.own) rankSum += (from + 1 + to) / 2;
    ties += (to - from) ** 3 - (to - from);
    from = to;
  }
  const [m, n, total] = [one.length, other.length, all.length];
  const u = rankSum - (m * (m + 1)) / 2;
  const deviation = Math.sqrt(((m * n) / 12) * (total + 1 - ties / (total * (total - 1))));
  return erfc(Math.abs(u - (m * n) / 2) / deviation / Math.SQRT2);
}

/** Abramowitz and Stegun 7.1.26; good to seven digits. */
function erfc(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const poly = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return poly * Math.exp(-x * x);
}

// SECURITY.md line 62: medians within 5 % and p > 0.01, 500 tries of each kind.
it('tells by no time whether an account is known', async () => {
  const test = await TestApp.start({}, { hashesAgain: true });
  const emails = await accountsOfEachKind(test, await test.get(Passwords).hash('the right one of these'));
  await tryEach(test, emails, 10);
  const answers = await tryEach(test, emails, ROUNDS);
  await test.stop();
  const times = (kind: (typeof KINDS)[number]): number[] => answers[kind].map(({ milliseconds }) => milliseconds);
  const known = times('known');
  const lines = KINDS.map((kind) => {
    const ratio = median(times(kind)) / median(known);
    return { kind, median: median(times(kind)), ratio, p: mannWhitneyP(known, times(kind)) };
  });
  for (const { kind, median: middle, ratio, p } of lines) {
    process.stderr.write(
      `${kind.padEnd(20)} median ${middle.toFixed(2)} ms, of known ${(100 * ratio).toFixed(1)} %, Mann-Whitney p ${p.toFixed(3)}\n`,
    );
  }
  expect(lines.filter(({ ratio }) => Math.abs(ratio - 1) > 0.05)).toEqual([]);
  expect(lines.filter(({ p }) => p <= 0.01)).toEqual([]);
}, 1_800_000);
