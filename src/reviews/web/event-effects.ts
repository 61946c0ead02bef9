import { turnsOn } from '../../shared/age';
import { type Day, dayInWords } from '../../shared/day';
import { carriedOver } from '../domain/event-that-set';
import { isBirthday } from '../domain/event-words';
import { hasLowered } from '../domain/limit-cause';
import type { CurrentScheduleRow } from '../reviews.queries';
import type { ScheduleChangeRow, TriggerRow } from '../schedule-history.queries';

interface Reading {
  schedule: CurrentScheduleRow | undefined;
  /** Newest first. */
  changes: readonly ScheduleChangeRow[];
  triggers: readonly TriggerRow[];
}

/** What an event did to the date of this schedule, for the list of what happened. */
export function effectOf(event: TriggerRow, { schedule, changes, triggers }: Reading, dateOfBirth: Day | null): string {
  const startedOn = changes.find(({ act }) => act === 'started')?.to_due_on;
  const carried = schedule && startedOn ? carriedOver({ ...schedule, startedOn }, triggers) : null;
  if (carried?.event === event)
    return carried.dueOn === startedOn ? broughtForward(carried.dueOn) : limited(carried.dueOn);
  if (hasLowered(event, { changes, events: triggers })) return limited(event.rule_due_on);
  if (!event.brought_forward) return 'Changed nothing';
  const { kind, happened_on: on } = event;
  const born = dateOfBirth ?? on;
  const turnsThen = kind === 'turning_18' ? turnsOn(born, 18) : turnsOn(born, 17, 6);
  if (isBirthday(kind) && turnsThen !== on) return otherBirthday(event);
  return broughtForward(event.rule_due_on);
}

/** The birthday of a date of birth that does not stand now. */
function otherBirthday({ joined, rule_due_on: dueOn }: TriggerRow): string {
  if (joined === 'other')
    return `Brought the review of the other record forward to ${dayInWords(dueOn)}. The two records were joined, and its date of birth does not stand`;
  return joined === 'survivor'
    ? 'Counts no longer: two records were joined, and the date of birth of the other stands'
    : 'Counts no longer: the date of birth was corrected';
}

const broughtForward = (on: Day): string => `Brought forward to ${dayInWords(on)}`;
const limited = (on: Day): string => `The date was sooner already; it may be no later than ${dayInWords(on)}`;
