import { type Day, dayInWords } from '../../shared/day';
import { Invalid } from '../../shared/errors';
import { WorkingDaysAsKnown } from '../../shared/working-days';

/** A meeting on a weekend or bank holiday is a slip of the hand, unless whoever plans it says otherwise. @throws Invalid */
export function refuseUnconfirmedRestDay({ heldOn, onRestDay }: { heldOn: Day; onRestDay?: boolean }): void {
  if (onRestDay || new WorkingDaysAsKnown().isWorkingDay(heldOn)) return;
  const message = `${dayInWords(heldOn)} is not a working day. Change the date, or confirm that the meeting is held on it`;
  throw new Invalid([{ field: 'onRestDay', message }]);
}
