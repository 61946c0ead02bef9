import type { Actor } from '../../platform/access';
import { type Day, dayInWords } from '../../shared/day';
import type { AbsenceRow } from '../absences.queries';
import { LONG_ABSENCE_DAYS } from '../domain/long-absence';
import { userPaths } from '../paths';
import { ABSENCE_WORDS } from './absence-words';

interface Asked {
  today: Day;
  /** What the form of the last day held, when it could not be saved. */
  typed: Record<string, unknown> | undefined;
}

/** One absence in words, with the form that changes its last day and the one that cancels it. */
export const presentAbsence = (actor: Actor, absence: AbsenceRow, { today, typed }: Asked) => {
  const isOwn = absence.user_id === actor.userId;
  const hasBegun = absence.starts_on <= today;
  return {
    heading: isOwn ? 'Change your absence' : `Change the absence of ${absence.name}`,
    backHref: userPaths.absences,
    rows: [
      row('Who', isOwn ? `${absence.name} (you)` : absence.name),
      row('Why', ABSENCE_WORDS[absence.kind]),
      row('First day away', dayInWords(absence.starts_on)),
      row('Last day away', absence.ends_on === null ? 'Not known yet' : dayInWords(absence.ends_on)),
      row('Stands in', absence.delegate ?? 'Nobody: the next one up is told'),
    ],
    action: userPaths.absence(absence.id),
    cancelAction: userPaths.absenceCancellation(absence.id),
    version: absence.version,
    typed: typed ?? boxesOf(absence.ends_on),
    lastDayHint: `Leave this out if nobody knows yet. ${hasBegun ? 'For somebody who is back today, enter yesterday.' : `After more than ${LONG_ABSENCE_DAYS} days somebody else takes over what they hold.`}`,
    cancelWords: hasBegun
      ? 'Only if they were not away at all. If they are back sooner, change the last day: then it still shows why somebody else was told meanwhile.'
      : 'They are told themselves on these days, and nobody stands in.',
  };
};

export type AbsenceModel = ReturnType<typeof presentAbsence>;

const row = (key: string, text: string) => ({ key: { text: key }, value: { text } });

const boxesOf = (day: Day | null): Record<string, unknown> => {
  const [year = '', month = '', dayOfMonth = ''] = (day ?? '').split('-');
  return { 'endsOn-day': unpadded(dayOfMonth), 'endsOn-month': unpadded(month), 'endsOn-year': year };
};

const unpadded = (digits: string): string => digits.replace(/^0/, '');
