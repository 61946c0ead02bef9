import { addDays, type Day, dayInWordsWithWeekday, isBefore } from '../../shared/day';
import {
  holidaysNotKnown,
  type IsWorkingDay,
  workingDayOnOrBefore,
  WorkingDaysAsKnown,
} from '../../shared/working-days';

export interface WorkingDueDay {
  dueOn: Day;
  /** Why it is not the day that was asked for, in a sentence; empty when it is. */
  words: string;
}

/**
 * A review is due on a day on which people work, whoever set the date: on the working day before when the one asked for is
 * none; on the next one when that would be before `notBefore`, because nobody can hold it on a day that is over.
 */
export function onWorkingDay(wanted: Day, notBefore: Day, calendar?: IsWorkingDay): WorkingDueDay {
  const known = new WorkingDaysAsKnown();
  const isWorking = calendar ?? known.isWorkingDay;
  const before = workingDayOnOrBefore(wanted, isWorking);
  const dueOn = isBefore(before, notBefore) ? workingDayOnOrAfter(notBefore, isWorking) : before;
  const moved = dueOn === wanted || isWorking(wanted) ? '' : movedWords(wanted, dueOn);
  return { dueOn, words: [moved, known.isCertain ? '' : holidaysNotKnown()].filter((words) => words !== '').join(' ') };
}

/** "Sunday 3 January 2027 is not a working day, so it is due on the working day before, Thursday 31 December 2026." */
export function movedWords(wanted: Day, dueOn: Day): string {
  const which = isBefore(dueOn, wanted) ? 'the working day before' : 'the next working day';
  return `${dayInWordsWithWeekday(wanted)} is not a working day, so it is due on ${which}, ${dayInWordsWithWeekday(dueOn)}.`;
}

function workingDayOnOrAfter(day: Day, isWorking: IsWorkingDay): Day {
  let candidate = day;
  while (!isWorking(candidate)) candidate = addDays(candidate, 1);
  return candidate;
}
