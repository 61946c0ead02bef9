import { ACTION_STATUS_WORDS } from '../../actions';
import { type Day, dayInWords } from '../../shared/day';
import { minutesWords } from '../domain/timer';
import type { ActionFigureRow, HoursFigureRow, Period, TimeFigureRow, TwiceFigureRow } from '../figures.queries';
import type { FigureRows } from '../figure-pages';
import { meetingPaths } from '../paths';

interface Figure {
  label: string;
  value: string;
  href: string;
}

interface Listed {
  words: string;
  href: string;
}

/** Each figure with the address of the list it was counted from; the list that was asked for below. */
export function presentFigures(rows: FigureRows, { period, list }: { period: Period; list: unknown }) {
  const lists = countedFigures(rows, period.until);
  const chosen = typeof list === 'string' ? lists.find((one) => one.key === list) : undefined;
  const figure = ({ key, label, value }: Counted): Figure => ({
    label,
    value,
    href: `${meetingPaths.figures}?list=${key}`,
  });
  const of = (group: Counted['group']): Figure[] => lists.filter((one) => one.group === group).map(figure);
  return {
    periodWords: `${dayInWords(period.from)} to ${dayInWords(period.until)}`,
    groups: [
      { title: 'Attendance by agency', figures: of('attendance') },
      { title: 'Time', figures: of('time') },
      { title: 'Cases at more than one panel in 30 days', figures: of('twice') },
    ],
    actions: actionTable(lists, figure),
    list: chosen === undefined ? undefined : { title: `${chosen.label}: ${chosen.value}`, rows: chosen.rows },
    backHref: meetingPaths.list,
  };
}

/** Agencies down, results across: each number opens its list, and none is none. */
function actionTable(lists: Counted[], figure: (one: Counted) => Figure) {
  const own = lists.filter((one) => one.group === 'actions');
  const results = [...new Set(own.map((one) => one.result ?? ''))].toSorted();
  const agencies = [...new Set(own.map((one) => one.agency ?? ''))];
  return {
    results,
    rows: agencies.map((agency) => ({
      agency,
      cells: results.map((result) => {
        const found = own.find((one) => one.agency === agency && one.result === result);
        return found === undefined ? undefined : figure(found);
      }),
    })),
  };
}

export type FiguresModel = ReturnType<typeof presentFigures>;

/** One figure with the list it was counted from. */
export interface Counted {
  key: string;
  group: 'attendance' | 'actions' | 'time' | 'twice';
  label: string;
  value: string;
  /** Of an action. */
  agency?: string;
  result?: string;
  rows: Listed[];
}

export const countedFigures = ({ attendance, actions, times, hours, twice }: FigureRows, today: Day): Counted[] => [
  ...grouped(attendance, (row) => row.agency_id).map((rows) => ({
    key: `attendance-${rows[0].agency_id}`,
    group: 'attendance' as const,
    label: rows[0].agency,
    value: `${rows.filter((row) => row.was_present).length} of ${rows.length} meetings${correctedWords(rows)}`,
    rows: rows.map((row) => ({
      words: `${dayInWords(row.held_on)}, ${row.panel}: ${row.was_present ? 'present' : 'nobody there'}${row.was_corrected ? ' (attendance corrected)' : ''}`,
      href: meetingPaths.minutes(row.meeting_id),
    })),
  })),
  ...grouped(actions, (row) => `${row.agency_id}-${resultOf(row, today)}`).map((rows) => ({
    key: `actions-${rows[0].agency_id}-${resultOf(rows[0], today)}`,
    group: 'actions' as const,
    label: `${rows[0].agency}, ${resultWords(rows[0], today)}`,
    agency: rows[0].agency,
    result: sentence(resultWords(rows[0], today)),
    value: String(rows.length),
    rows: rows.map((row) => ({
      words: `${row.reference}: ${row.description}, due ${dayInWords(row.due_on)}`,
      href: meetingPaths.decisions(row.meeting_id),
    })),
  })),
  ...(times.length === 0 ? [] : [timeFigure(times)]),
  ...(hours.length === 0 ? [] : [hoursFigure(hours)]),
  ...(twice.length === 0 ? [] : [twiceFigure(twice)]),
];

/** A figure that counts something else than the minutes recorded first says so. */
const correctedWords = (rows: { was_corrected: boolean }[]): string => {
  const count = rows.filter((row) => row.was_corrected).length;
  return count === 0 ? '' : `, corrected at ${count}`;
};

const resultOf = (row: ActionFigureRow, today: Day): string =>
  row.status === 'open' && row.due_on < today ? 'overdue' : row.status;

function resultWords(row: ActionFigureRow, today: Day): string {
  if (resultOf(row, today) === 'overdue') return 'open and overdue';
  return ACTION_STATUS_WORDS[row.status].toLowerCase();
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const timeFigure = (times: TimeFigureRow[]): Counted => ({
  key: 'time-per-case',
  group: 'time',
  label: 'Minutes a case, on average',
  value: String(Math.round(times.reduce((sum, row) => sum + row.minutes, 0) / times.length)),
  rows: times.map((row) => ({
    words: `${dayInWords(row.held_on)}, ${row.panel}, item ${row.position}: ${minutesWords(row.minutes)}`,
    href: row.has_left ? meetingPaths.minutes(row.meeting_id) : meetingPaths.item(row.meeting_id, row.item_id),
  })),
});

const hoursFigure = (hours: HoursFigureRow[]): Counted => ({
  key: 'meeting-hours',
  group: 'time',
  label: 'Meeting hours of all who came',
  value: (hours.reduce((sum, row) => sum + row.minutes * row.people, 0) / 60).toFixed(1),
  rows: hours.map((row) => ({
    words: `${dayInWords(row.held_on)}, ${row.panel}: ${row.minutes} minutes, ${row.people} people`,
    href: meetingPaths.minutes(row.meeting_id),
  })),
});

const twiceFigure = (twice: TwiceFigureRow[]): Counted => ({
  key: 'more-than-one-panel',
  group: 'twice',
  label: 'Cases',
  value: String(new Set(twice.map((row) => row.reference)).size),
  rows: twice.map((row) => ({
    words: `${row.reference}: at ${row.here} on ${dayInWords(row.held_on)}, at ${row.panel} on ${dayInWords(row.elsewhere_on)}`,
    href: meetingPaths.item(row.meeting_id, row.item_id),
  })),
});

type Some<Row> = [Row, ...Row[]];

function grouped<Row>(rows: Row[], keyOf: (row: Row) => string): Some<Row>[] {
  const groups = new Map<string, Some<Row>>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return [...groups.values()];
}
