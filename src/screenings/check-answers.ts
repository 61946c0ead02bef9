import type { FieldProblem } from '../shared/errors';
import { allowsAnswer, allQuestions, isPresent, type Question, type ToolDefinition } from './domain/tool-definition';
import type { EvidencedAnswer, StrengthAnswer } from './kept-screening';

interface Answered {
  screenedOn: string;
  answers: Record<string, EvidencedAnswer>;
  protectiveFactors?: Record<string, StrengthAnswer>;
  /** Made-up answers to try a tool out: they are based on nothing. */
  isTrial?: boolean;
}

/** What is wrong with a set of answers as answers to this version of the tool; fields are `answers.<question id>`. */
export function checkAnswers(definition: ToolDefinition, answered: Answered): FieldProblem[] {
  const { answers, protectiveFactors = {}, screenedOn, isTrial = false } = answered;
  const questions = allQuestions(definition);
  const first = questions[0]?.id ?? '';
  return [
    ...(Object.keys(answers).length === 0
      ? [{ field: `answers.${first}`, message: 'Answer at least one question. ‘Not known’ is an answer' }]
      : []),
    ...strangers('answers', answers, questions),
    ...strangers('protectiveFactors', protectiveFactors, definition.protectiveFactors),
    ...questions.flatMap((question) => problemsOf(question, answers[question.id], isTrial)),
    ...Object.entries(answers)
      .filter(([, { lastHappenedOn }]) => lastHappenedOn !== undefined && lastHappenedOn > screenedOn)
      .map(([id]) => ({
        field: `answers.${id}.lastHappenedOn`,
        message: 'The day it last happened must be on or before the day of the screening',
      })),
  ];
}

function problemsOf(question: Question, given: EvidencedAnswer | undefined, isTrial: boolean): FieldProblem[] {
  if (given === undefined) return [];
  const field = `answers.${question.id}`;
  if (!allowsAnswer(question.answers, given.answer)) {
    return [{ field, message: 'Choose one of the answers that this question offers' }];
  }
  const isUnsupported = question.needsEvidence === true && isPresent(given.answer) && !given.evidence?.trim();
  return isUnsupported && !isTrial ? [{ field: `${field}.evidence`, message: 'Say what this answer is based on' }] : [];
}

function strangers(field: string, given: object, known: readonly { id: string }[]): FieldProblem[] {
  return Object.keys(given)
    .filter((id) => !known.some((entry) => entry.id === id))
    .map((id) => ({ field: `${field}.${id}`, message: `‘${id}’ is not part of the screening tool in force` }));
}
