/** One point of a trend: where it stands, and what it says. */
export interface TrendPoint {
  label: string;
  value: number | null;
}

export interface Trend {
  width: number;
  height: number;
  /** Lines between neighbours that both have a value: nothing is drawn across a gap. */
  lines: { x1: number; y1: number; x2: number; y2: number }[];
  dots: { x: number; y: number; label: string }[];
  /** The height of the target, where it lies in the drawing. */
  targetY: number | null;
}

const EDGE = 5;

/** A line over time as server-made SVG. It says nothing that the table beside it does not say. */
export function trendOf(
  points: readonly TrendPoint[],
  target: number | null,
  size: { width: number; height: number },
): Trend {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const [least, most] = [Math.min(0, ...values), Math.max(1, ...values, ...(target === null ? [] : [target]))];
  const y = (value: number): number =>
    one(size.height - EDGE - ((value - least) / (most - least)) * (size.height - 2 * EDGE));
  const x = (at: number): number => one(EDGE + (at / Math.max(1, points.length - 1)) * (size.width - 2 * EDGE));
  const dots = points.map(({ label, value }, at) => (value === null ? undefined : { x: x(at), y: y(value), label }));
  return {
    ...size,
    lines: dots.flatMap((dot, at) => {
      const before = dots[at - 1];
      return dot && before ? [{ x1: before.x, y1: before.y, x2: dot.x, y2: dot.y }] : [];
    }),
    dots: dots.flatMap((dot) => dot ?? []),
    targetY: target === null ? null : y(target),
  };
}

const one = (value: number): number => Math.round(value * 10) / 10;
