import { bandWords } from '../../individuals';
import { dayInWords } from '../../shared/day';
import { compareDefinitions } from '../domain/compare-definitions';
import { type Answer, allQuestions, type ToolDefinition } from '../domain/tool-definition';
import { ANSWER_WORDS } from '../screening-words';
import type { ScreeningRow } from '../screenings.queries';
import { whole, type WholeScreening } from './whole-screening';

/**
 * This screening beside the one before it: the figures, then every answer and strength that changed. Of two versions of
 * the tool only what both ask is compared, what was asked once is listed, and points that mean different things say so.
 */
export function presentLastTime(row: ScreeningRow, before: ScreeningRow) {
  const [now, then] = [whole(row), whole(before)];
  const isSameTool = row.tool_version_id !== null && row.tool_version_id === before.tool_version_id;
  return {
    figures: figuresOf(row).map(([name, text], at) => ({
      name,
      was: '',
      now: text,
      then: figuresOf(before)[at]?.[1] ?? '',
    })),
    changes: now && then ? changesBetween(now, then) : [],
    strengths: now && then ? strengthsBetween(now, then) : [],
    isSameTool,
    hadAnswers: then !== null,
    versions: now && then && !isSameTool ? versionsBetween(now, then) : null,
  };
}

/**
 * What the version of last time asked and the one in force does not, with what was answered: shown beside this time's
 * questions, so that nothing known is lost with a new version.
 */
export function askedOnlyLastTime(definition: ToolDefinition, before: ScreeningRow | undefined) {
  const then = before && whole(before);
  if (!before || !then) return null;
  const asked = new Set([...allQuestions(definition), ...definition.protectiveFactors].map(({ id }) => id));
  const { questions, protectiveFactors } = then.answers;
  const gone = [
    ...allQuestions(then.definition).map(({ id, text }) => said(id, text, questions[id], questions[id]?.evidence)),
    ...then.definition.protectiveFactors.map(({ id, text }) =>
      said(id, text, protectiveFactors[id], protectiveFactors[id]?.note),
    ),
  ].filter(({ id }) => !asked.has(id));
  return gone.length === 0 ? null : { on: before.screened_on, questions: gone };
}

const said = (id: string, text: string, given: { answer: Answer } | undefined, basis: string | null | undefined) => ({
  id,
  text,
  answer: ANSWER_WORDS[given?.answer ?? 'unanswered'],
  basis: basis ?? '',
});

function figuresOf(row: ScreeningRow): [string, string][] {
  const screening = whole(row);
  const result = screening?.result;
  const none = 'No answers';
  return [
    ['Screened on', dayInWords(row.screened_on)],
    ['Tool', screening ? `${screening.definition.title}, version ${screening.definition.version}` : none],
    ['Exploitation', bandWords(row.judged_exploitation_band ?? row.exploitation_band)],
    ['Exploitation points', result ? String(result.exploitation.points) : none],
    ['Violence', bandWords(row.judged_violence_band ?? row.violence_band)],
    ['Violence points', result ? String(result.violence.points) : none],
    ['Not known', result ? `${result.notKnown} of ${result.total}` : none],
    ['Not answered', result ? `${result.unanswered} of ${result.total}` : none],
  ];
}

function changesBetween(now: WholeScreening, then: WholeScreening) {
  const askedThen = new Map(allQuestions(then.definition).map((question) => [question.id, question]));
  return allQuestions(now.definition)
    .filter(({ id }) => askedThen.has(id))
    .map(({ id, text }) => ({
      name: text,
      /** The question as it was put then, when it was put otherwise. */
      was: askedThen.get(id)?.text === text ? '' : (askedThen.get(id)?.text ?? ''),
      now: ANSWER_WORDS[now.answers.questions[id]?.answer ?? 'unanswered'],
      then: ANSWER_WORDS[then.answers.questions[id]?.answer ?? 'unanswered'],
    }))
    .filter((change) => change.now !== change.then);
}

function strengthsBetween(now: WholeScreening, then: WholeScreening) {
  const askedThen = new Set(then.definition.protectiveFactors.map(({ id }) => id));
  return now.definition.protectiveFactors
    .filter(({ id }) => askedThen.has(id))
    .map(({ id, text }) => ({
      name: text,
      was: '',
      now: ANSWER_WORDS[now.answers.protectiveFactors[id]?.answer ?? 'unanswered'],
      then: ANSWER_WORDS[then.answers.protectiveFactors[id]?.answer ?? 'unanswered'],
    }))
    .filter((change) => change.now !== change.then);
}

function versionsBetween(now: WholeScreening, then: WholeScreening) {
  const found = compareDefinitions(then.definition, now.definition);
  const answered = ({ definition, answers }: WholeScreening, codes: readonly string[]) =>
    allQuestions(definition)
      .filter(({ id }) => codes.includes(id))
      .map(({ id, text }) => ({ text, answer: ANSWER_WORDS[answers.questions[id]?.answer ?? 'unanswered'] }));
  const isCountedOtherwise =
    found.isScoredOtherwise || [found.added, found.removed, found.reweighed].some(({ length }) => length > 0);
  return {
    isCountedOtherwise,
    groups: [
      { title: 'Asked only this time', questions: answered(now, found.added) },
      { title: 'Asked only last time', questions: answered(then, found.removed) },
    ].filter(({ questions }) => questions.length > 0),
  };
}
