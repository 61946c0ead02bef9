import { actionPaths } from '../../actions';
import type { CursorPage } from '../../platform/http';
import { reviewPaths } from '../../reviews';
import type { Day } from '../../shared/day';
import { govTime } from '../../web/format-date';
import type { DayBoxes, TypedFields } from '../../web/page-model';
import type { OwnAction, Waiting } from '../home';
import { MEETING_STATUS_WORDS, timeWords } from '../meeting-words';
import type { MeetingRow } from '../meetings.queries';
import { panelPaths } from '../panels/paths';
import { meetingPaths } from '../paths';
import type { PlanMeetingForm } from './plan-meeting.form';

export const presentMeeting = (row: MeetingRow) => ({
  panel: row.panel,
  heldOn: row.held_on,
  time: timeWords(row.starts_at),
  place: row.place,
  statusWords: statusWords(row),
  isOpen: row.status === 'planned',
  cases: row.cases,
  casesWords: row.cases === 1 ? '1 case' : `${row.cases} cases`,
  decidedWords: decidedWords(row),
  href: meetingPaths.meeting(row.id),
  decisionsHref: meetingPaths.decisions(row.id),
});

/** “12 of 19 decided, 1 restricted item”: of a restricted one nothing is counted but that it is there. */
export const decidedWords = ({
  cases,
  decided,
  restricted,
}: Pick<MeetingRow, 'cases' | 'decided' | 'restricted'>): string =>
  `${decided} of ${cases - restricted} decided${restricted === 0 ? '' : `, ${restricted} restricted ${restricted === 1 ? 'item' : 'items'}`}`;

/** “Open since 10am” from the moment it is opened until it is closed. */
const statusWords = (row: Pick<MeetingRow, 'status' | 'started_at'>): string =>
  row.status === 'planned' && row.started_at !== null
    ? `Open since ${govTime(row.started_at)}`
    : MEETING_STATUS_WORDS[row.status];

interface Listed {
  planned: MeetingRow[];
  /** Still to come, and will not be. */
  cancelled: MeetingRow[];
  past: CursorPage<MeetingRow>;
  isFirst: boolean;
  canPlan: boolean;
  waiting: Waiting[];
  mine: OwnAction[];
  today: Day;
}

/** The diary: the next meeting by itself at the top, what nobody closed, those to come, those that were to come and are cancelled, then what was held. */
export function presentMeetings({ planned, cancelled, past, isFirst, canPlan, waiting, mine, today }: Listed) {
  const [next, ...later] = planned.filter((row) => row.held_on >= today).map(presentMeeting);
  const unclosed = planned.filter((row) => row.held_on < today).map(presentMeeting);
  return {
    next: isFirst ? next : undefined,
    unclosed: isFirst ? unclosed : [],
    later: isFirst ? later : [],
    cancelled: isFirst ? cancelled.map(presentMeeting) : [],
    past: past.items.map(presentMeeting),
    isFirst,
    canPlan,
    addHref: meetingPaths.add,
    panelsHref: panelPaths.list,
    figuresHref: meetingPaths.figures,
    today,
    mine: mine.map((one) => ({ ...one, href: actionPaths.one(one.id), whyHref: actionPaths.dueDate(one.id) })),
    mineHref: actionPaths.mine,
    calendarHref: reviewPaths.calendar,
    waiting: waiting.map((one) => ({ ...one, isAtRisk: one.isAtRisk ?? false })),
    nextHref:
      past.nextCursor === null
        ? undefined
        : `${meetingPaths.list}?${new URLSearchParams({ cursor: past.nextCursor }).toString()}`,
    firstHref: isFirst ? undefined : meetingPaths.list,
  };
}

/** `panels`: asked for where there are several. */
export const presentNewMeeting = (
  typed: TypedFields<keyof PlanMeetingForm | DayBoxes<'heldOn'>>,
  panels: { id: string; name: string }[] = [],
) => ({
  typed,
  panels:
    panels.length < 2
      ? []
      : [
          { value: '', text: 'Select a panel' },
          ...panels.map(({ id, name }) => ({ value: id, text: name, selected: id === typed.panelId })),
        ],
  backHref: meetingPaths.list,
  action: meetingPaths.list,
});

export type MeetingsModel = ReturnType<typeof presentMeetings>;

export type NewMeetingModel = ReturnType<typeof presentNewMeeting>;
