import { type CaseHeader, caseLayoutModel } from '../../individuals';
import { type Day, dayInWords, isDay } from '../../shared/day';
import { EXEMPTION_KINDS } from '../domain/exemption';
import { EXEMPTION_WORDS } from '../exemption-words';
import { reviewPaths } from '../paths';
import { dayTyped, type Typed } from './review-answers';

/** A form about a date that its review does not allow any more: recorded, exempt or cancelled meanwhile. What was typed is kept. */
export const presentNotDone = (header: CaseHeader, why: string, typed: Typed) => ({
  ...caseLayoutModel(header, 'reviews'),
  why,
  kept: [
    {
      label: 'Reason',
      text: EXEMPTION_KINDS.flatMap((kind) => (kind === typed['kind'] ? [EXEMPTION_WORDS[kind]] : [])).join(),
    },
    ...DAYS.map(([field, label]) => ({ label, text: dayWords(dayTyped(typed, field)) })),
    { label: 'Who says so', text: textOf(typed['source']) },
    { label: 'What happened', text: textOf(typed['description']) },
    { label: 'What makes it impossible', text: textOf(typed['words']) },
    { label: 'Why', text: textOf(typed['reason']) },
  ],
  dateHref: reviewPaths.date(header.id),
  reviewsHref: reviewPaths.ofCase(header.id),
});

export type NotDoneModel = ReturnType<typeof presentNotDone>;

const DAYS = [
  ['happenedOn', 'The day it happened'],
  ['dueOn', 'New date'],
  ['until', 'Exempt until'],
  ['chaseOn', 'Day to chase'],
] as const;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** As it was typed when it is no day. */
const dayWords = (day: Day | undefined): string => (isDay(day) ? dayInWords(day) : (day ?? ''));
