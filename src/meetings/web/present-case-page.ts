import { dayInLondon } from '../../shared/day';
import type { TypedFields } from '../../web/page-model';
import type { CaseSheet } from '../case-sheets';
import { minutesFor } from '../domain/agenda';
import { presentCaseSheet } from './present-case-sheet';
import { presentDecisionForm } from './present-decision-form';
import { presentLostRace } from './present-lost-race';
import { presentTimer, type TimerModel } from './present-timer';
import { standingTyped } from './standing-typed';
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
  const changes = isChanging && page.change?.href !== undefined ? { stays: whatStays(sheet) } : undefined;
  const isBlank = Object.keys(typed).length === 0;
  return {
    ...page,
    form: presentDecisionForm(sheet, changes && isBlank ? standingTyped(sheet, today) : typed, today, changes),
    entry: { typed: entryTyped },
    stale: isLost ? presentLostRace(sheet, typed, changes !== undefined) : undefined,
    timers: timersOf(sheet, now),
  };
};

/** While the meeting is in the room: this case against the minutes its tier is given, and the meeting against its own. */
function timersOf({ item, header }: CaseSheet, now: Date): TimerModel[] {
  if (item.started_at === null || item.meeting_status !== 'planned') return [];
  const ofMeeting = presentTimer('The meeting', item.started_at, now, item.meeting_minutes);
  if (item.status !== 'listed' || item.turned_to_at === null) return [ofMeeting];
  return [presentTimer('This case', item.turned_to_at, now, minutesFor(header.tier, item.reason)), ofMeeting];
}

export type CasePageModel = ReturnType<typeof presentCasePage>;
