export interface RateRatio {
  ratio: number;
  low: number;
  high: number;
}

/** For a 95% interval of the normal distribution. */
const Z = 1.959964;

/**
 * How many times as often something happens in a group as among all others: the ratio of two risks with its 95% interval on the
 * logarithm (Katz and others, 1978). `part` of `group` people, and `otherPart` of `others`.
 * @returns undefined where one of them is nobody, or not told (NaN): there is no ratio
 */
export function rateRatio(part: number, group: number, otherPart: number, others: number): RateRatio | undefined {
  const isRatio = part > 0 && otherPart > 0 && part <= group && otherPart <= others;
  if (!isRatio) return undefined;
  const ratio = part / group / (otherPart / others);
  const spread = Z * Math.sqrt(1 / part - 1 / group + 1 / otherPart - 1 / others);
  return { ratio, low: ratio * Math.exp(-spread), high: ratio * Math.exp(spread) };
}

/** A count as it is told, and from what to what it may be. */
export interface Told {
  value: number;
  low: number;
  high: number;
}

/**
 * The ratio of what is told, its interval widened to that of every count that rounding may hide: otherwise rounding alone makes findings
 * (15 of 20 beside 25 of 25 may be 17 of 18 beside 27 of 27). The ends of each count are tried with those of the others.
 */
export function toldRatio(part: Told, group: Told, otherPart: Told, others: Told): RateRatio | undefined {
  const told = rateRatio(part.value, group.value, otherPart.value, others.value);
  if (!told) return undefined;
  const ends = ({ low, high }: Told): number[] => [low, high];
  const possible = ends(part).flatMap((p) =>
    ends(group).flatMap((g) =>
      // Nobody is counted who is not among them.
      ends(otherPart).flatMap((q) => ends(others).map((o) => rateRatio(p, Math.max(p, g), q, Math.max(q, o)))),
    ),
  );
  const all = [told, ...possible.map((one) => one ?? { ratio: told.ratio, low: 0, high: Infinity })];
  return {
    ratio: told.ratio,
    low: Math.min(...all.map(({ low }) => low)),
    high: Math.max(...all.map(({ high }) => high)),
  };
}

/** Too many to be chance in either direction: the interval leaves one out. */
export const isMarked = ({ low, high }: RateRatio): boolean => low > 1 || high < 1;

/** From one quarter to the next: the ratio became marked, or so different that the two intervals do not meet. */
export function isMarkedChange(now: RateRatio | undefined, before: RateRatio | undefined): boolean {
  if (!now) return false;
  if (!before) return isMarked(now);
  return (isMarked(now) && !isMarked(before)) || now.low > before.high || now.high < before.low;
}

/** “1.8 times (1.4 to 2.3)”; with another decimal where an end would read as the one that it leaves out. */
export function ratioWords(found: RateRatio): string {
  const { ratio, low, high } = found;
  const readsAsOne = [low, high].some((end) => end.toFixed(1) === '1.0');
  const digits = isMarked(found) && readsAsOne ? 2 : 1;
  return `${ratio.toFixed(1)} times (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}
