import { Day, addMonths, isBefore } from '../../shared/day';
import { Answer, Question } from './tool-definition';

/** What was answered to one question. The day it last happened matters only to a question with a recency window. */
export interface GivenAnswer {
  answer: Answer;
  lastHappenedOn?: Day;
}

/** By question id. A question left out was not answered, which is shown apart from "not known". */
export type GivenAnswers = Readonly<Record<string, GivenAnswer>>;

/** What one question added to one axis, and why. */
export interface Contribution {
  questionId: string;
  answer: Answer | 'unanswered';
  points: number;
  why: string;
}

export interface QuestionScoring {
  possibleShare: number;
  screenedOn: Day;
  /** False where questions are counted rather than weighed: every indicator present is then worth 1. */
  isWeighted: boolean;
}

/** Points for one answer. Only "yes" and "possible" give any; "not known" and silence give none and say so. */
export function scoreQuestion(question: Question, given: GivenAnswer | undefined, by: QuestionScoring): Contribution {
  const answer = given?.answer ?? 'unanswered';
  const result = (points: number, why: string): Contribution => ({ questionId: question.id, answer, points, why });
  switch (answer) {
    case 'unanswered':
      return result(0, 'Not answered: adds nothing, and is counted as not answered.');
    case 'unknown':
      return result(0, 'Not known: adds nothing, and is counted as not known rather than as no.');
    case 'no':
      return result(0, 'No: adds nothing.');
    case 'yes':
    case 'possible': {
      const worth = worthOfYes(question, given?.lastHappenedOn, by);
      const points = answer === 'yes' ? worth.points : worth.points * by.possibleShare;
      return result(points, `${answer === 'yes' ? 'Yes' : possibleInWords(by.possibleShare)}: ${worth.why}`);
    }
  }
}

function worthOfYes(question: Question, lastOn: Day | undefined, by: QuestionScoring): { points: number; why: string } {
  if (!by.isWeighted) return { points: 1, why: 'an indicator counts 1.' };
  const { weight, recencyMonths, olderWeight } = question;
  if (recencyMonths === undefined || olderWeight === undefined) return { points: weight, why: `worth ${weight}.` };
  // An undated yes counts in full: not knowing when must not make it smaller.
  const isOlder = lastOn !== undefined && isBefore(lastOn, addMonths(by.screenedOn, -recencyMonths));
  if (isOlder) return { points: olderWeight, why: `worth ${olderWeight}, more than ${recencyMonths} months ago.` };
  const when = lastOn === undefined ? 'no date given' : `in the last ${recencyMonths} months`;
  return { points: weight, why: `worth ${weight}, ${when}.` };
}

function possibleInWords(share: number): string {
  if (share === 1) return 'Possible, counted as a yes';
  return share === 0 ? 'Possible, which this tool does not count' : 'Possible, counted as half';
}
