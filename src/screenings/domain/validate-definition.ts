import { codesOf } from './change-definition';
import { highestOf, listBandsNeverReached, pointsBandsNeverReached } from './reachable-bands';
import {
  AxisDefinition,
  Axis,
  Band,
  ListBand,
  PointsBand,
  Question,
  ToolDefinition,
  Trigger,
  allQuestions,
  exploitationBands,
  questionsOn,
  violenceBands,
} from './tool-definition';

/** More in one question would make the rest of the tool decoration. */
export const MOST_WEIGHT = 100;

/** Everything that would make the tool score wrongly, in words for its editor. An empty list: fit to be used. */
export function validateDefinition(definition: ToolDefinition): string[] {
  const { exploitation, violence } = definition.axes;
  return [
    ...versionProblems(definition),
    ...idProblems(definition),
    ...allQuestions(definition).flatMap(questionProblems),
    ...axisProblems('exploitation', exploitation, exploitationBands, definition),
    ...axisProblems('violence', violence, violenceBands, definition),
  ];
}

function versionProblems({ version, possibleShare, title }: ToolDefinition): string[] {
  return [
    ...problemIf(title.trim() === '', 'The tool has no title.'),
    ...problemIf(!isCount(version), 'The version must be a whole number of 1 or more.'),
    ...problemIf(
      ![0, 0.5, 1].includes(possibleShare),
      'A "possible" must be worth nothing, half of a yes or all of it.',
    ),
  ];
}

function idProblems(definition: ToolDefinition): string[] {
  const { domains, protectiveFactors } = definition;
  const ids = codesOf(definition);
  const malformed = ids.filter((id) => !/^[a-z][a-z0-9_]*$/.test(id));
  return [
    ...repeated(ids).map((id) => `The id "${id}" is used more than once.`),
    ...malformed.map((id) => `The id "${id}" must be lower-case letters, digits and underscores.`),
    ...domains.filter(({ questions }) => questions.length === 0).map(({ id }) => `Domain "${id}" has no questions.`),
    ...[...domains.map(({ id, title }) => ({ id, text: title })), ...protectiveFactors]
      .filter(({ text }) => text.trim() === '')
      .map(({ id }) => `"${id}" has no text.`),
  ];
}

function questionProblems(question: Question): string[] {
  const { id, text, weight, recencyMonths, olderWeight } = question;
  const problem = (wrong: boolean, what: string): string[] => problemIf(wrong, `Question "${id}" ${what}`);
  return [
    ...problem(text.trim() === '', 'has no text.'),
    ...problem(question.axes.length === 0, 'counts on no axis.'),
    ...problem(new Set(question.axes).size < question.axes.length, 'names an axis twice.'),
    ...problem(
      !isCount(weight) || weight > MOST_WEIGHT,
      `needs a weight that is a whole number of 1 or more, up to ${MOST_WEIGHT}.`,
    ),
    ...problem(
      (recencyMonths === undefined) !== (olderWeight === undefined),
      'needs both a recency and an older weight.',
    ),
    ...problem(recencyMonths !== undefined && !isCount(recencyMonths), 'needs a recency of whole months.'),
    ...problem(
      olderWeight !== undefined && !(Number.isSafeInteger(olderWeight) && olderWeight >= 0 && olderWeight <= weight),
      'needs an older weight from 0 to its weight.',
    ),
  ];
}

function axisProblems<B extends Band>(
  axis: Axis,
  definition: AxisDefinition<B>,
  vocabulary: readonly B[],
  { possibleShare, ...tool }: ToolDefinition,
): string[] {
  const questions = questionsOn({ possibleShare, ...tool }, axis);
  const bands = definition.scoring.bands.map(({ band }) => band);
  const inOrder = vocabulary.filter((band) => bands.includes(band));
  const isComplete = bands.length > 1 && bands[0] === vocabulary[0] && bands.join() === inOrder.join();
  return [
    ...problemIf(questions.length === 0, `The ${axis} axis has no questions.`),
    ...problemIf(!isComplete, `The ${axis} bands must start at "${vocabulary[0]}" and rise in order, each once.`),
    ...definition.scoring.bands.flatMap(({ band, label }) =>
      problemIf(label.trim() === '', `Band "${band}" has no label.`),
    ),
    ...scoringProblems(axis, definition, { questions, possibleShare }),
    ...definition.triggers.flatMap((trigger) => triggerProblems(axis, trigger, bands, questions)),
  ];
}

