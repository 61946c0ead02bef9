import { type Day, dayInLondon } from '../../shared/day';
import type { TypedFields } from '../../web/page-model';
import type { CaseSheet } from '../case-sheets';
import { minutesFor } from '../domain/agenda';
import { presentCaseSheet } from './present-case-sheet';
import { presentDecisionForm } from './present-decision-form';
import { presentLostRace } from './present-lost-race';
import { presentTimer, type TimerModel } from './present-timer';
import { standingTyped, typedOverStanding } from './standing-typed';
import { whatStays } from './what-stays';

/** One case with the panel's form; `isLost` when somebody else decided first, `isChanging` to decide again what is decided. */
export const presentCasePage = (
  sheet: CaseSheet,
  now: Date,
  typed: Record<string, unknown>,
  {
    isLost = false,
    isChanging = false,
    entryTyped = {},
  }: { isLost?: boolean; isChanging?: boolean; entryTyped?: TypedFields<'kind' | 'text' | 'reason'> } = {},
) => {
  const today = dayInLondon(now);
  const page = presentCaseSheet(sheet, today);
  // Whoever came second may still have the decision changed: with a reason, and from their own words.
  const mayChange = (isChanging || isLost) && page.change?.href !== undefined;
  const changes = mayChange ? { stays: whatStays(sheet), isOfSecond: !isChanging } : undefined;
  return {
    ...page,
    form: presentDecisionForm(sheet, fieldsOf(sheet, typed, changes, today), today, changes),
    entry: { typed: entryTyped },
    stale: isLost ? presentLostRace(sheet, typed, changes !== undefined) : undefined,
    timers: timersOf(sheet, now),
  };
};

/** What stands in the form: what was typed; of a change that was only opened what stands; of whoever came second their words over those. */
function fieldsOf(
  sheet: CaseSheet,
  typed: Record<string, unknown>,
  changes: { isOfSecond: boolean } | undefined,
  today: Day,
): Record<string, unknown> {
  if (changes === undefined) return typed;
  if (changes.isOfSecond) return typedOverStanding(sheet, typed, today);
  return Object.keys(typed).length === 0 ? standingTyped(sheet, today) : typed;
}

/** While the meeting is in the room: this case against the minutes its tier is given, and the meeting against its own. */
function timersOf({ item, header }: CaseSheet, now: Date): TimerModel[] {
  if (item.started_at === null || item.meeting_status !== 'planned') return [];
  const ofMeeting = presentTimer('The meeting', item.started_at, now, item.meeting_minutes);
  if (item.status !== 'listed' || item.turned_to_at === null) return [ofMeeting];
  return [presentTimer('This case', item.turned_to_at, now, minutesFor(header.tier, item.reason)), ofMeeting];
}

export type CasePageModel = ReturnType<typeof presentCasePage>;
