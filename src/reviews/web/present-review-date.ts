import { type CaseHeader, caseLayoutModel } from '../../individuals';
import { type Day, dayInLondon, dayInWords } from '../../shared/day';
import type { AwayNow } from '../../users';
import type { AcknowledgementRow } from '../acknowledgements.queries';
import { heldBy } from '../domain/date-by-hand';
import { explanationOn, isBirthday } from '../domain/event-words';
import { overdueBefore } from '../domain/exemption';
import { EXEMPTION_WORDS } from '../exemption-words';
import { daysOverdue } from '../domain/overdue';
import { reviewPaths } from '../paths';
import { isUntold, notSentWords, reminderStatusWords, rungWords, untoldWords } from '../review-words';
import { againWords, howWords, type RungRow, rungsToCome } from '../rungs-to-come';
import { earlierWords, passedOverWords, placesWords, saidWords } from '../said-words';
import type { CurrentScheduleRow, ReminderRow } from '../reviews.queries';
import type { ScheduleChangeRow, TriggerRow } from '../schedule-history.queries';
import { CHANGE_WORDS, eventWords } from '../schedule-words';
import { countedFromWords, latestWords } from './counted-from';
import { effectOf } from './event-effects';
import { type DateRights, exemptWords, insteadWords, linksOf } from './review-date-links';

export interface DateReading {
  schedule: CurrentScheduleRow | undefined;
  changes: ScheduleChangeRow[];
  triggers: TriggerRow[];
  reminders: ReminderRow[];
  acknowledgements: AcknowledgementRow[];
  ladder: RungRow[];
  away: AwayNow;
}

/** The rule, the dates, the exemption, every change and every reminder: why a review is due when it is. */
export function presentReviewDate(header: CaseHeader, reading: DateReading, rights: DateRights) {
  const { schedule } = reading;
  return {
    ...caseLayoutModel(header, 'reviews'),
    backHref: reviewPaths.ofCase(header.id),
    heading: headingOf(schedule, rights.today),
    schedule: schedule && {
      dueOn: schedule.due_on,
      isExempt: schedule.status === 'exempt',
      overdueBefore: overdueBefore({ dueOn: schedule.due_on, since: schedule.exempt_since }),
      isOver: isOver(schedule),
      explanation: explanationOn(schedule.explanation, reading.triggers, rights.today),
      rows: rowsOf({ ...reading, schedule }, rights.today),
    },
    recordHref: schedule?.status === 'active' && rights.mayRecord ? reviewPaths.new(header.id) : undefined,
    fixedWords: schedule ? (exemptWords(schedule, rights) ?? insteadWords(schedule, rights)) : null,
    links: schedule && !isOver(schedule) ? linksOf(header.id, schedule, rights) : [],
    changes: reading.changes.map((change) => [
      { text: CHANGE_WORDS[change.act] },
      { text: datesOf(change) },
      { text: change.reason ?? 'No reason kept', classes: 'app-pre-line' },
      { text: `${change.changed_by}, ${dayInWords(dayInLondon(change.changed_at))}` },
    ]),
    triggers: eventsOf(reading).map((trigger) => [
      { text: eventWords(trigger.kind, trigger.happened_on, rights.today) },
      { text: dayInWords(trigger.happened_on) },
      {
        text: [trigger.source, trigger.description].filter((words) => words !== '').join(': '),
        classes: 'app-pre-line',
      },
      { text: effectOf(trigger, reading, header.dateOfBirth) },
    ]),
    acknowledgements: reading.acknowledgements.map((row) => [
      { text: dayInWords(row.chase_on) },
      { text: row.reason, classes: 'app-pre-line' },
      { text: `${row.acknowledged_by}, ${dayInWords(dayInLondon(row.acknowledged_at))}` },
    ]),
    reminders: reading.reminders.map((reminder) => [
      { text: aboutWords(reminder, schedule?.due_on) },
      {
        text: [toldWords(reminder, reading.away), passedOverWords(reminder.passed_over)].join('\n').trim(),
        classes: 'app-pre-line',
      },
      { text: statusOf(reminder, reading.away), classes: 'app-pre-line' },
      { text: dayInWords(dayInLondon(reminder.owed_at)) },
    ]),
    ...remindersToCome(reading, rights),
  };
}

export type ReviewDateModel = ReturnType<typeof presentReviewDate>;

/** What comes next while nothing is recorded: nothing while it is exempt. noneToCome: empty of a review that is over. */
function remindersToCome({ schedule, ladder }: DateReading, { today, remindAgainDays }: DateRights) {
  if (!schedule || isOver(schedule)) return { toCome: [], noneToCome: '', again: null };
  const isExempt = schedule.status === 'exempt';
  return {
    toCome: (isExempt ? [] : rungsToCome(ladder, schedule.due_on, today)).map((rung) => [
      { text: dayInWords(rung.on) },
      { text: rungWords(rung) },
      { text: howWords(rung.is_immediate) },
    ]),
    noneToCome: isExempt ? 'None while the review is exempt.' : 'No other rung of the ladder is to come.',
    again: isExempt ? null : againWords(remindAgainDays),
  };
}

const isOver = ({ status }: CurrentScheduleRow): boolean => status === 'completed' || status === 'cancelled';

/** A birthday is written down for each schedule it counts for, and happens once: of this schedule, where it has one. */
const onceEach = (triggers: TriggerRow[], scheduleId: string | undefined): TriggerRow[] =>
  triggers.filter((one) => {
    const same = triggers.filter(({ kind, happened_on: on }) => kind === one.kind && on === one.happened_on);
    return !isBirthday(one.kind) || one === (same.find((other) => other.schedule_id === scheduleId) ?? same.at(-1));
  });

