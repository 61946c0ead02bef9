import { checked } from '../../platform/http';
import { type FieldProblem, Invalid } from '../../shared/errors';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import type { EvidencedAnswer, StrengthAnswer } from '../kept-screening';
import type { NewScreening } from '../record-screening';
import { AS_ANSWERED, QuestionForm, ScreeningForm, StrengthForm } from './screening.form';

/**
 * The whole form as one screening. What is wrong with any question is said at once: nobody should send sixty answers
 * three times to hear of three mistakes.
 * @throws Invalid naming fields `answers.<question id>`, `answers.<question id>.evidence`, …
 */
export function readScreeningForm(individualId: string, body: Record<string, unknown>): NewScreening {
  const { answers: typedAnswers, protectiveFactors: typedStrengths, ...around } = body;
  const problems: FieldProblem[] = [];
  const form = collected(problems, '', () =>
    checkedWithDays(ScreeningForm, { judgedExploitationBand: '', judgedViolenceBand: '', ...around }, dayOfScreening),
  );
  const answers = readAnswers(typedAnswers, problems);
  const protectiveFactors: Record<string, StrengthAnswer> = {};
  for (const [id, typed] of answered(typedStrengths)) {
    const strength = collected(problems, `protectiveFactors.${id}`, () => readStrength(typed));
    if (strength) protectiveFactors[id] = strength;
  }
  if (!form || problems.length > 0) throw new Invalid(inOrderOfThePage(problems));
  return {
    individualId,
    toolVersionId: form.toolVersionId,
    screenedOn: form.screenedOn,
    answers,
    protectiveFactors,
    judgedExploitationBand: form.judgedExploitationBand === AS_ANSWERED ? null : form.judgedExploitationBand,
    judgedViolenceBand: form.judgedViolenceBand === AS_ANSWERED ? null : form.judgedViolenceBand,
    judgementReason: form.judgementReason,
  };
}

/** The answers to the questions; what is wrong with any of them is added to `problems`. */
export function readAnswers(typedAnswers: unknown, problems: FieldProblem[]): Record<string, EvidencedAnswer> {
  const answers: Record<string, EvidencedAnswer> = {};
  for (const [id, typed] of answered(typedAnswers)) {
    const answer = collected(problems, `answers.${id}`, () => readQuestion(typed));
    if (answer) answers[id] = answer;
  }
  return answers;
}

const dayOfScreening = { screenedOn: 'The day of the screening' };

function readQuestion(typed: Record<string, unknown>): EvidencedAnswer {
  const { answer, evidence, lastHappenedOn } = checkedWithDays(QuestionForm, typed, {
    lastHappenedOn: 'The day it last happened',
  });
  if (answer === undefined) throw unanswered('or clear what you wrote about it');
  return { answer, ...(evidence ? { evidence } : {}), ...(lastHappenedOn ? { lastHappenedOn } : {}) };
}

function readStrength(typed: Record<string, unknown>): StrengthAnswer {
  const { answer, note } = checked(StrengthForm, typed);
  if (answer === undefined) throw unanswered('or clear your note');
  return { answer, ...(note ? { note } : {}) };
}

const unanswered = (otherwise: string): Invalid =>
  new Invalid([{ field: '', message: `Select yes, no, possible or not known, ${otherwise}` }]);

/** The questions of which anything was filled in; a form sends the blank boxes too. */
function answered(typed: unknown): [string, Record<string, unknown>][] {
  if (typed === undefined) return [];
  if (!isRecord(typed)) return [['', { answer: 'unreadable' }]];
  return Object.entries(typed).flatMap(([id, entry]): [string, Record<string, unknown>][] => {
    const fields = isRecord(entry) ? entry : { answer: entry };
    const filled = Object.entries(fields).filter(([, value]) => !(typeof value === 'string' && value.trim() === ''));
    return filled.length === 0 ? [] : [[id, Object.fromEntries(filled)]];
  });
}

/** What reading gives, or undefined with its problems collected. */
export function collected<Result>(problems: FieldProblem[], at: string, read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    problems.push(
      ...error.problems.map(({ field, message }) => ({
        field: at === '' ? field : [at, field].filter((part) => part !== '' && part !== 'answer').join('.'),
        message,
      })),
    );
    return undefined;
  }
}

function inOrderOfThePage(problems: FieldProblem[]): FieldProblem[] {
  const places = ['toolVersionId', 'screenedOn', 'answers', 'protectiveFactors', 'judged', 'judgement'];
  const place = ({ field }: FieldProblem): number => places.findIndex((start) => field.startsWith(start));
  return problems.toSorted((one, other) => place(one) - place(other));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
