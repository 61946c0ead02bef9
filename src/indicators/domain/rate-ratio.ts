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

/** Too many to be chance in either direction: the interval leaves one out. */
export const isMarked = ({ low, high }: RateRatio): boolean => low > 1 || high < 1;

/** From one quarter to the next: the ratio became marked, or so different that the two intervals do not meet. */
export function isMarkedChange(now: RateRatio | undefined, before: RateRatio | undefined): boolean {
  if (!now) return false;
  if (!before) return isMarked(now);
  return (isMarked(now) && !isMarked(before)) || now.low > before.high || now.high < before.low;
}

/** “1.8 times (1.4 to 2.3)”. */
export const ratioWords = ({ ratio, low, high }: RateRatio): string =>
  `${ratio.toFixed(1)} times (${low.toFixed(1)} to ${high.toFixed(1)})`;
