import { addMonths, type Day, isBefore } from '../../shared/day';

export interface Cycle {
  cycleMonths: number;
  /** The day the first version came into force. */
  firstInForceOn: Day;
  lastHeldOn: Day | null;
}

/** When the partnership must have looked through everybody again. A new version does not put it off. */
export const nextCycleDueOn = ({ cycleMonths, firstInForceOn, lastHeldOn }: Cycle): Day =>
  addMonths(lastHeldOn ?? firstInForceOn, cycleMonths);

/** Due today is not overdue. */
export const isCycleOverdue = (dueOn: Day, today: Day): boolean => isBefore(dueOn, today);
