import { Invalid } from '../../shared/errors';
import type { ImportChoices } from '../domain/choices';
import type { AnswerImportRequest } from './imports.request';

/** @throws Invalid for an answer of the wrong kind; whether the question exists is the verb's to say */
export function answersOf(request: AnswerImportRequest): Partial<ImportChoices> {
  return {
    owners: entries('owners', request.owners, (value) => value === null || typeof value === 'string'),
    samePeople: entries('samePeople', request.samePeople, isSamePeopleAnswer),
    alreadyRecorded: entries('alreadyRecorded', request.alreadyRecorded, (value) => typeof value === 'string'),
    withoutDateOfBirth: entries(
      'withoutDateOfBirth',
      request.withoutDateOfBirth,
      (value) => typeof value === 'boolean',
    ),
  };
}

const isSamePeopleAnswer = (value: unknown): value is 'one_person' | 'different_people' =>
  value === 'one_person' || value === 'different_people';

function entries<Answer>(
  group: string,
  given: Record<string, unknown> | undefined,
  isAnswer: (value: unknown) => value is Answer,
): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  for (const [key, value] of Object.entries(given ?? {})) {
    if (!isAnswer(value)) throw new Invalid([{ field: `${group}.${key}`, message: 'This is not one of the answers' }]);
    answers[key] = value;
  }
  return answers;
}
