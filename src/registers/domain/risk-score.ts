/** 1 to 5 of likelihood and of impact: what a board can tell apart (domain/2-practice, 2.11). */
export const DEGREES = [1, 2, 3, 4, 5] as const;
export type Degree = (typeof DEGREES)[number];

export interface Placing {
  likelihood: number;
  impact: number;
}

export const RISK_LEVELS = ['low', 'moderate', 'high', 'severe'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

/** 1 to 25. */
export const scoreOf = ({ likelihood, impact }: Placing): number => likelihood * impact;

/** 1-4 low, 5-9 moderate, 10-14 high, 15-25 severe: the usual bands of councils (domain/2-practice, 2.11). */
export function levelOf(placing: Placing): RiskLevel {
  const score = scoreOf(placing);
  if (score >= 15) return 'severe';
  if (score >= 10) return 'high';
  return score >= 5 ? 'moderate' : 'low';
}

/** Whether somebody should look at it: it stands above where the board wants it. */
export const isAboveTarget = (current: Placing, target: Placing): boolean => scoreOf(current) > scoreOf(target);
