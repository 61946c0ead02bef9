import { addDays, type Day, isBefore } from '../../shared/day';

/** As long as the window of every tier is open. */
const OPEN_DAYS = 14;

interface OpenWindow {
  wanted: Day;
  dueOn: Day;
  /** The day the last review was held, or the plan began. */
  countedFrom: Day;
}

/**
 * From when on a review may be held as the one that is due: the day that is wanted, but not before the day after the
 * review it counts from, which answered what was before; and, however near the due day comes, at least two weeks before it,
 * as for every tier, or as many as there are.
 */
export function opensOn(window: OpenWindow): Day {
  const latest = addDays(window.dueOn, -OPEN_DAYS);
  return opensFrom({ ...window, wanted: isBefore(latest, window.wanted) ? latest : window.wanted });
}

/** The same of what has happened: no review that was held before it answers it, however short the time is. */
export function opensFrom({ wanted, dueOn, countedFrom }: OpenWindow): Day {
  const first = addDays(countedFrom, 1);
  const opens = isBefore(wanted, first) ? first : wanted;
  return isBefore(dueOn, opens) ? dueOn : opens;
}
