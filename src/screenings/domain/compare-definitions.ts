import { allQuestions, type Question, type ToolDefinition } from './tool-definition';

export interface DefinitionDifferences {
  /** Codes of questions only in the newer, and only in the older. */
  added: string[];
  removed: string[];
  /** Asked by both, but in other words or counted otherwise. */
  reworded: string[];
  reweighed: string[];
  /** Bands, triggers or what a "possible" is worth. */
  isScoredOtherwise: boolean;
  strengthsAdded: string[];
  strengthsRemoved: string[];
}

/** What stands between two versions of a tool: without it their points must not be put side by side. */
export function compareDefinitions(older: ToolDefinition, newer: ToolDefinition): DefinitionDifferences {
  const [then, now] = [byCode(allQuestions(older)), byCode(allQuestions(newer))];
  const inBoth = [...now.values()].flatMap((question) => {
    const before = then.get(question.id);
    return before ? [{ before, question }] : [];
  });
  const strengthsThen = older.protectiveFactors.map(({ id }) => id);
  const strengthsNow = newer.protectiveFactors.map(({ id }) => id);
  return {
    added: without([...now.keys()], [...then.keys()]),
    removed: without([...then.keys()], [...now.keys()]),
    reworded: inBoth.filter(({ before, question }) => before.text !== question.text).map(({ question }) => question.id),
    reweighed: inBoth
      .filter(({ before, question }) => countedAs(before) !== countedAs(question))
      .map(({ question }) => question.id),
    isScoredOtherwise: scoringOf(older) !== scoringOf(newer),
    strengthsAdded: without(strengthsNow, strengthsThen),
    strengthsRemoved: without(strengthsThen, strengthsNow),
  };
}

const byCode = (questions: readonly Question[]) => new Map(questions.map((question) => [question.id, question]));

const without = (codes: readonly string[], others: readonly string[]): string[] =>
  codes.filter((code) => !others.includes(code));

const countedAs = ({ axes, answers, weight, recencyMonths, olderWeight, isHighIndicator, levels }: Question): string =>
  JSON.stringify([
    [...axes].sort(),
    answers,
    weight,
    recencyMonths,
    olderWeight,
    isHighIndicator === true,
    levels?.exploitation,
    levels?.violence,
  ]);

/** JSON comes back from the database with its keys in another order. */
const scoringOf = ({ axes, possibleShare }: ToolDefinition): string =>
  JSON.stringify(sorted([axes.exploitation, axes.violence, possibleShare]));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => one.localeCompare(other))
      .map(([key, entry]) => [key, sorted(entry)]),
  );
}
