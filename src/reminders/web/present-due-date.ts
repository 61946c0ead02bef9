import { type CaseHeader, caseLayoutModel, casePaths, presentUrgentAccess, type UrgentAccess } from '../../individuals';
import { againWords, howWords, passedOverWords, rungsToCome } from '../../reviews';
import { type Day, dayInLondon, dayInWords } from '../../shared/day';
import { restDayWords } from '../../shared/working-days';
import type { AwayNow } from '../../users';
import { type ObligationKind, untoldReason } from '../domain/ladder';
import type { CountedFromRow, MinutesRow, ObligationRow, ReminderSaidRow } from '../due-dates.queries';
import type { LadderRow } from '../ladder.queries';
import { dueDatePath } from '../paths';
import {
  AUDIENCE_WORDS,
  inPlaceOfWords,
  isAlsoTheirs,
  KIND_WORDS,
  recipientWords,
  RULE_WORDS,
  rungWords,
} from '../reminder-words';
import { countedWords } from './counted-words';
import { allSaid, deliveryWords } from './present-reminders';

export interface Asked {
  today: Day;
  ladder: LadderRow[];
  said: ReminderSaidRow[];
  away: AwayNow;
  remindAgainDays: number;
  isMailSetUp: boolean;
}

interface Obligation {
  kind: ObligationKind;
  /** Null: it is not owed any more, or not yet. */
  dueOn: Day | null;
  rows: { key: { text: string }; value: { text: string } }[];
  place: { href: string; text: string };
}

/** The rule, the day it counts from, the date, what was said and what is said next: the same for everything that is due. */
const presentDueDate = ({ kind, dueOn, rows, place }: Obligation, asked: Asked) => ({
  heading: headingOf(dueOn, asked.today),
  kindWords: KIND_WORDS[kind],
  dueOn,
  rule: RULE_WORDS[kind],
  rows: [
    ...rows,
    row('Due by', dueOn === null ? 'Nothing of this kind is owed now' : dayInWords(dueOn)),
    row('Exemption', 'None. Only the date of a review can be exempted.'),
  ],
  place,
  reminders: asked.said.map((reminder) => [
    { text: rungWords(reminder.days_after_due) },
    lines(toldWords(reminder, asked.away), passedOverWords(reminder.passed_over)),
    { text: dayInWords(reminder.due_on) },
    lines(deliveryWords(reminder, asked.isMailSetUp), ...allSaid(reminder, asked.away)),
    { text: dayInWords(dayInLondon(reminder.owed_at)) },
  ]),
  toCome: dueOn === null ? [] : toCome(kind, dueOn, asked),
  again: againWords(asked.remindAgainDays),
});

function headingOf(dueOn: Day | null, today: Day): string {
  if (dueOn === null) return 'No date is owed';
  return dueOn < today ? 'Why is this overdue?' : 'Why is this due then?';
}

export const presentCaseDueDate = (
  header: CaseHeader,
  { kind, of }: { kind: ObligationKind; of: string | null },
  { facts, owed, ...asked }: Asked & { facts: CountedFromRow | undefined; owed: ObligationRow[] },
) => {
  const shown = owed.find((one) => one.kind === kind && (of === null || one.subject_id === of));
  return {
    ...caseLayoutModel(header, 'overview'),
    ...presentDueDate(
      {
        kind,
        dueOn: shown?.due_on ?? null,
        rows: [
          row('Counted from', countedWords(kind, facts)),
          ...(kind === 'chase' && facts?.acknowledged_reason
            ? [row('Why it was overdue', facts.acknowledged_reason)]
            : []),
          row('Plan owner', header.planOwner?.name ?? 'Nobody named'),
          row('Lead professional', header.leadProfessional?.name ?? 'Nobody named'),
        ],
        place: placeOf(kind, header.id),
      },
      asked,
    ),
    others: owed
      .filter((one) => one !== shown)
      .map((one) => ({
        text: KIND_WORDS[one.kind],
        dueOn: one.due_on,
        href: dueDatePath(one.kind, one.subject_id, header.id),
      })),
  };
};

export type CaseDueDateModel = ReturnType<typeof presentCaseDueDate>;

