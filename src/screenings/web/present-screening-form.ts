import { bandWords, caseLayoutModel, type CaseHeader } from '../../individuals';
import type { Day } from '../../shared/day';
import {
  allQuestions,
  exploitationBands,
  NOT_ENOUGH_KNOWN,
  type Question,
  type ToolDefinition,
  violenceBands,
} from '../domain/tool-definition';
import { screeningPaths } from '../paths';
import { ANSWER_ORDER, ANSWER_WORDS } from '../screening-words';
import type { ToolInForce } from '../tool-in-force';
import { AS_ANSWERED } from './screening.form';
import { at, dayBoxes, typedDay, typedText } from './typed-fields';

/** The form of a screening: the questions of the tool in force, with what was typed before. */
export function presentScreeningForm(
  header: CaseHeader,
  tool: ToolInForce | undefined,
  { typed, today }: { typed: Record<string, unknown> | undefined; today: Day },
) {
  const layout = {
    ...caseLayoutModel(header, 'screenings'),
    backHref: screeningPaths.list(header.id),
    action: screeningPaths.list(header.id),
  };
  if (!tool) return { ...layout, tool: null };
  const { definition } = tool;
  return {
    ...layout,
    tool: { title: definition.title, purpose: definition.purpose, number: definition.version },
    toolVersionId: tool.toolVersionId,
    screenedOnBoxes: dayBoxes(
      'screenedOn',
      (part) => `screenedOn-${part}`,
      typed ? typedDay(typed, 'screenedOn') : partsOf(today),
    ),
    answerItems: ANSWER_ORDER.map((value) => ({ value, text: ANSWER_WORDS[value] })),
    domains: definition.domains.map(({ id, title, questions }) => ({
      id,
      title,
      questions: questions.map((question) => presentQuestion(question, typed)),
    })),
    protectiveFactors: definition.protectiveFactors.map(({ id, text, help }) => {
      const given = at(at(typed, 'protectiveFactors'), id);
      return { id, text, help, answer: typedText(given, 'answer'), note: typedText(given, 'note') };
    }),
    judgements: [
      judgement('exploitation', [...exploitationBands, NOT_ENOUGH_KNOWN], typed),
      judgement('violence', [...violenceBands, NOT_ENOUGH_KNOWN], typed),
    ],
    judgementReason: typedText(typed, 'judgementReason'),
    answersToOldQuestions: answersToOldQuestions(definition, typed),
  };
}

function presentQuestion({ id, text, help, recencyMonths }: Question, typed: Record<string, unknown> | undefined) {
  const given = at(at(typed, 'answers'), id);
  return {
    id,
    text,
    help,
    answer: typedText(given, 'answer'),
    evidence: typedText(given, 'evidence'),
    /** Only where how long ago it happened changes what a yes is worth. */
    lastHappenedOnBoxes:
      recencyMonths === undefined
        ? null
        : dayBoxes(
            `answers.${id}.lastHappenedOn`,
            (part) => `answers[${id}][lastHappenedOn-${part}]`,
            typedDay(given, 'lastHappenedOn'),
          ),
  };
}

function judgement(axis: 'exploitation' | 'violence', bands: readonly string[], typed: unknown) {
  const field = axis === 'exploitation' ? 'judgedExploitationBand' : 'judgedViolenceBand';
  return {
    axis,
    field,
    value: typedText(typed, field),
    items: [
      { value: AS_ANSWERED, text: 'The band the answers give' },
      { divider: 'or' },
      ...bands.map((band) => ({ value: band, text: bandWords(band) })),
    ],
  };
}

/** What was written for questions this version no longer asks, so that it can be copied and is not lost. */
function answersToOldQuestions(definition: ToolDefinition, typed: Record<string, unknown> | undefined): string[] {
  const known = new Set(allQuestions(definition).map(({ id }) => id));
  const given = at(typed, 'answers');
  return Object.keys(given)
    .filter((id) => !known.has(id))
    .map((id) => typedText(at(given, id), 'evidence'))
    .filter((evidence) => evidence.trim() !== '');
}

const partsOf = (day: Day) => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { day: String(Number(date)), month: String(Number(month)), year };
};

export type ScreeningFormModel = ReturnType<typeof presentScreeningForm>;
