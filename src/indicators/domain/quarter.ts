import { addDays, addMonths, type Day, dayInWords, isBefore } from '../../shared/day';

/**
 * Three months of the financial year (April to March), as the council, the Home Office returns and the YJB count them: quarter 1 is
 * April to June.
 */
export interface Quarter {
  from: Day;
  until: Day;
}

export function quarterOf(day: Day): Quarter {
  const month = Number(day.slice(5, 7));
  const first = month - ((month - 1) % 3);
  const from = `${day.slice(0, 5)}${String(first).padStart(2, '0')}-01`;
  return { from, until: addDays(addMonths(from, 3), -1) };
}

export const quarterBefore = ({ from }: Quarter): Quarter => quarterOf(addDays(from, -1));

export const sameQuarterLastYear = ({ from }: Quarter): Quarter => quarterOf(addMonths(from, -12));

/** The last whole quarter before the day. */
export const lastQuarter = (today: Day): Quarter => quarterBefore(quarterOf(today));

/** Whole quarters after one that ended on `lastUntil`, up to the last that is over today, oldest first. */
export function quartersSince(lastUntil: Day, today: Day): Quarter[] {
  const found: Quarter[] = [];
  for (
    let next = quarterOf(addDays(lastUntil, 1));
    isBefore(next.until, today);
    next = quarterOf(addDays(next.until, 1))
  ) {
    found.push(next);
  }
  return found;
}

/** “July to September 2026”. */
export function quarterWords({ from, until }: Quarter): string {
  const month = (day: Day): string => dayInWords(day).split(' ')[1] ?? '';
  return `${month(from)} to ${month(until)} ${from.slice(0, 4)}`;
}

/** “Quarter 2 of 2026 to 2027”. */
export function quarterNumberWords({ from }: Quarter): string {
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  const starts = month < 4 ? year - 1 : year;
  return `Quarter ${((Math.floor((month - 1) / 3) + 3) % 4) + 1} of ${starts} to ${starts + 1}`;
}

/** “Q2 2026/27”, for the axis of a drawing. */
export function quarterShort(quarter: Quarter): string {
  const [, number = '', , starts = '', , ends = ''] = quarterNumberWords(quarter).split(' ');
  return `Q${number} ${starts}/${ends.slice(2)}`;
}
