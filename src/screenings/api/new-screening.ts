import { Invalid } from '../../shared/errors';
import type { NewScreening } from '../record-screening';
import type { AnswerRequest, RecordScreeningRequest } from './screening.request';

/**
 * The request as the verb takes it: answers by question.
 * @throws Invalid when a question is answered twice, since one of the two would be dropped silently
 */
export function newScreening(request: RecordScreeningRequest): NewScreening {
  const { answers, protectiveFactors = [], ...rest } = request;
  return {
    ...rest,
    answers: answersById(answers),
    protectiveFactors: byId(
      'protectiveFactors',
      protectiveFactors.map(({ protectiveFactorId, ...answer }) => [protectiveFactorId, answer]),
    ),
  };
}

/** Answers by question. @throws Invalid when a question is answered twice */
export const answersById = (answers: readonly AnswerRequest[]) =>
  byId(
    'answers',
    answers.map(({ questionId, ...answer }) => [questionId, answer]),
  );

function byId<Given>(field: string, given: [string, Given][]): Record<string, Given> {
  const twice = given.flatMap(([id], at) => (given.findIndex(([other]) => other === id) < at ? [{ id, at }] : []));
  if (twice.length > 0) {
    throw new Invalid(twice.map(({ id, at }) => ({ field: `${field}.${at}`, message: `‘${id}’ is answered twice` })));
  }
  return Object.fromEntries(given);
}
