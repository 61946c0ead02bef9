import { actionPaths } from '../../actions';
import { casePaths, fullName } from '../../individuals';
import { meetingPaths } from '../../meetings';
import { screeningPaths } from '../../screenings';
import type { CursorPage } from '../../platform/http';
import { earlierWords, type Saying, saidWords } from '../../reviews';
import { dayInWords } from '../../shared/day';
import type { AwayNow } from '../../users';
import { govDateTime } from '../../web/format-date';
import { type InPlaceOf, isOfRegister, standsInFor, untoldReason } from '../domain/ladder';
import {
  inPlaceOfWords,
  isAlsoTheirs,
  KIND_WORDS,
  partWords,
  placesOf,
  recipientWords,
  RULE_WORDS,
  rungWords,
  SUPPRESSED_WORDS,
  UNTOLD_WORDS,
} from '../reminder-words';
import { dueDatePath, registerPlace, reminderPaths, reminderTabs } from '../paths';
import type { ReminderQuestion, ReminderRow } from '../reminders.queries';
import { chairNamingWords } from '../chair-naming-words';
import type { ChairNamingRow } from '../chair-namings.queries';
import type { ReturnedPlanRow } from '../returned-plans.queries';
import { questionIn, reminderFilters } from './reminder-question';

interface Asked {
  /** Whether it lists what other people were told. */
  isOthers: boolean;
  cursor: string;
  question: ReminderQuestion;
  /** How many there are on all pages. */
  total: number;
  /** Plans that wait for the reader because a manager sent them back. */
  returned: ReturnedPlanRow[];
  /** Meetings that somebody named the reader to chair, or somebody else in their place. */
  namings: ChairNamingRow[];
  digestHour: number;
  isMailSetUp: boolean;
  away: AwayNow;
}

/** Reminders in words: what each is about, why it exists, who is told for whom, and what became of it. */
export const presentReminders = (
  page: CursorPage<ReminderRow>,
  { isOthers, cursor, question, total, returned, namings, digestHour, isMailSetUp, away }: Asked,
) => ({
  tabs: reminderTabs(isOthers ? 'sent' : 'list'),
  isOthers,
  isMailSetUp,
  whenSent: `E-mail about these goes out once a day, from ${hourWords(digestHour)}. What the rules call urgent goes at once.`,
  ladderHref: reminderPaths.ladder,
  total,
  filters: reminderFilters(pathOf(isOthers), question),
  returned: returned.map((plan) => ({
    href: casePaths.plan(plan.individual_id),
    name: fullName(plan),
    reference: plan.reference,
    by: plan.returned_by,
  })),
  namings: namings.map((one) => ({ words: chairNamingWords(one), href: meetingPaths.room(one.meeting_id) })),
  reminders: page.items.map((row) => ({
    href: placeOf(row),
    name: nameOf(row),
    reference: row.reference ?? row.register_line?.[1] ?? '',
    kindWords: KIND_WORDS[row.kind],
    rungWords: rungWords(row.days_after_due),
    whyWords: whyWords(row, away),
    recipient: recipientWords(row),
    forWords: forWords(row, away),
    rule: row.rule ?? RULE_WORDS[row.kind],
    dueOn: row.due_on,
    whyHref: dueDatePath(row.kind, row.subject_id, row.individual_id),
    isOpen: row.is_standing,
    owedAt: row.owed_at,
    deliveryWords: deliveryWords(row, isMailSetUp),
    saidWords: allSaid(row, away),
    deliveryClasses: DELIVERY_CLASSES[row.status],
  })),
  nextHref: page.nextCursor === null ? undefined : pathOf(isOthers) + questionIn(question, { cursor: page.nextCursor }),
  firstHref: cursor === '' ? undefined : pathOf(isOthers) + questionIn(question),
});

export type RemindersModel = ReturnType<typeof presentReminders>;

/** "7am", "midnight": London time, as people say it. */
function hourWords(hour: number): string {
  if (hour === 0) return 'midnight';
  if (hour === 12) return 'midday';
  return hour < 12 ? `${hour}am` : `${hour - 12}pm`;
}

const pathOf = (isOthers: boolean): string => (isOthers ? reminderPaths.sent : reminderPaths.list);

