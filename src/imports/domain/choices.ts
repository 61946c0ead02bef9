import { sha256 } from '../../shared/sha256';

/** What the coordinator has answered about one file so far. A question without an answer holds its rows back. */
export interface ImportChoices {
  /** Words of the sheet that name no account → the account chosen for them; null is "nobody yet". */
  owners: Record<string, string | null>;
  /** Rows that look like one person. */
  samePeople: Record<string, SamePeopleAnswer>;
  /** Rows that look like somebody already recorded → that individual's id, or `NEW_PERSON`. */
  alreadyRecorded: Record<string, string>;
  /** Rows whose date of birth cannot be read, of people whose age is known by other means: to be made with "not known". */
  withoutDateOfBirth: Record<string, boolean>;
}

export type SamePeopleAnswer = 'one_person' | 'different_people';
export const NEW_PERSON = 'new_person';
export const noChoices: ImportChoices = { owners: {}, samePeople: {}, alreadyRecorded: {}, withoutDateOfBirth: {} };

/** The name of a question about these rows: the same rows give the same name whatever else is in the file. */
export const questionKey = (rowNumbers: number[]): string =>
  `${rowNumbers[0] ?? 0}-${sha256(rowNumbers.join(',')).slice(0, 12)}`;

/** The name of the question who is meant by these words. */
export const ownerKey = (words: string): string => sha256(words.toLowerCase()).slice(0, 16);

/** The earlier answers with the new ones over them. */
export function withAnswers(before: ImportChoices, answers: Partial<ImportChoices>): ImportChoices {
  return {
    owners: { ...before.owners, ...answers.owners },
    samePeople: { ...before.samePeople, ...answers.samePeople },
    alreadyRecorded: { ...before.alreadyRecorded, ...answers.alreadyRecorded },
    withoutDateOfBirth: { ...before.withoutDateOfBirth, ...answers.withoutDateOfBirth },
  };
}
