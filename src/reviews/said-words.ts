import { type Day, dayInLondon, dayInWords } from '../shared/day';
import type { AwayNow } from '../users';
import { isUntold, redirectWords, untilWords, untoldWords } from './review-words';

/** One time that a reminder was said, given up or passed on, as PostgreSQL keeps it: reminder_sayings. */
export interface Saying {
  /** Null of what was said before this was kept. */
  owedAt: string | null;
  /** Null when no message was made. */
  saidAt: string | null;
  way: 'email' | 'none';
  /** untold: it could be told to nobody, until then. replaced: it waited in the place of others than now. */
  result: 'sent' | 'failed' | 'untold' | 'replaced';
  messageId: string | null;
  error: string | null;
  toldAs: string;
  /** isAlso: it was theirs too. */
  inPlaceOf: {
    id: string;
    name: string;
    reason: 'away' | 'disabled' | 'no_address' | 'bouncing';
    until: Day | null;
    isAlso?: boolean;
  }[];
}

/** Somebody who stands in for who is away and could not be told either. not_open: they could be told, but this is not open to them. */
export interface PassedOver {
  name: string;
  standsInFor: string;
  reason: 'away' | 'disabled' | 'no_address' | 'bouncing' | 'not_open';
  until: Day | null;
}

const PASSED_OVER_WORDS = {
  away: 'away too',
  disabled: 'the account is disabled',
  no_address: 'no e-mail address',
  bouncing: 'the e-mail address takes no mail',
  not_open: 'this is not open to them',
};

/** "Frank Dello, who stands in for Lena Marsh, could not be told: away too, until 5 December 2026." Empty when nobody was passed over. */
export const passedOverWords = (people: readonly PassedOver[] | null): string =>
  (people ?? [])
    .map(({ name, standsInFor, reason, until }) => {
      const back = reason === 'away' ? `, ${untilWords(until)}` : '';
      return `${name}, who stands in for ${standsInFor}, could not be told: ${PASSED_OVER_WORDS[reason]}${back}.`;
    })
    .join(' ');

/** Whose place it is in now, by id and reason, nearest first. */
export type InPlaceNow = readonly { name: string; reason: string }[];

/** "Lena Marsh, who was away then; and Omar Bell, whose account was disabled". */
export function placesWords(people: Saying['inPlaceOf'], away: AwayNow): string {
  const all = people.map((one) => `${one.name}, ${redirectWords(one, away)}`);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join('; ')}, and ${all.at(-1) ?? ''}`;
}

/**
 * When it was said, every time: "22 November 2026 (in place of Lena Marsh, who was away then), again
 * 12 December 2026". In whose place it was is said where that is not as it is now. Empty when it never was.
 */
export function saidWords(sayings: readonly Saying[] | null, now: InPlaceNow, away: AwayNow): string {
  return (sayings ?? [])
    .flatMap((one) => (one.result === 'sent' && one.saidAt !== null ? [{ ...one, saidAt: one.saidAt }] : []))
    .map((one) => `${dayInWords(dayInLondon(new Date(one.saidAt)))}${otherPlace(one, now, away)}`)
    .join(', again ');
}

/** What else became of it before: told to nobody, given up, or waiting in the place of others. One sentence each, oldest first. */
export function earlierWords(
  sayings: readonly Saying[] | null,
  now: { inPlaceOf: InPlaceNow; status: string },
  away: AwayNow,
): string[] {
  const all = sayings ?? [];
  return all.flatMap((one, at) => {
    const on = one.owedAt === null ? '' : ` (owed ${dayInWords(dayInLondon(new Date(one.owedAt)))})`;
    if (one.result === 'replaced') return [`Waited before ${inPlaceWords(one.inPlaceOf, away)}${on}`];
    if (one.result === 'untold' && one.error !== null && isUntold(one.error))
      return [`Before: ${untoldWords(one.error)}${on}`];
    // The last one is what the reminder is now.
    if (one.result === 'failed' && !(now.status === 'failed' && at === all.length - 1))
      return [`Before: the e-mail could not be delivered${on}`];
    return [];
  });
}

function otherPlace({ inPlaceOf }: Saying, now: InPlaceNow, away: AwayNow): string {
  const words = (people: InPlaceNow) => people.map(({ name, reason }) => `${name} ${reason}`).join();
  if (words(inPlaceOf) === words(now)) return '';
  return inPlaceOf.length === 0 ? ' (for themselves, not in place of anybody)' : ` (${inPlaceWords(inPlaceOf, away)})`;
}

const inPlaceWords = (people: Saying['inPlaceOf'], away: AwayNow): string =>
  `${people[0]?.isAlso === true ? 'also ' : ''}in place of ${placesWords(people, away)}`;
