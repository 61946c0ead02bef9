import { type Day, daysBetween } from '../../shared/day';

/** Blue: complete and evidenced. Green: on track. Amber: late but recoverable. Red: overdue or not achievable. Grey: not started. */
export const RAGS = ['blue', 'green', 'amber', 'red', 'grey'] as const;
export type Rag = (typeof RAGS)[number];

export interface Progress {
  startsOn: Day;
  targetOn: Day;
  /** 0 to 100. */
  percentComplete: number;
  hasEvidence: boolean;
}

export interface SuggestedRag {
  rag: Rag;
  /** Why, in words that end a sentence. */
  why: string;
}

/** So many points behind an even pace still count as on track. */
const SLACK = 15;
/** With less than this left and not half done, it is taken as not achievable. */
const LAST_DAYS = 30;

/**
 * What the dates and the per cent suggest (domain/2-practice, 2.11). The seeds state no rule, so a person chooses and says
 * why; this stands beside it (domain/1-requirements, 1.7).
 */
export function suggestRag({ startsOn, targetOn, percentComplete, hasEvidence }: Progress, today: Day): SuggestedRag {
  if (percentComplete >= 100) {
    return hasEvidence
      ? { rag: 'blue', why: 'it is complete and there is evidence' }
      : { rag: 'green', why: 'it is complete; no evidence is recorded yet' };
  }
  if (targetOn < today) return { rag: 'red', why: 'the target date has passed' };
  if (startsOn > today) return { rag: 'grey', why: 'it has not started' };
  const daysLeft = daysBetween(today, targetOn);
  if (daysLeft < LAST_DAYS && percentComplete < 50) {
    return { rag: 'red', why: `fewer than ${LAST_DAYS} days are left and it is not half done` };
  }
  const expected = expectedPercent(startsOn, targetOn, today);
  if (percentComplete + SLACK >= expected) return { rag: 'green', why: 'it keeps pace with its dates' };
  return { rag: 'amber', why: `at an even pace it would be ${expected}% complete by now` };
}

/** How far it would be today if the same were done every day: 0 to 100, rounded down. */
function expectedPercent(startsOn: Day, targetOn: Day, today: Day): number {
  const length = daysBetween(startsOn, targetOn);
  return length === 0 ? 100 : Math.floor((daysBetween(startsOn, today) / length) * 100);
}
