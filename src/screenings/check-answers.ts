import type { FieldProblem } from '../shared/errors';
import { allQuestions, type ToolDefinition } from './domain/tool-definition';
import type { EvidencedAnswer, StrengthAnswer } from './kept-screening';

interface Answered {
  screenedOn: string;
  answers: Record<string, EvidencedAnswer>;
  protectiveFactors?: Record<string, StrengthAnswer>;
}

/** What is wrong with a set of answers as answers to this version of the tool; fields are `answers.<question id>`. */
export function checkAnswers(definition: ToolDefinition, answered: Answered): FieldProblem[] {
  const { answers, protectiveFactors = {}, screenedOn } = answered;
  const questions = allQuestions(definition);
  const first = questions[0]?.id ?? '';
  return [
    ...(Object.keys(answers).length === 0
      ? [{ field: `answers.${first}`, message: 'Answer at least one question. ‘Not known’ is an answer' }]
      : []),
    ...strangers('answers', answers, questions),
    ...strangers('protectiveFactors', protectiveFactors, definition.protectiveFactors),
    ...Object.entries(answers)
      .filter(([, { lastHappenedOn }]) => lastHappenedOn !== undefined && lastHappenedOn > screenedOn)
      .map(([id]) => ({
        field: `answers.${id}.lastHappenedOn`,
        message: 'The day it last happened must be on or before the day of the screening',
      })),
  ];
}

function strangers(field: string, given: object, known: readonly { id: string }[]): FieldProblem[] {
  return Object.keys(given)
    .filter((id) => !known.some((entry) => entry.id === id))
    .map((id) => ({ field: `${field}.${id}`, message: `‘${id}’ is not part of the screening tool in force` }));
}
