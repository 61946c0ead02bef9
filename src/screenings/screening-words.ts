import type { Answer, AnswerKind, ScoringKind } from './domain/tool-definition';

/** One wording for an answer, on the form and on every result. "Not known" and "not answered" are never "no". */
export const ANSWER_WORDS: Record<Answer | 'unanswered', string> = {
  yes: 'Yes',
  possible: 'Possible',
  no: 'No',
  unknown: 'Not known',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  unanswered: 'Not answered',
};

export const ANSWER_KIND_WORDS: Record<AnswerKind, string> = {
  yes_no_possible_unknown: 'Yes, no, possible or not known',
  yes_no_unknown: 'Yes, no or not known',
  graded_unknown: 'No, low, medium, high or not known',
};

export const SCORING_WORDS: Record<ScoringKind, string> = {
  weighted_sum: 'Weights are added up',
  preset_level: 'Each question has a level, and the highest counts',
  threshold_list: 'Enough questions of a list give its band',
};

/** "18 of 20 questions (90%)", rounded down: it must never claim more than was answered. */
export function shareWords(share: number, questions: number): string {
  const known = Math.round(share * questions);
  return `${known} of ${questions} ${questions === 1 ? 'question' : 'questions'} (${Math.floor((100 * known) / Math.max(questions, 1))}%)`;
}

export const pointsWords = (points: number): string => `${points} ${points === 1 ? 'point' : 'points'}`;