/** What counted for this schedule: not what the reviews before it answered, nor, of one that is over, what happened since. */
function eventsOf({ schedule, changes, triggers: all }: DateReading): TriggerRow[] {
  const triggers = onceEach(all, schedule?.id);
  if (!schedule) return triggers;
  const { id, counted_from: from } = schedule;
  const endedAt = isOver(schedule) ? changes[0]?.changed_at : undefined;
  return triggers.filter(
    (one) =>
      one.schedule_id === id ||
      ((endedAt === undefined || one.recorded_at <= endedAt) && (from === null || one.happened_on > from)),
  );
}

function headingOf(schedule: CurrentScheduleRow | undefined, today: Day): string {
  if (!schedule) return 'No review date';
  if (schedule.status === 'completed') return 'Why was this review due then?';
  if (schedule.status === 'cancelled') return 'Why was this cancelled review due then?';
  if (schedule.status === 'exempt') return 'Why is this review exempt?';
  const isOverdue = daysOverdue({ dueOn: schedule.due_on, today, status: schedule.status }) > 0;
  return isOverdue ? 'Why is this review overdue?' : 'Why is this review due then?';
}

function rowsOf(reading: DateReading & { schedule: CurrentScheduleRow }, today: Day) {
  const { schedule } = reading;
  const exemption =
    schedule.exempt_kind === null || schedule.exempt_until === null
      ? 'None'
      : `${EXEMPTION_WORDS[schedule.exempt_kind]}, until ${dayInWords(schedule.exempt_until)}. ${schedule.status_reason ?? ''}`;
  return [
    row('Rule of this date', ruleWords(schedule)),
    row('Counted from', countedFromWords(reading, today)),
    row('Can be held from', dayInWords(schedule.window_from)),
    row('Due by', dayInWords(schedule.due_on)),
    row('Latest the rules allow', latestWords(reading, today)),
    row('Exemption', exemption),
    ...(isOver(schedule) ? endRows(reading) : []),
    row('Scheduled', `${dayInWords(dayInLondon(schedule.made_at))}, by ${schedule.made_by}`),
  ];
}

/** What the rule gave does not stand beside what an exemption gave after it as if it were the same. */
const ruleWords = ({ rule, due_on: dueOn, explanation }: CurrentScheduleRow): string =>
  explanation.includes(heldBy(dueOn)) ? `${rule}. An exemption has changed what it gave` : rule;

/** "71 days late": the newest version of a schedule says how it ended. */
function endRows({ changes: [end] }: DateReading) {
  return end
    ? [
        row('What became of it', end.reason ?? CHANGE_WORDS[end.act]),
        row('Written down', `By ${end.changed_by} on ${dayInWords(dayInLondon(end.changed_at))}`),
      ]
    : [];
}

const row = (key: string, text: string) => ({ key: { text: key }, value: { text } });

/** "Ash Demo acknowledged it on 19 November 2026 and chases it on 24 November 2026." */
export const acknowledgedInWords = (row: AcknowledgementRow): string =>
  `${row.acknowledged_by} acknowledged it on ${dayInWords(dayInLondon(row.acknowledged_at))} and chases it on ${dayInWords(row.chase_on)}.`;

function datesOf({ from_due_on: from, to_due_on: to }: ScheduleChangeRow): string {
  return from === null || from === to ? dayInWords(to) : `${dayInWords(from)} to ${dayInWords(to)}`;
}

/** "Overdue by 7 days, to the managers", and where the date has changed since: "for the date 13 October 2026, as set on …". */
function aboutWords(row: ReminderRow, dueOn: Day | undefined): string {
  if (row.kind === 'chase') return 'The day to chase';
  if (row.due_on === dueOn) return rungWords(row);
  const since =
    row.version_at === null
      ? ''
      : `, as ${row.is_first_version ? 'scheduled' : 'changed'} on ${dayInWords(dayInLondon(row.version_at))}`;
  return `${rungWords(row)}, for the date ${dayInWords(row.due_on)}${since}`;
}

/** In whose place it is now. */
const placesOf = ({
  instead_of: name,
  instead_of_id: id,
  redirect_reason: reason,
  away_until: until,
  ...row
}: ReminderRow) => [
  ...(name === null || id === null || reason === null ? [] : [{ id, name, reason, until }]),
  ...(row.also_instead_of ?? []),
];

/** "Omar Bell, School, in place of Lena Marsh, who is away until 3 December 2026"; "also in place of", when it is theirs too. */
function toldWords(row: ReminderRow, away: AwayNow): string {
  if (row.last_error === 'untold_nobody') return 'Nobody';
  const all = placesWords(placesOf(row), away);
  const told = `${row.recipient}, ${row.agency}`;
  return all === '' ? told : `${told}, ${row.instead_of === null ? 'also ' : ''}in place of ${all}`;
}

/** What became of it, and every time it was said: "Sent 22 November 2026, again 12 December 2026". */
function statusOf(row: ReminderRow, away: AwayNow): string {
  const now = placesOf(row);
  const said = saidWords(row.sayings, now, away);
  const words = presentStatus(row);
  return [
    ...earlierWords(row.sayings, { inPlaceOf: now, status: row.status }, away),
    ...(said === '' ? [words] : row.status === 'sent' ? [`Sent ${said}`] : [`Sent ${said}`, words]),
  ].join('\n');
}

function presentStatus({ status, status_reason: why, last_error: error }: ReminderRow): string {
  if (status === 'failed' && error !== null && isUntold(error)) return untoldWords(error);
  return why === null ? reminderStatusWords(status) : `${reminderStatusWords(status)} (${notSentWords(why)})`;
}
