/** The rules of dates a second time, on plain day numbers: no Luxon, no strings, no code of the service. */
export interface Calendar {
  holidays: ReadonlySet<number>;
}

const DAY = 86_400_000;
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY;
export const dayText = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10);

/** Day 0, 1 January 1970, was a Thursday: 2 and 3 days later come Saturday and Sunday. */
const works = (day: number, { holidays }: Calendar): boolean =>
  ![2, 3].includes(((day % 7) + 7) % 7) && !holidays.has(day);

/** The last working day not after `start + period`. */
export function dueByPeriod(start: number, period: number, calendar: Calendar): number {
  for (let day = start + period; ; day -= 1) if (works(day, calendar)) return day;
}

/** The nth working day after the start; 0 is the last one not after it. */
export function dueByWorkingDays(start: number, count: number, calendar: Calendar): number {
  if (count === 0) return dueByPeriod(start, 0, calendar);
  const following: number[] = [];
  for (let day = start + 1; following.length < count; day += 1) if (works(day, calendar)) following.push(day);
  return Math.max(...following);
}

/** As `dueAfterExemption`: never sooner, no rescue, no more working days than it lasted. */
export function dueAfterClearing(
  { dueOn, since, clearedOn, most }: { dueOn: number; since: number; clearedOn: number; most: number },
  calendar: Calendar,
): number {
  if (dueOn < since) return dueOn;
  let lasted = 0;
  for (let day = since + 1; day <= clearedOn; day += 1) if (works(day, calendar)) lasted += 1;
  return lasted === 0 ? dueOn : Math.max(dueOn, dueByWorkingDays(clearedOn, Math.min(most, lasted), calendar));
}
