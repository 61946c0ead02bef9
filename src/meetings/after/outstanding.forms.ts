import { checked } from '../../platform/http';
import { type FieldProblem, Invalid } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { namedMessage } from '../../web/forms/named-message';
import { typedText } from '../../web/forms/typed-text';
import { AnswerForm } from './after.forms';
import type { AnsweredAction } from './answer-action';

type Body = Record<string, unknown>;

/** The field of one row: `answer-…`, `words-…`, `version-…` with the id of its action. */
export const rowField = (part: 'answer' | 'words' | 'version', actionId: string): string => `${part}-${actionId}`;

/** The actions of the form in its order, as the page numbers them. */
const rowsOf = (body: Body): string[] =>
  Object.keys(body)
    .filter((name) => name.startsWith('version-'))
    .map((name) => name.slice('version-'.length))
    .filter(isId);

/** @throws Invalid naming every row that is half filled in, or saying that none is: a row left blank is left for later */
export function answersOf(body: Body): Omit<AnsweredAction, 'meetingId'>[] {
  const problems: FieldProblem[] = [];
  const answered = rowsOf(body).filter(
    (id) => typedText(body[rowField('words', id)]).trim() !== '' || Boolean(body[rowField('answer', id)]),
  );
  const answers = answered.flatMap((actionId) => {
    const row = {
      version: body[rowField('version', actionId)],
      answer: body[rowField('answer', actionId)],
      words: typedText(body[rowField('words', actionId)]),
    };
    try {
      return [{ actionId, ...checked(AnswerForm, row) }];
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      problems.push(...error.problems.map(({ field, message }) => ({ field: `${actionId}.${field}`, message })));
      return [];
    }
  });
  if (answered.length === 0)
    problems.push({ field: 'main-content', message: 'Say what became of one action at least, or go on to the cases' });
  if (problems.length > 0) throw new Invalid(problems);
  return answers;
}

/** The problems of form and verb under the names of the page's own boxes, each with the number of its row. */
export function fieldsOfRows(body: Body, problems: FieldProblem[]): FieldProblem[] {
  const rows = rowsOf(body);
  return problems.map(({ field, message }) => {
    const [actionId = '', part] = field.split('.');
    const number = rows.indexOf(actionId) + 1;
    if (number === 0) return { field, message };
    const name = rowField(part === 'words' || part === 'outcome' ? 'words' : 'answer', actionId);
    return { field: name, message: namedMessage(`Action ${number}`, message) };
  });
}
