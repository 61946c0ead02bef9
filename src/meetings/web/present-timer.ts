import { govTime } from '../../web/format-date';
import { minutesWords, timerOf } from '../domain/timer';

/** "This case: started 10:04, 12 minutes of 8." The script of the page counts on; without it the words are those of this answer. */
export function presentTimer(what: string, startedAt: Date, now: Date, budget: number) {
  const { minutes, isOver } = timerOf(startedAt, now, budget);
  return {
    what,
    startedWords: `started ${govTime(startedAt)}`,
    minutes,
    minutesWords: minutesWords(minutes),
    budget,
    isOver,
  };
}

export type TimerModel = ReturnType<typeof presentTimer>;