function scoringProblems<B extends Band>(
  axis: Axis,
  { scoring, triggers }: AxisDefinition<B>,
  { questions, possibleShare }: { questions: readonly Question[]; possibleShare: number },
): string[] {
  switch (scoring.kind) {
    case 'weighted_sum':
      return pointsProblems(axis, scoring.bands, { questions, possibleShare });
    case 'preset_level':
      return levelProblems(
        axis,
        scoring.bands.map(({ band }) => band),
        { questions, triggers },
      );
    case 'threshold_list':
      return listProblems(axis, scoring.bands, questions);
  }
}

function pointsProblems<B extends Band>(
  axis: Axis,
  bands: readonly PointsBand<B>[],
  { questions, possibleShare }: { questions: readonly Question[]; possibleShare: number },
): string[] {
  const from = bands.map(({ fromPoints }) => fromPoints);
  const highest = questions.reduce((sum, question) => sum + highestOf(question), 0);
  const rises = from.every((points, at) => at === 0 || points > (from[at - 1] ?? points));
  const isInReach = Math.max(...from) <= highest;
  const problems = [
    ...problemIf(from[0] !== 0, `The lowest ${axis} band must start at 0 points.`),
    ...problemIf(!rises, `The ${axis} bands must start at rising points.`),
    ...problemIf(!isInReach, `The ${axis} questions add up to ${highest}: a band is out of reach.`),
  ];
  if (problems.length > 0 || questions.some(({ weight }) => !isCount(weight) || weight > MOST_WEIGHT)) return problems;
  return pointsBandsNeverReached(bands, questions, possibleShare).map(
    ({ label }) => `No answers add up to the ${axis} band "${label}": it can never be the result.`,
  );
}

function levelProblems<B extends Band>(
  axis: Axis,
  bands: readonly B[],
  { questions, triggers }: { questions: readonly Question[]; triggers: readonly Trigger<B>[] },
): string[] {
  const levels: readonly (Band | undefined)[] = questions.map(({ levels: of }) => of?.[axis]);
  const [lowest, ...others] = bands;
  return [
    ...questions.flatMap(({ id }, at) => {
      const level = levels[at];
      const isGiven = level !== undefined && level !== lowest && bands.some((band) => band === level);
      return problemIf(!isGiven, `Question "${id}" needs a level on the ${axis} axis, above the lowest band.`);
    }),
    ...others
      .filter((band) => !levels.some((level) => level === band) && !triggers.some(({ atLeast }) => atLeast === band))
      .map((band) => `No question has the ${axis} level "${band}": the band is out of reach.`),
  ];
}

function listProblems<B extends Band>(
  axis: Axis,
  bands: readonly ListBand<B>[],
  questions: readonly Question[],
): string[] {
  const [lowest, ...others] = bands;
  const problems = [
    ...problemIf(
      lowest === undefined || lowest.atLeast !== 0 || lowest.questionIds.length > 0,
      `The lowest ${axis} band must list no questions and need none.`,
    ),
    ...others.flatMap(({ band, atLeast, questionIds }) => [
      ...problemIf(!isCount(atLeast) || atLeast > new Set(questionIds).size, `Band "${band}" is out of reach.`),
      ...strangers(questionIds, questions).map((id) => `Band "${band}" lists "${id}", no ${axis} question.`),
    ]),
  ];
  if (problems.length > 0) return problems;
  return listBandsNeverReached(others).map(
    ({ label }) => `Whatever reaches the ${axis} band "${label}" reaches a higher one too: it can never be the result.`,
  );
}

function triggerProblems<B extends Band>(
  axis: Axis,
  trigger: Trigger<B>,
  bands: readonly B[],
  questions: readonly Question[],
): string[] {
  const problem = (wrong: boolean, what: string): string[] => problemIf(wrong, `Trigger "${trigger.id}" ${what}`);
  const listed = trigger.questions;
  const canFire = listed === 'any_high_indicator' ? questions.some((q) => q.isHighIndicator) : listed.length > 0;
  return [
    ...problem(!bands.includes(trigger.atLeast), `names a band the ${axis} axis does not have.`),
    ...problem(!canFire, 'has no question that could set it off.'),
    ...problem(trigger.ageAtMost !== undefined && !isCount(trigger.ageAtMost), 'needs an age in whole years.'),
    ...(listed === 'any_high_indicator' ? [] : strangers(listed, questions)).map(
      (id) => `Trigger "${trigger.id}" lists "${id}", no ${axis} question.`,
    ),
  ];
}

/** Each id that is there more than once, once. */
function repeated(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) < at))];
}

function strangers(ids: readonly string[], questions: readonly Question[]): string[] {
  return ids.filter((id) => !questions.some((question) => question.id === id));
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}

function problemIf(wrong: boolean, problem: string): string[] {
  return wrong ? [problem] : [];
}
