import { addDays, type Day, dayInWords, isBefore } from '../../shared/day';
import type { FieldProblem } from '../../shared/errors';
import type { DatedEvidence } from './grounds';

/** What the days of an entry, or of a check that somebody still belongs, are held to. */
export interface DaysToHold {
  evidence: DatedEvidence[];
  /** The day the person entered, or on which it is checked. */
  decidedOn: Day;
  dateOfBirth: Day | null;
  /** The criteria that are said to be met, with the days before the decision in which evidence shows them. */
  criteria: { text: string; withinDays: number | null }[];
}

/** The name that the day of each piece has in the form and over the API: the first stands by itself. */
const fieldOf = (at: number): string => (at === 0 ? 'evidenceOn' : `furtherEvidence.${at - 1}.happenedOn`);

/** Nothing about a person happened before their birth, and what is to show a criterion within some days happened in them. */
export function problemsOfDays(days: DaysToHold): FieldProblem[] {
  const { evidence, dateOfBirth } = days;
  const impossible = evidence.flatMap(({ happenedOn }, at) =>
    dateOfBirth !== null && isBefore(happenedOn, dateOfBirth)
      ? [
          {
            field: fieldOf(at),
            message: `The day of the evidence must be after their birth, ${dayInWords(dateOfBirth)}`,
          },
        ]
      : [],
  );
  return impossible.length > 0 ? impossible : problemsOfWindows(days);
}

/** The days of an entry beside that: nobody enters before what it rests on, the method that it names, or their own birth. */
export function problemsOfStart(days: DaysToHold, methodInForceFrom: Day | null): FieldProblem[] {
  const { decidedOn, dateOfBirth, evidence } = days;
  const newest = evidence.map(({ happenedOn }) => happenedOn).sort()[evidence.length - 1];
  const tooEarly: [Day | null | undefined, string][] = [
    [dateOfBirth, 'their birth'],
    [methodInForceFrom, 'the day the identification method came into force'],
    [newest, 'the day of the newest evidence it rests on'],
  ];
  const [first] = tooEarly.flatMap(([day, what]) =>
    day != null && isBefore(decidedOn, day) ? [`Start must be on or after ${what}, ${dayInWords(day)}`] : [],
  );
  return first === undefined ? [] : [{ field: 'startedOn', message: first }];
}

/** A criterion with a window is met by something that happened in it: one piece of evidence at least. */
function problemsOfWindows({ criteria, evidence, decidedOn }: DaysToHold): FieldProblem[] {
  for (const { text, withinDays } of criteria) {
    if (withinDays === null) continue;
    const since = addDays(decidedOn, -withinDays);
    if (evidence.some(({ happenedOn }) => !isBefore(happenedOn, since))) continue;
    const message = `“${text}” needs evidence of ${dayInWords(since)} or later. Enter it, or do not select this criterion`;
    return [{ field: 'evidenceOn', message }];
  }
  return [];
}