export interface ActionFacts {
  description: string;
  dueOn: Day;
  isOpen: boolean;
  madeWords: string;
  owner: string;
  href: string;
  urgentAccess: UrgentAccess | null;
}

export const presentActionDueDate = (action: ActionFacts, asked: Asked) => ({
  backHref: action.href,
  breakGlass: presentUrgentAccess(action.urgentAccess),
  about: action.description,
  ...presentDueDate(
    {
      kind: 'action',
      dueOn: action.isOpen ? action.dueOn : null,
      rows: [
        row(
          'Counted from',
          [action.madeWords, restDayWords(action.dueOn)].filter((words) => words !== null).join('. '),
        ),
        row('Owner', action.owner),
      ],
      place: { href: action.href, text: 'Open the action' },
    },
    asked,
  ),
});

export const presentMinutesDueDate = (meeting: MinutesRow, href: string, asked: Asked) => ({
  backHref: href,
  breakGlass: null,
  about: `${meeting.panel}, ${dayInWords(meeting.held_on)}`,
  ...presentDueDate(
    {
      kind: 'minutes',
      dueOn: meeting.due_on,
      rows: [
        row(
          'Counted from',
          `The meeting of ${dayInWords(meeting.held_on)}, ${meeting.within_working_days} working days`,
        ),
        row('Chair of the panel', meeting.chairs.length === 0 ? 'Nobody named' : meeting.chairs.join(', ')),
      ],
      place: { href, text: 'Open the minutes' },
    },
    asked,
  ),
});

export type DueDateModel = ReturnType<typeof presentActionDueDate>;

const lines = (...words: string[]) => ({ text: words.join('\n').trim(), classes: 'app-pre-line' });
const row = (key: string, text: string) => ({ key: { text: key }, value: { text } });

const placeOf = (kind: ObligationKind, id: string): { href: string; text: string } => {
  switch (kind) {
    case 'screening':
    case 'judgement':
      return { href: casePaths.screenings(id), text: 'Open the screenings' };
    case 'no_plan':
      return { href: casePaths.plan(id), text: 'Open the plan' };
    case 'chase':
      return { href: casePaths.reviewDate(id), text: 'Why is the review overdue?' };
    case 'relationship_review':
      return { href: casePaths.secondLooks(id), text: 'Look again' };
    case 'no_schedule':
      return { href: casePaths.reviews(id), text: 'Set a review date' };
    default:
      return { href: casePaths.people(id), text: 'Open the people of the case' };
  }
};

/** "Omar Bell, School, in place of Lena Marsh, away until 3 December 2026"; "also in place of", when it is theirs too. */
function toldWords(row: ReminderSaidRow, away: AwayNow): string {
  if (untoldReason(row.last_error) === 'nobody') return recipientWords(row);
  const other = inPlaceOfWords(row, away);
  const told = `${row.recipient}, ${row.agency}`;
  return other === '' ? told : `${told}, ${isAlsoTheirs(row) ? 'also ' : ''}in place of ${other}`;
}

function toCome(kind: ObligationKind, dueOn: Day, { ladder, today }: Asked) {
  const isOwn = kind === 'action' || kind === 'chase';
  const asked = ladder.filter(
    (rung) => (!isOwn || rung.covers_actions) && !(isNotBefore(kind) && rung.days_after_due < 0),
  );
  return rungsToCome(asked, dueOn, today).map(({ on, audience, is_immediate: isImmediate, days_after_due: days }) => [
    { text: dayInWords(on) },
    { text: rungWords(days) },
    {
      text:
        audience === 'responsible'
          ? (RESPONSIBLE[kind] ?? 'Plan owner and lead professional')
          : AUDIENCE_WORDS[audience],
    },
    { text: howWords(isImmediate) },
  ]);
}

/** These have a wait of their own before the day. */
const isNotBefore = (kind: ObligationKind): boolean => kind === 'chase' || kind === 'judgement';

const RESPONSIBLE: Partial<Record<ObligationKind, string>> = {
  action: 'The owner of the action',
  chase: 'Whoever acknowledged it',
  minutes: 'The chair of the panel',
  judgement: 'Managers of the agencies that work the case',
  cohort_decision: 'The chair of the panel that accepted the referral',
};
