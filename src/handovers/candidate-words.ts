import { dayInWords } from '../shared/day';
import { untilWords } from '../reviews';
import type { AwaySoon, Candidate } from './domain/held';

/** One line of a list: "Nora Next (Children First), away from 30 November 2026 until further notice, 14 open cases". */
export const candidateWords = (
  { name, agencyName, openCases, takesMail, awaySoon }: Candidate,
  after = openCases,
): string =>
  [
    `${name} (${agencyName})`,
    ...(takesMail ? [] : ['gets no e-mail']),
    ...(awaySoon ? [awaySoonWords(awaySoon)] : []),
    loadWords(openCases, after),
  ].join(', ');

/** "14 open cases", and "14 open cases now, 20 after this" of somebody this handover gives more. */
export const loadWords = (now: number, after: number): string =>
  `${now} open ${now === 1 ? 'case' : 'cases'}${after === now ? '' : ` now, ${after} after this`}`;

/** "away until 27 November 2026" of who is away today. */
export const awaySoonWords = ({ from, until }: AwaySoon): string =>
  `away ${from === null ? '' : `from ${dayInWords(from)} `}${untilWords(until)}`;
