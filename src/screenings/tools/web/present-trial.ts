import { bandWords } from '../../../individuals';
import { dayInWords, type Day } from '../../../shared/day';
import type { GivenAnswers } from '../../domain/score-question';
import { scoreScreening } from '../../domain/score-screening';
import { axes, strengthAnswers, type ToolDefinition } from '../../domain/tool-definition';
import { toolPaths } from '../../paths';
import { AXIS_TITLES, trace } from '../../web/present-axis';
import { presentQuestion } from '../../web/present-screening-form';
import { dayBoxes, partsOf, typedDay, typedText } from '../../web/typed-fields';
import { ANSWER_WORDS } from '../../screening-words';
import { type ExampleRun, runExamples } from '../run-examples';
import type { ToolExampleRow, ToolVersionDetail } from '../tools.queries';

export interface Tried {
  screenedOn: Day;
  age: number | null;
  answers: GivenAnswers;
}

interface Trial {
  today: Day;
  typed?: Record<string, unknown>;
  tried?: Tried;
}

/** The page on which a version is tried out: its questions, the result of what was filled in, and the kept examples. */
export function presentTrial(
  { tool, examples }: { tool: ToolVersionDetail; examples: readonly ToolExampleRow[] },
  { today, typed, tried }: Trial,
) {
  const { id, definition } = tool;
  return {
    backHref: toolPaths.one(id),
    toolTitle: `${definition.title}, version ${tool.number}`,
    action: toolPaths.trial(id),
    result: tried ? presentResult(definition, tried) : null,
    examples: runExamples(definition, examples).map((run) => presentExample(id, run)),
    screenedOnBoxes: dayBoxes(
      'screenedOn',
      (part) => `screenedOn-${part}`,
      typed ? typedDay(typed, 'screenedOn') : partsOf(today),
    ),
    age: typedText(typed, 'age'),
    title: typedText(typed, 'title'),
    domains: presentDomains(definition, typed),
  };
}

export type TrialModel = ReturnType<typeof presentTrial>;

const presentDomains = ({ domains }: ToolDefinition, typed: Record<string, unknown> | undefined) =>
  domains.map(({ id, title, questions }) => ({
    id,
    title,
    questions: questions.map((question) => presentQuestion(question, typed)),
  }));

function presentResult(definition: ToolDefinition, { screenedOn, age, answers }: Tried) {
  const result = scoreScreening(definition, answers, { ageOnDay: age, screenedOn });
  const agreeing = <Band>(judged: Band) => ({ judged, isDifferent: false, needsSecondPerson: false });
  const judgement = { exploitation: agreeing(result.exploitation.band), violence: agreeing(result.violence.band) };
  const screening = {
    definition,
    answers: { questions: answers, protectiveFactors: {} },
    result: { ...result, ageOnDay: age, judgement },
  };
  return {
    axes: axes.map((axis) => ({
      axis,
      title: AXIS_TITLES[axis],
      bandInEffect: result[axis].bandLabel,
      traced: trace(axis, screening),
    })),
  };
}

function presentExample(versionId: string, { example, given, problem, isAsExpected }: ExampleRun) {
  const bands = (exploitation: string, violence: string): string =>
    `exploitation ${bandWords(exploitation)} and violence ${bandWords(violence)}`;
  const age = example.age === null ? 'Age not known' : `Age ${example.age}`;
  return {
    title: example.title,
    about: `${age}, ${dayInWords(example.screened_on)}.`,
    expected: bands(example.expected_exploitation_band, example.expected_violence_band),
    given: given ? bands(given.exploitation, given.violence) : '',
    problem,
    isAsExpected,
    version: example.version,
    acceptAction: given && !isAsExpected ? toolPaths.example(versionId, example.id, 'acceptance') : null,
    removeAction: toolPaths.example(versionId, example.id, 'removal'),
  };
}

/** The form as a practitioner sees it, with nothing filled in. */
export function presentPreview({ id, number, definition }: ToolVersionDetail) {
  return {
    backHref: toolPaths.one(id),
    title: definition.title,
    number,
    purpose: definition.purpose,
    domains: presentDomains(definition, undefined),
    protectiveFactors: definition.protectiveFactors.map((factor) => ({
      id: factor.id,
      text: factor.text,
      help: factor.help,
    })),
    answerItems: strengthAnswers.map((value) => ({ value, text: ANSWER_WORDS[value] })),
  };
}

export type PreviewModel = ReturnType<typeof presentPreview>;
