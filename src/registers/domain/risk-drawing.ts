import { addDays, daysBetween, type Day } from '../../shared/day';
import { scoreOf } from './risk-score';

export interface ScoredOn {
  scoredOn: Day;
  likelihood: number;
  impact: number;
}

export interface HistoryPoint {
  x: number;
  y: number;
  score: number;
}

/** Where everything of the drawing stands, in its own units; the same numbers stand in the table beside it. */
export interface HistoryDrawing {
  width: number;
  height: number;
  left: number;
  right: number;
  bottom: number;
  /** A score stays until the next one: the line goes in steps. */
  line: string;
  points: HistoryPoint[];
  gridLines: { y: number; score: number }[];
  targetY: number;
  firstDay: Day;
  lastDay: Day;
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [640, 240, 40, 620, 16, 200];

/** The history of a score from its first day to today. `scores` are oldest first; null where there are none. */
export function drawHistory(scores: readonly ScoredOn[], target: number, today: Day): HistoryDrawing | null {
  const [first] = scores;
  if (!first) return null;
  // One day wide at the least, so that a risk scored today has a line too.
  const lastDay = today > first.scoredOn ? today : addDays(first.scoredOn, 1);
  const days = daysBetween(first.scoredOn, lastDay);
  const xOf = (day: Day): number => Math.round(LEFT + (daysBetween(first.scoredOn, day) / days) * (RIGHT - LEFT));
  const yOf = (score: number): number => Math.round(BOTTOM - (score / 25) * (BOTTOM - TOP));
  const points = scores.map((one) => ({ x: xOf(one.scoredOn), y: yOf(scoreOf(one)), score: scoreOf(one) }));
  const steps = points.flatMap(({ x, y }, at) => {
    const before = points[at - 1];
    return before ? [`${x},${before.y}`, `${x},${y}`] : [`${x},${y}`];
  });
  const last = points.at(-1);
  return {
    width: WIDTH,
    height: HEIGHT,
    left: LEFT,
    right: RIGHT,
    bottom: BOTTOM,
    line: [...steps, `${RIGHT},${last?.y ?? BOTTOM}`].join(' '),
    points,
    gridLines: [5, 10, 15, 20, 25].map((score) => ({ y: yOf(score), score })),
    targetY: yOf(target),
    firstDay: first.scoredOn,
    lastDay,
  };
}
