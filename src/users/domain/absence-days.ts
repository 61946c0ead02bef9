import { addMonths, type Day, dayInWords } from '../../shared/day';
import type { FieldProblem } from '../../shared/errors';

/** Longer is a typing error, or somebody who has left for good: their account ends, and what they hold is handed over. */
const LONGEST = 'a year';

/** What is wrong with the days of an absence; undefined when nothing is. It starts within a year of today and lasts one at the most. */
export function absenceRefusal(
  { startsOn, endsOn }: { startsOn: Day; endsOn?: Day },
  today: Day,
): FieldProblem | undefined {
  if (endsOn !== undefined && endsOn < startsOn) {
    return { field: 'endsOn', message: 'The last day away must be the first day or later' };
  }
  if (startsOn > addMonths(today, 12) || startsOn < addMonths(today, -12)) {
    return {
      field: 'startsOn',
      message: `The first day away must be within ${LONGEST} of today, ${dayInWords(today)}`,
    };
  }
  if (endsOn !== undefined && endsOn > addMonths(startsOn, 12)) {
    return {
      field: 'endsOn',
      message: `An absence lasts ${LONGEST} at the most: the last day away must be ${dayInWords(addMonths(startsOn, 12))} or before. If nobody knows when they come back, leave it out: their work is handed over, and they are away until you say otherwise`,
    };
  }
  return undefined;
}
