import { Invalid } from '../../shared/errors';
import { namedMessage } from '../../web/forms/named-message';
import { allQuestions, type ToolDefinition } from '../domain/tool-definition';

/** The same refusal, each problem saying which question it is about: among sixty, “it must be text” tells nobody where. */
export function questionsNamed(error: unknown, definition: ToolDefinition | undefined): unknown {
  if (!(error instanceof Invalid) || definition === undefined) return error;
  const asked = [...allQuestions(definition), ...definition.protectiveFactors];
  const problems = error.problems.map(({ field, message }) => {
    const [, id] = /^(?:answers|protectiveFactors)\.([^.]+)/.exec(field) ?? [];
    const question = asked.find((one) => one.id === id);
    return { field, message: question === undefined ? message : namedMessage(`‘${question.text}’`, message) };
  });
  return new Invalid(problems, error.message);
}
