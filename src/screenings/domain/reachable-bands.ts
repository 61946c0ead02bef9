import { Band, ListBand, PointsBand, Question } from './tool-definition';

/** The most one question can add to a weighted sum. */
export const highestOf = ({ answers, weight }: Question): number => (answers === 'graded_unknown' ? 3 : 1) * weight;

/** The bands into which no set of answers adds up: weights of five never make a six. Expects rising points. */
export function pointsBandsNeverReached<B extends Band>(
  bands: readonly PointsBand<B>[],
  questions: readonly Question[],
  possibleShare: number,
): PointsBand<B>[] {
  const sums = sumsOf(questions, possibleShare);
  return bands.filter(({ fromPoints }, at) => {
    const next = bands[at + 1]?.fromPoints ?? Infinity;
    return !sums.some((points) => points >= fromPoints && points < next);
  });
}

/** Every sum that some set of answers gives. Counted in halves, which keeps it exact. */
function sumsOf(questions: readonly Question[], possibleShare: number): number[] {
  const most = questions.reduce((sum, question) => sum + highestOf(question), 0) * 2;
  let reached = new Uint8Array(most + 1);
  reached[0] = 1;
  for (const question of questions) {
    const worths = worthsOf(question, possibleShare);
    const next = new Uint8Array(most + 1);
    reached.forEach((isReached, halves) => {
      if (isReached) for (const worth of worths) next[halves + worth] = 1;
    });
    reached = next;
  }
  return [...reached].flatMap((isReached, halves) => (isReached ? [halves / 2] : []));
}

/** What one question may add, in halves. */
function worthsOf({ answers, weight, olderWeight }: Question, possibleShare: number): number[] {
  const times = answers === 'graded_unknown' ? [1, 2, 3] : answers === 'yes_no_unknown' ? [1] : [1, possibleShare];
  const worths = [weight, ...(olderWeight === undefined ? [] : [olderWeight])];
  return [...new Set([0, ...worths.flatMap((worth) => times.map((share) => worth * share * 2))])];
}

/**
 * The bands that whoever reaches passes: every choice of their questions reaches a higher list too. `bands` are those
 * above the lowest, rising; there are three at the most, so two lists at the most are higher.
 */
export function listBandsNeverReached<B extends Band>(bands: readonly ListBand<B>[]): ListBand<B>[] {
  return bands.filter(({ questionIds, atLeast }, at) => {
    const [one, other] = bands.slice(at + 1);
    const inOne = new Set(one?.questionIds);
    const inOther = new Set(other?.questionIds);
    const own = [...new Set(questionIds)];
    const count = (isIn: (id: string) => boolean): number => own.filter(isIn).length;
    const both = count((id) => inOne.has(id) && inOther.has(id));
    const onlyOne = count((id) => inOne.has(id) && !inOther.has(id));
    const onlyOther = count((id) => !inOne.has(id) && inOther.has(id));
    const neither = own.length - both - onlyOne - onlyOther;
    const room = { one: (one?.atLeast ?? Infinity) - 1, other: (other?.atLeast ?? Infinity) - 1 };
    const mostWith = (shared: number): number =>
      neither + shared + Math.min(onlyOne, room.one - shared) + Math.min(onlyOther, room.other - shared);
    const choices = Array.from({ length: Math.min(both, room.one, room.other) + 1 }, (_, shared) => mostWith(shared));
    return Math.max(...choices) < atLeast;
  });
}
