import { type Day, dayInWords } from '../../shared/day';
import { isBirthReason } from './birth-correction';
import { isJoinedReason, isPartedReason, isPlaceReason } from './place-change';

/** Why the latest day was lowered, as the history of the schedule keeps it; `limitCause` reads it again. */
export const limitReason = (because: string, latestOn: Day): string => `${because}${STAYS}${dayInWords(latestOn)} now`;

const STAYS = '. The date stays; the latest the rules allow is ';

/**
 * What a tier, a strand or an expected release, and two records that are joined, say of themselves there; an event gives its rule.
 * The rule and what it was counted from stand with it: the schedule keeps the rule that made its date.
 */
export const limitByRules = (because: string, { rule, explanation }: { rule: string; explanation: string }): string =>
  `${BY_RULES}${because}. ${explanation.startsWith(rule) ? '' : `${rule}. `}${explanation.replace(/\.$/, '')}`;
export const LIMIT_BY_JOINING = 'Two records of one person were joined';
const BY_RULES = 'By the rules, because ';

interface Change {
  reason: string | null;
  to_due_on: Day;
  changed_at: Date;
}

interface Event {
  rule: string;
  rule_due_on: Day;
  brought_forward: boolean;
  recorded_at: Date;
}

export type LimitCause<E> =
  | { by: 'event'; event: E }
  /** In words that come after "because". */
  | { by: 'change'; because: string; on: Date }
  | { by: 'joining' }
  /** Nothing lowered it: it is the latest day of whatever made the date before people set one. */
  | { by: 'rule' };

interface Asked<E> {
  noLaterThan: Day;
  /** Newest first. */
  changes: readonly Change[];
  events: readonly E[];
}

/** The one answer to what made the latest day there is: the last change that lowered it to that day. */
export function limitCause<E extends Event>({ noLaterThan, changes, events }: Asked<E>): LimitCause<E> {
  let isParted = false;
  for (const change of changes) {
    if (isPartedReason(change.reason)) isParted = true;
    if (isParted && isOfMerge(change)) {
      // What a merge that was undone had brought holds no more.
      isParted = false;
      continue;
    }
    if (hasSetAnew(change, { noLaterThan, events })) return { by: 'rule' };
    if (isJoinedReason(change.reason)) return { by: 'joining' };
    const because = loweredTo(noLaterThan, change);
    if (because !== null) return causeOf(because, change, { noLaterThan, events });
  }
  return { by: 'rule' };
}

/** Whether this event lowered the latest day when it was written down, whatever holds now. */
export const hasLowered = <E extends Event>(
  event: E,
  { changes, events }: Pick<Asked<E>, 'changes' | 'events'>,
): boolean =>
  changes.some((change) => {
    const noLaterThan = event.rule_due_on;
    return (
      loweredTo(noLaterThan, change) === event.rule && eventOf(event.rule, change, { noLaterThan, events }) === event
    );
  });

function causeOf<E extends Event>(
  because: string,
  change: Change,
  { noLaterThan, events }: Pick<Asked<E>, 'noLaterThan' | 'events'>,
): LimitCause<E> {
  if (because === LIMIT_BY_JOINING) return { by: 'joining' };
  if (because.startsWith(BY_RULES))
    return { by: 'change', because: because.slice(BY_RULES.length), on: change.changed_at };
  const event = eventOf(because, change, { noLaterThan, events });
  return event ? { by: 'event', event } : { by: 'rule' };
}

/** Of two that allow the same day the first did it. One that counts again because records were taken apart was written down before. */
function eventOf<E extends Event>(
  rule: string,
  change: Change,
  { noLaterThan, events }: Pick<Asked<E>, 'noLaterThan' | 'events'>,
): E | undefined {
  const ofTheDay = events.filter((one) => one.rule === rule && one.rule_due_on === noLaterThan);
  return ofTheDay.find((one) => isOfOneAct(one, change)) ?? [...ofTheDay].sort(byRecorded)[0];
}

/** What brings a date forward by a rule sets the latest day to it: what was before has no part in it. */
const hasSetAnew = <E extends Event>(
  { reason, to_due_on: dueOn }: Change,
  { noLaterThan, events }: Pick<Asked<E>, 'noLaterThan' | 'events'>,
): boolean =>
  dueOn === noLaterThan &&
  (isPlaceReason(reason) ||
    isBirthReason(reason) ||
    events.some((one) => one.brought_forward && one.rule === reason && one.rule_due_on === dueOn));

const isOfMerge = ({ reason }: Change): boolean =>
  isJoinedReason(reason) || (reason ?? '').startsWith(`${LIMIT_BY_JOINING}${STAYS}`);

/** What is written down in one transaction carries one time. */
const isOfOneAct = ({ recorded_at: one }: Event, { changed_at: other }: Change): boolean =>
  one.getTime() === other.getTime();

const byRecorded = (one: Event, other: Event): number => one.recorded_at.getTime() - other.recorded_at.getTime();

function loweredTo(day: Day, { reason }: Change): string | null {
  const end = `${STAYS}${dayInWords(day)} now`;
  return reason?.endsWith(end) ? reason.slice(0, -end.length) : null;
}
