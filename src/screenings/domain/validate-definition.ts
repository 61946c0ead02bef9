import {
  AxisDefinition,
  Axis,
  Band,
  Question,
  Scoring,
  ToolDefinition,
  Trigger,
  allQuestions,
  exploitationBands,
  questionsOn,
  violenceBands,
} from './tool-definition';

/** Everything that would make the tool score wrongly, in words for its editor. An empty list: fit to be used. */
export function validateDefinition(definition: ToolDefinition): string[] {
  const { exploitation, violence } = definition.axes;
  return [
    ...versionProblems(definition),
    ...idProblems(definition),
    ...allQuestions(definition).flatMap(questionProblems),
    ...axisProblems('exploitation', exploitation, exploitationBands, questionsOn(definition, 'exploitation')),
    ...axisProblems('violence', violence, violenceBands, questionsOn(definition, 'violence')),
  ];
}

function versionProblems({ version, possibleShare }: ToolDefinition): string[] {
  return [
    ...problemIf(!isCount(version), 'The version must be a whole number of 1 or more.'),
    ...problemIf(
      ![0, 0.5, 1].includes(possibleShare),
      'A "possible" must be worth nothing, half of a yes or all of it.',
    ),
  ];
}

function idProblems({ domains, protectiveFactors }: ToolDefinition): string[] {
  const ids = [...domains.flatMap((domain) => [domain, ...domain.questions]), ...protectiveFactors].map(({ id }) => id);
  const repeated = ids.filter((id, at) => ids.indexOf(id) < at);
  const malformed = ids.filter((id) => !/^[a-z][a-z0-9_]*$/.test(id));
  return [
    ...[...new Set(repeated)].map((id) => `The id "${id}" is used more than once.`),
    ...malformed.map((id) => `The id "${id}" must be lower-case letters, digits and underscores.`),
    ...domains.filter(({ questions }) => questions.length === 0).map(({ id }) => `Domain "${id}" has no questions.`),
  ];
}

function questionProblems(question: Question): string[] {
  const { id, text, weight, recencyMonths, olderWeight } = question;
  const problem = (wrong: boolean, what: string): string[] => problemIf(wrong, `Question "${id}" ${what}`);
  return [
    ...problem(text.trim() === '', 'has no text.'),
    ...problem(question.axes.length === 0, 'counts on no axis.'),
    ...problem(new Set(question.axes).size < question.axes.length, 'names an axis twice.'),
    ...problem(!isCount(weight), 'needs a weight that is a whole number of 1 or more.'),
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
  questions: readonly Question[],
): string[] {
  const bands = definition.scoring.bands.map(({ band }) => band);
  const inOrder = vocabulary.filter((band) => bands.includes(band));
  const isComplete = bands.length > 1 && bands[0] === vocabulary[0] && bands.join() === inOrder.join();
  return [
    ...problemIf(questions.length === 0, `The ${axis} axis has no questions.`),
    ...problemIf(!isComplete, `The ${axis} bands must start at "${vocabulary[0]}" and rise in order, each once.`),
    ...scoringProblems(axis, definition.scoring, questions),
    ...definition.triggers.flatMap((trigger) => triggerProblems(axis, trigger, bands, questions)),
  ];
}

function scoringProblems<B extends Band>(axis: Axis, scoring: Scoring<B>, questions: readonly Question[]): string[] {
  if (scoring.kind === 'weighted_sum') {
    const from = scoring.bands.map(({ fromPoints }) => fromPoints);
    const highest = questions.reduce((sum, { weight }) => sum + weight, 0);
    const rises = from.every((points, at) => at === 0 || points > (from[at - 1] ?? points));
    return [
      ...problemIf(from[0] !== 0, `The lowest ${axis} band must start at 0 points.`),
      ...problemIf(!rises, `The ${axis} bands must start at rising points.`),
      ...problemIf(
        !(Math.max(...from) <= highest),
        `The ${axis} questions add up to ${highest}: a band is out of reach.`,
      ),
    ];
  }
  const [lowest, ...others] = scoring.bands;
  return [
    ...problemIf(
      lowest === undefined || lowest.atLeast !== 0 || lowest.questionIds.length > 0,
      `The lowest ${axis} band must list no questions and need none.`,
    ),
    ...others.flatMap(({ band, atLeast, questionIds }) => [
      ...problemIf(!isCount(atLeast) || atLeast > new Set(questionIds).size, `Band "${band}" is out of reach.`),
      ...strangers(questionIds, questions).map((id) => `Band "${band}" lists "${id}", no ${axis} question.`),
    ]),
  ];
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

function strangers(ids: readonly string[], questions: readonly Question[]): string[] {
  return ids.filter((id) => !questions.some((question) => question.id === id));
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}

function problemIf(wrong: boolean, problem: string): string[] {
  return wrong ? [problem] : [];
}
