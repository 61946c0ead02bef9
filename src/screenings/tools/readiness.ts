import { type Actor, hasRole } from '../../platform/access';
import { validateDefinition } from '../domain/validate-definition';
import { runExamples } from './run-examples';
import type { ToolExampleRow, ToolVersionDetail } from './tools.queries';

/** Everything that stands between a draft and being put in force, in words for its editors. */
export const obstaclesOf = (draft: ToolVersionDetail, examples: readonly ToolExampleRow[]): string[] => [
  ...validateDefinition(draft.definition),
  ...runExamples(draft.definition, examples)
    .filter(({ isAsExpected }) => !isAsExpected)
    .map(
      ({ example, problem }) =>
        `The example “${example.title}” does not give what it must. ${problem ?? 'Its bands differ.'}`,
    ),
];

/**
 * Why this person may not be the second one, or null. Two people at the least: whoever agrees neither asked nor wrote in
 * the draft; and one of the two is a panel chair, since what people are screened with is the panel's to decide.
 */
export function whyNotSecond(
  draft: Pick<ToolVersionDetail, 'asked_by' | 'asked_by_chair' | 'drafted_by'>,
  actor: Actor,
): string | null {
  if (draft.asked_by === actor.userId) return 'You asked for it yourself: somebody else must agree.';
  if (draft.drafted_by.includes(actor.userId)) return 'You wrote in this draft yourself: somebody else must agree.';
  if (!draft.asked_by_chair && !hasRole(actor, 'panel_chair')) {
    return 'A panel chair must ask or agree, and neither of you is one.';
  }
  return null;
}
