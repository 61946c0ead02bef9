import { type Actor, hasRole } from '../../platform/access';
import { ABSENCE_KINDS } from '../absence.entity';
import { type AbsenceRow, type BothAwayRow, PAST_SHOWN } from '../absences.queries';
import type { Colleague } from '../colleagues';
import { colleagueChoices } from '../colleagues';
import { LONG_ABSENCE_DAYS } from '../domain/long-absence';
import { dayInWords } from '../../shared/day';
import { userPaths } from '../paths';
import { ABSENCE_WORDS } from './absence-words';

interface Asked {
  actor: Actor;
  rows: AbsenceRow[];
  /** Over or cancelled, the latest first. */
  past: AbsenceRow[];
  bothAway: BothAwayRow[];
  colleagues: Colleague[];
  /** What the form holds. */
  typed: Record<string, unknown>;
}

/** "Omar Bell is away too from 23 to …: what is for this person goes up the ladder. Cancel this absence and record it with somebody else". */
function bothAwayWords({
  is_stand_in: isStandIn,
  other,
  from_on: from,
  until_on: until,
  instead,
}: BothAwayRow): string {
  const days = until === null ? `from ${dayInWords(from)}` : `from ${dayInWords(from)} to ${dayInWords(until)}`;
  const told = instead === null ? 'What is said then goes up the ladder' : `${instead} is told then`;
  return isStandIn
    ? `${other} is away too ${days}. ${told}. To name somebody else, cancel this absence and record it again.`
    : `Stands in for ${other}, who is away too ${days}. ${told}. Ask them, or their manager, to name somebody else.`;
}

const daysWords = ({ starts_on: from, ends_on: until }: AbsenceRow): string =>
  `${dayInWords(from)} ${until === null ? 'with no end' : `to ${dayInWords(until)}`}`;

/** Absences in words, and the form for the next one. */
export const presentAbsences = ({ actor, rows, past, bothAway, colleagues, typed }: Asked) => ({
  absences: rows.map((row) => ({
    who: row.user_id === actor.userId ? 'You' : row.name,
    whose: row.user_id === actor.userId ? 'your absence' : `the absence of ${row.name}`,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    kindWords: ABSENCE_WORDS[row.kind],
    delegate: row.delegate ?? 'Nobody: the next one up is told',
    warnings: bothAway.filter((one) => one.absence_id === row.id).map(bothAwayWords),
    changeHref: userPaths.absence(row.id),
  })),
  past: past.map((row) => [
    { text: row.user_id === actor.userId ? 'You' : row.name },
    { text: daysWords(row) },
    { text: row.delegate ?? 'Nobody' },
    { text: row.is_cancelled ? 'Cancelled' : 'Over' },
  ]),
  pastSummary: `Past absences (${past.length === PAST_SHOWN ? `the latest ${PAST_SHOWN}` : past.length})`,
  recordHref: userPaths.absences,
  longDays: LONG_ABSENCE_DAYS,
  handoversHref: hasRole(actor, 'manager') ? userPaths.handovers : null,
  // A manager says it for somebody who is ill and cannot.
  people: hasRole(actor, 'manager', 'administrator')
    ? [
        { value: '', text: 'Me', selected: !typed['userId'] },
        ...colleagues
          .filter(
            (one) => one.id !== actor.userId && (hasRole(actor, 'administrator') || one.agencyId === actor.agencyId),
          )
          .map((one) => ({ value: one.id, text: one.name, selected: one.id === typed['userId'] })),
      ]
    : [],
  kinds: ABSENCE_KINDS.map((value) => ({ value, text: ABSENCE_WORDS[value], checked: typed['kind'] === value })),
  delegates: [
    { value: '', text: 'Nobody: tell the next one up', selected: !typed['delegateId'] },
    ...colleagueChoices(
      colleagues.filter((one) => one.id !== actor.userId || typed['userId']),
      typed['delegateId'],
    ).slice(1),
  ],
  typed,
});

export type AbsencesModel = ReturnType<typeof presentAbsences>;
