import type { Answer } from './domain/tool-definition';

/** One wording for an answer, on the form and on every result. "Not known" and "not answered" are never "no". */
export const ANSWER_WORDS: Record<Answer | 'unanswered', string> = {
  yes: 'Yes',
  possible: 'Possible',
  no: 'No',
  unknown: 'Not known',
  unanswered: 'Not answered',
};

/** The order in which the answers are offered. */
export const ANSWER_ORDER: readonly Answer[] = ['yes', 'no', 'possible', 'unknown'];

/** "18 of 20 questions (90%)", rounded down: it must never claim more than was answered. */
export function shareWords(share: number, questions: number): string {
  const known = Math.round(share * questions);
  return `${known} of ${questions} ${questions === 1 ? 'question' : 'questions'} (${Math.floor((100 * known) / Math.max(questions, 1))}%)`;
}

export const pointsWords = (points: number): string => `${points} ${points === 1 ? 'point' : 'points'}`;
