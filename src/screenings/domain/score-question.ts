import { Day, addMonths, isBefore } from '../../shared/day';
import { Answer, Band, Question, ScoringKind } from './tool-definition';

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
  /** Weighed, or 1 for an indicator that is counted. */
  points: number;
  why: string;
  /** With preset levels: the band that this answer gives by itself. */
  level?: Band;
}

export interface QuestionScoring {
  possibleShare: number;
  screenedOn: Day;
  /** Questions are weighed only in a weighted sum; elsewhere every indicator present counts 1. */
  kind: ScoringKind;
}

/** Points for one answer. Only what is there gives any; "not known" and silence give none and say so. */
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
    case 'low':
    case 'medium':
    case 'high': {
      const worth = worthOfYes(question, given?.lastHappenedOn, by);
      const times = timesOf(answer, by);
      return result(worth.points * times, `${GRADE_WORDS[answer]}, counted ${timesInWords(times)}: ${worth.why}`);
    }
  }
}

const GRADE_WORDS = { low: 'Low', medium: 'Medium', high: 'High' } as const;

/** Weighed, a grade multiplies; counted, medium and high are one indicator and low is what a "possible" is. */
function timesOf(grade: 'low' | 'medium' | 'high', { kind, possibleShare }: QuestionScoring): number {
  if (kind === 'weighted_sum') return { low: 1, medium: 2, high: 3 }[grade];
  return grade === 'low' ? possibleShare : 1;
}

const timesInWords = (times: number): string =>
  times === 0
    ? 'as nothing'
    : times === 0.5
      ? 'as half'
      : (['once', 'twice', 'three times'][times - 1] ?? `${times} times`);

/** Whether it last happened before the recency window. Without a day it counts as recent: not knowing must not make it smaller. */
export function isOlder({ recencyMonths }: Question, lastOn: Day | undefined, screenedOn: Day): boolean {
  return recencyMonths !== undefined && lastOn !== undefined && isBefore(lastOn, addMonths(screenedOn, -recencyMonths));
}

function worthOfYes(question: Question, lastOn: Day | undefined, by: QuestionScoring): { points: number; why: string } {
  const { weight, recencyMonths, olderWeight } = question;
  if (by.kind !== 'weighted_sum' && olderWeight === 0 && isOlder(question, lastOn, by.screenedOn)) {
    return { points: 0, why: `an indicator of more than ${recencyMonths} months ago counts 0.` };
  }
  if (by.kind !== 'weighted_sum') return { points: 1, why: 'an indicator counts 1.' };
  if (recencyMonths === undefined || olderWeight === undefined) return { points: weight, why: `worth ${weight}.` };
  if (isOlder(question, lastOn, by.screenedOn)) {
    return { points: olderWeight, why: `worth ${olderWeight}, more than ${recencyMonths} months ago.` };
  }
  const when = lastOn === undefined ? 'no date given' : `in the last ${recencyMonths} months`;
  return { points: weight, why: `worth ${weight}, ${when}.` };
}

function possibleInWords(share: number): string {
  if (share === 1) return 'Possible, counted as a yes';
  return share === 0 ? 'Possible, which this tool does not count' : 'Possible, counted as half';
}
