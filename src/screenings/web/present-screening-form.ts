import { bandWords, caseLayoutModel, type CaseHeader } from '../../individuals';
import { type Day, dayInWords } from '../../shared/day';
import {
  type Answer,
  allQuestions,
  ANSWERS_OF,
  exploitationBands,
  NOT_ENOUGH_KNOWN,
  type Question,
  strengthAnswers,
  type ToolDefinition,
  violenceBands,
} from '../domain/tool-definition';
import { screeningPaths } from '../paths';
import { ANSWER_WORDS } from '../screening-words';
import type { ScreeningRow } from '../screenings.queries';
import type { ToolInForce } from '../tool-in-force';
import { AS_ANSWERED } from './screening.form';
import { askedOnlyLastTime } from './present-last-time';
import { whole } from './whole-screening';
import { at, dayBoxes, partsOf, typedDay, typedText } from './typed-fields';

interface Filled {
  typed: Record<string, unknown> | undefined;
  today: Day;
  /** The screening before, whose answers stand beside the questions. */
  before: ScreeningRow | undefined;
}

/** The form of a screening: the questions of the tool in force, with what was typed before. */
export function presentScreeningForm(
  header: CaseHeader,
  tool: ToolInForce | undefined,
  { typed, today, before }: Filled,
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
    answerItems: itemsOf(strengthAnswers),
    domains: definition.domains.map(({ id, title, questions }) => ({
      id,
      title,
      questions: questions.map((question) => ({
        ...presentQuestion(question, typed),
        lastTime: lastTimeOf(question, before),
      })),
    })),
    protectiveFactors: definition.protectiveFactors.map(({ id, text, help }) => {
      const given = at(at(typed, 'protectiveFactors'), id);
      return {
        id,
        text,
        help,
        answer: typedText(given, 'answer'),
        note: typedText(given, 'note'),
        lastTime: strengthLastTime(id, before),
      };
    }),
    judgements: [
      judgement('exploitation', [...exploitationBands, NOT_ENOUGH_KNOWN], typed),
      judgement('violence', [...violenceBands, NOT_ENOUGH_KNOWN], typed),
    ],
    judgementReason: typedText(typed, 'judgementReason'),
    answersToOldQuestions: answersToOldQuestions(definition, typed),
    askedOnlyLastTime: askedOnlyLastTime(definition, before),
  };
}

/** What was answered last time, as a reminder beside the question, or that it was not asked then; "" without a last time. */
function lastTimeOf({ id, text }: Question, before: ScreeningRow | undefined): string {
  const last = before && whole(before);
  const asked = last && allQuestions(last.definition).find((question) => question.id === id);
  if (!before || !last) return '';
  if (!asked)
    return `Last time, on ${dayInWords(before.screened_on)}, this was not asked: there is nothing to compare.`;
  const given = last.answers.questions[id];
  const evidence = given?.evidence ? ` Based on: ${given.evidence}` : '';
  const otherWords = asked.text === text ? '' : ' It was worded otherwise.';
  return `Last time, on ${dayInWords(before.screened_on)}: ${ANSWER_WORDS[given?.answer ?? 'unanswered']}.${otherWords}${evidence}`;
}

/** The same of a strength. */
function strengthLastTime(id: string, before: ScreeningRow | undefined): string {
  const last = before && whole(before);
  if (!before || !last) return '';
  const on = `Last time, on ${dayInWords(before.screened_on)}`;
  if (!last.definition.protectiveFactors.some((factor) => factor.id === id)) {
    return `${on}, this was not asked: there is nothing to compare.`;
  }
  const given = last.answers.protectiveFactors[id];
  return `${on}: ${ANSWER_WORDS[given?.answer ?? 'unanswered']}.${given?.note ? ` Note: ${given.note}` : ''}`;
}

const itemsOf = (answers: readonly Answer[]) => answers.map((value) => ({ value, text: ANSWER_WORDS[value] }));

/** One question as a form shows it. */
export function presentQuestion(
  { id, text, help, recencyMonths, answers, needsEvidence }: Question,
  typed: Record<string, unknown> | undefined,
) {
  const given = at(at(typed, 'answers'), id);
  return {
    id,
    text,
    help,
    items: itemsOf(ANSWERS_OF[answers]),
    needsEvidence: needsEvidence === true,
    /** The form of a screening says what was answered last time. */
    lastTime: '',
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

export type ScreeningFormModel = ReturnType<typeof presentScreeningForm>;
