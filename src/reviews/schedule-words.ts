import type { Day } from '../shared/day';
import { AGES, isBirthday } from './domain/event-words';
import type { TriggerKind } from './domain/review-rules';
import type { ScheduleChangeAct } from './schedule-history.queries';

export const TRIGGER_WORDS: Record<TriggerKind, string> = {
  arrest: 'An arrest',
  weapon_find: 'A weapon was found',
  missing_episode: 'A missing episode',
  hospital_attendance: 'Went to hospital',
  new_injury: 'A new injury',
  move: 'A move of home or placement',
  exclusion: 'An exclusion from school or college',
  release: 'Release from custody',
  turning_17_and_a_half: 'Turned 17 and a half',
  turning_18: 'Turned 18',
};

/** "when this happened: an arrest", "when they will turn 18". */
export function whenWords(kind: TriggerKind, on: Day, today: Day): string {
  if (!isBirthday(kind))
    return `when this happened: ${TRIGGER_WORDS[kind].charAt(0).toLowerCase()}${TRIGGER_WORDS[kind].slice(1)}`;
  return `when they ${today < on ? 'will turn' : 'turned'} ${AGES[kind]}`;
}

/** What the list of events calls it: a birthday that is to come has not happened. */
export const eventWords = (kind: TriggerKind, on: Day, today: Day): string =>
  isBirthday(kind) && today < on ? `Will turn ${AGES[kind]}` : TRIGGER_WORDS[kind];

export const CHANGE_WORDS: Record<ScheduleChangeAct, string> = {
  started: 'Scheduled',
  brought_forward: 'Brought forward',
  moved: 'Put back',
  exempted: 'Exempted',
  exemption_cleared: 'Exemption ended',
  completed: 'Reviewed',
  cancelled: 'Cancelled',
  changed: 'Changed',
};

/** What the rule of a schedule is called whose date was agreed and not worked out. */
export const AGREED_RULES: readonly string[] = ['Date set by people', 'Imported date'];
