import { addDays, type Day, daysBetween, dayInWords, isBefore } from '../../shared/day';
import type { ScheduleStatus } from './overdue';
import { onWorkingDay, type WorkingDueDay } from './working-due-day';

/** Everything that can be done to a schedule. */
export const SCHEDULE_ACTS = [
  'complete',
  'exempt',
  'clear_exemption',
  'change_date',
  'bring_forward',
  'cancel',
] as const;
export type ScheduleAct = (typeof SCHEDULE_ACTS)[number];

const COMPLETED = 'This review has been recorded, so nothing about its date can change.';
const CANCELLED = 'The plan was closed and its review cancelled, so nothing about it can change.';
const EXEMPT_FIRST = 'This review is exempt. Clear the exemption first.';

type Outcome = { to: ScheduleStatus } | { refused: string };
const to = (status: ScheduleStatus): Outcome => ({ to: status });
const no = (refused: string): Outcome => ({ refused });

/** Every state and every act: what it becomes, or why not. The one place that knows. */
export const SCHEDULE_CHANGES: Readonly<Record<ScheduleStatus, Readonly<Record<ScheduleAct, Outcome>>>> = {
  active: {
    complete: to('completed'),
    exempt: to('exempt'),
    clear_exemption: no('This review is not exempt.'),
    change_date: to('active'),
    bring_forward: to('active'),
    cancel: to('cancelled'),
  },
  exempt: {
    complete: no('This review is exempt. Clear the exemption before you record it.'),
    exempt: no('This review is exempt already. Clear that exemption first.'),
    clear_exemption: to('active'),
    change_date: no(EXEMPT_FIRST),
    // What happens to somebody in hospital is no less urgent on the day they come home.
    bring_forward: to('exempt'),
    cancel: to('cancelled'),
  },
  completed: allRefused(COMPLETED),
  cancelled: allRefused(CANCELLED),
};

function allRefused(why: string): Record<ScheduleAct, Outcome> {
  const outcome = no(why);
  return {
    complete: outcome,
    exempt: outcome,
    clear_exemption: outcome,
    change_date: outcome,
    bring_forward: outcome,
    cancel: outcome,
  };
}

/** Why this cannot be done to a schedule in that state, or null when it can. */
export function whyNot(status: ScheduleStatus, act: ScheduleAct): string | null {
  const outcome = SCHEDULE_CHANGES[status][act];
  return 'refused' in outcome ? outcome.refused : null;
}

const OVERDUE_STAYS = 'This review is overdue, so its date cannot change. Hold it and record it';

/** Why no date at all can be set by hand, in the user's words; null when one can. */
export function whyFixed(schedule: { dueOn: Day; noLaterThan: Day; today: Day }): string | null {
  const { dueOn, noLaterThan, today } = schedule;
  if (isBefore(dueOn, today)) return `${OVERDUE_STAYS}.`;
  const days = Math.max(0, daysBetween(today, noLaterThan));
  const canMove = Array.from({ length: days + 1 }, (_, after) => addDays(today, after)).some(
    (wanted) => !('refused' in moveTo(wanted, schedule)),
  );
  return canMove
    ? null
    : `No other working day is left up to ${dayInWords(noLaterThan)}, the latest the rules allow. Hold it by then and record it.`;
}

/**
 * The day a date set by hand becomes: a working day (`onWorkingDay`), brought forward or put back as far as the rules allow.
 * One that is overdue stays where it is, or "overdue" could be made to go away by typing.
 * @returns or why a person cannot set it, in the user's words
 */
export function moveTo(
  wanted: Day,
  { dueOn, noLaterThan, today }: { dueOn: Day; noLaterThan: Day; today: Day },
): WorkingDueDay | { refused: string } {
  if (isBefore(dueOn, today)) {
    return { refused: OVERDUE_STAYS };
  }
  if (isBefore(wanted, today)) return { refused: 'The new date must be today or later' };
  const moved = onWorkingDay(wanted, today);
  const becauseOf = moved.words === '' ? '' : `. ${moved.words.replace(/\.$/, '')}`;
  if (isBefore(noLaterThan, wanted) || isBefore(noLaterThan, moved.dueOn)) {
    return {
      refused: `The new date must be on or before ${dayInWords(noLaterThan)}, the latest the rules allow${becauseOf}`,
    };
  }
  if (moved.dueOn === dueOn) return { refused: `The new date must differ from the one there is${becauseOf}` };
  return moved;
}
