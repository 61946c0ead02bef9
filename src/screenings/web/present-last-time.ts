import { bandWords } from '../../individuals';
import { dayInWords } from '../../shared/day';
import { allQuestions } from '../domain/tool-definition';
import { ANSWER_WORDS } from '../screening-words';
import type { ScreeningRow } from '../screenings.queries';
import { whole } from './whole-screening';

/** This screening beside the one before it: the figures, then every answer that changed to a question both asked. */
export function presentLastTime(row: ScreeningRow, before: ScreeningRow) {
  return {
    figures: figuresOf(row).map(([name, text], at) => ({ name, now: text, then: figuresOf(before)[at]?.[1] ?? '' })),
    changes: changesBetween(row, before),
    isSameTool: row.tool_version_id !== null && row.tool_version_id === before.tool_version_id,
    hadAnswers: whole(before) !== null,
  };
}

function figuresOf(row: ScreeningRow): [string, string][] {
  const result = whole(row)?.result;
  const none = 'No answers';
  return [
    ['Screened on', dayInWords(row.screened_on)],
    ['Exploitation', bandWords(row.judged_exploitation_band ?? row.exploitation_band)],
    ['Exploitation points', result ? String(result.exploitation.points) : none],
    ['Violence', bandWords(row.judged_violence_band ?? row.violence_band)],
    ['Violence points', result ? String(result.violence.points) : none],
    ['Not known', result ? `${result.notKnown} of ${result.total}` : none],
    ['Not answered', result ? `${result.unanswered} of ${result.total}` : none],
  ];
}

function changesBetween(row: ScreeningRow, before: ScreeningRow) {
  const [now, then] = [whole(row), whole(before)];
  if (!now || !then) return [];
  const askedThen = new Set(allQuestions(then.definition).map(({ id }) => id));
  return allQuestions(now.definition)
    .filter(({ id }) => askedThen.has(id))
    .map(({ id, text }) => ({
      name: text,
      now: ANSWER_WORDS[now.answers.questions[id]?.answer ?? 'unanswered'],
      then: ANSWER_WORDS[then.answers.questions[id]?.answer ?? 'unanswered'],
    }))
    .filter((change) => change.now !== change.then);
}
