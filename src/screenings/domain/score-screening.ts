import { Day } from '../../shared/day';
import { AxisResult, scoreAxis } from './score-axis';
import { GivenAnswers } from './score-question';
import { ExploitationBand, ToolDefinition, ViolenceBand, allQuestions, questionsOn } from './tool-definition';

export interface ScreeningResult {
  exploitation: AxisResult<ExploitationBand>;
  violence: AxisResult<ViolenceBand>;
  /** Questions left without any answer. */
  unanswered: number;
  /** Questions answered "not known". */
  notKnown: number;
  /** Questions in the tool. */
  total: number;
}

export interface ScreeningContext {
  /** Whole years on the day of the screening; null when the date of birth is not known. */
  ageOnDay: number | null;
  /** The day recency windows are counted back from. */
  screenedOn: Day;
}

/** An answer to a question this version of the tool does not have: scoring on would drop it silently. */
export class AnswerToNoQuestion extends Error {
  constructor(readonly questionIds: readonly string[]) {
    super(`This version of the tool has no question ${questionIds.map((id) => `"${id}"`).join(', ')}.`);
    this.name = 'AnswerToNoQuestion';
  }
}

/** Scores one set of answers with one version of a tool. Every point is traced to its question and answer. */
export function scoreScreening(
  definition: ToolDefinition,
  answers: GivenAnswers,
  { ageOnDay, screenedOn }: ScreeningContext,
): ScreeningResult {
  const questions = allQuestions(definition);
  const known = new Map(Object.entries(answers));
  const strangers = [...known.keys()].filter((id) => !questions.some((question) => question.id === id));
  if (strangers.length > 0) throw new AnswerToNoQuestion(strangers);
  const by = { answers, ageOnDay, screenedOn, possibleShare: definition.possibleShare };
  const { exploitation, violence } = definition.axes;
  return {
    exploitation: scoreAxis(exploitation, {
      ...by,
      axis: 'exploitation',
      questions: questionsOn(definition, 'exploitation'),
    }),
    violence: scoreAxis(violence, { ...by, axis: 'violence', questions: questionsOn(definition, 'violence') }),
    unanswered: questions.filter(({ id }) => !known.has(id)).length,
    notKnown: questions.filter(({ id }) => known.get(id)?.answer === 'unknown').length,
    total: questions.length,
  };
}