const nameOf = (row: ReminderRow): string =>
  isOfRegister(row.kind)
    ? (row.register_line?.[0] ?? KIND_WORDS[row.kind])
    : row.meeting_held_on !== null
      ? `The meeting of ${dayInWords(row.meeting_held_on)}`
      : row.given_name === null || row.family_name === null
        ? 'An action you own'
        : fullName({ given_name: row.given_name, family_name: row.family_name, preferred_name: row.preferred_name });

function placeOf({ kind, subject_id: subject, individual_id: id }: ReminderRow): string {
  if (isOfRegister(kind)) return registerPlace(kind, subject);
  if (kind === 'action') return actionPaths.one(subject);
  if (kind === 'minutes' || id === null) return reminderPaths.meeting(subject);
  if (kind === 'judgement') return screeningPaths.agreement(id, subject);
  if (kind === 'relationship_review') return casePaths.secondLooks(id);
  if (kind === 'cohort_decision') return casePaths.people(id);
  return kind === 'review' || kind === 'chase' || kind === 'no_schedule'
    ? casePaths.reviews(id)
    : casePaths.overview(id);
}

const DELIVERY_CLASSES: Record<ReminderRow['status'], string> = {
  owed: 'govuk-tag--yellow',
  sent: 'govuk-tag--green',
  failed: 'govuk-tag--red',
  suppressed: 'govuk-tag--grey',
};

function whyWords(row: ReminderRow, away: AwayNow): string {
  const higher = OTHERS_WORDS[standsInFor(row.kind, row.audience, row.told_as) ?? 'nobody'];
  const other = forWords(row, away);
  if (other !== '' && higher === '' && !isAlsoTheirs(row)) return `You are told ${other}.`;
  return `You are told because ${partWords(row.kind, row.told_as)}${higher}${other === '' ? '' : ` (${other})`}.`;
}

const OTHERS_WORDS = {
  nearer: ', and somebody nearer to the case cannot be told',
  higher: ', and nobody higher up can be told',
  nobody: '',
} as const;

/** "for Lena Marsh, away until 3 December 2026", "also for" when it is theirs too, or nothing. */
function forWords(row: ReminderRow, away: AwayNow): string {
  const others = inPlaceOfWords(row, away);
  return others === '' ? '' : `${isAlsoTheirs(row) ? 'also ' : ''}for ${others}`;
}

interface Said {
  sayings: Saying[] | null;
  status: ReminderRow['status'];
  instead_of: string | null;
  instead_of_name: string | null;
  redirect_reason: ReminderRow['redirect_reason'];
  away_until: ReminderRow['away_until'];
  also_instead_of: InPlaceOf[] | null;
}

/** Every time it was said where that was more than once, and what became of it before. One line each. */
export function allSaid(row: Said, away: AwayNow): string[] {
  const inPlaceOf = placesOf(row);
  const said = saidWords(row.sayings, inPlaceOf, away);
  const isTold = said.includes(', again ') || said.includes('(') || (said !== '' && row.status !== 'sent');
  return [...earlierWords(row.sayings, { inPlaceOf, status: row.status }, away), ...(isTold ? [`Sent ${said}`] : [])];
}

/** What became of a reminder. */
export function deliveryWords(row: Delivery, isMailSetUp: boolean): string {
  const said = row.sent_at === null ? '' : `E-mailed ${govDateTime(row.sent_at)}`;
  const untold = untoldReason(row.last_error);
  switch (row.status) {
    case 'sent':
      return row.times_said > 1 ? `${said}, ${row.times_said} times in all` : said;
    case 'failed':
      if (untold !== null) return UNTOLD_WORDS[untold];
      return `The e-mail could not be delivered: tried ${times(row.attempts)}`;
    case 'suppressed':
      if (said !== '') return said;
      return `Not e-mailed: ${row.status_reason === null ? 'no longer needed' : SUPPRESSED_WORDS[row.status_reason]}`;
    case 'owed':
      if (!isMailSetUp) return 'Shown here only: e-mail is not set up';
      if (said !== '') return `${said}, to be said again`;
      return row.attempts === 0 ? 'Waiting to be e-mailed' : `Not delivered yet: tried ${times(row.attempts)}`;
  }
}

type Delivery = Pick<ReminderRow, 'status' | 'status_reason' | 'attempts' | 'times_said' | 'sent_at' | 'last_error'>;

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
