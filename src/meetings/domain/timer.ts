/** How long something has taken against the minutes it was given. */
export interface Timer {
  minutes: number;
  budget: number;
  isOver: boolean;
}

/** Whole minutes since it began; never less than none, should two clocks disagree. */
export function timerOf(startedAt: Date, now: Date, budget: number): Timer {
  const minutes = Math.max(0, Math.floor((now.getTime() - startedAt.getTime()) / 60_000));
  return { minutes, budget, isOver: minutes > budget };
}

export const minutesWords = (minutes: number): string => (minutes === 1 ? '1 minute' : `${minutes} minutes`);
