import type { ExploitationJudgement, ViolenceJudgement } from '../domain/judge-band';
import { AnswerToNoQuestion, type ScreeningResult, scoreScreening } from '../domain/score-screening';
import { allowsAnswer, allQuestions, type ToolDefinition } from '../domain/tool-definition';
import type { ToolExampleRow } from './tools.queries';

export interface ExampleRun {
  example: ToolExampleRow;
  /** Null when it answers what this version does not ask, or not so: `problem` says which. */
  given: { exploitation: ExploitationJudgement; violence: ViolenceJudgement } | null;
  problem: string | null;
  isAsExpected: boolean;
}

/** Runs the kept examples with a definition: what each gives now, and whether that is what it must give. */
export const runExamples = (definition: ToolDefinition, examples: readonly ToolExampleRow[]): ExampleRun[] =>
  examples.map((example) => {
    const odd = allQuestions(definition).filter(({ id, answers }) => {
      const given = example.answers[id];
      return given !== undefined && !allowsAnswer(answers, given.answer);
    });
    if (odd.length > 0) {
      return failed(example, `It answers ${odd.map(({ id }) => id).join(', ')} in a way this version does not offer.`);
    }
    const result = resultOf(definition, example);
    if (typeof result === 'string') return failed(example, result);
    const given = { exploitation: result.exploitation.band, violence: result.violence.band };
    const isAsExpected =
      given.exploitation === example.expected_exploitation_band && given.violence === example.expected_violence_band;
    return { example, given, problem: null, isAsExpected };
  });

function resultOf(definition: ToolDefinition, example: ToolExampleRow): ScreeningResult | string {
  try {
    return scoreScreening(definition, example.answers, { ageOnDay: example.age, screenedOn: example.screened_on });
  } catch (error) {
    if (!(error instanceof AnswerToNoQuestion)) throw error;
    return `It answers ${error.questionIds.join(', ')}, which this version does not ask.`;
  }
}

const failed = (example: ToolExampleRow, problem: string): ExampleRun => ({
  example,
  given: null,
  problem,
  isAsExpected: false,
});
