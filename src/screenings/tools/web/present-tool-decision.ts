import type { Day } from '../../../shared/day';
import { toolPaths } from '../../paths';
import { partsOf, typedDay, typedText } from '../../web/typed-fields';
import { obstaclesOf } from '../readiness';
import type { ToolExampleRow, ToolVersionDetail } from '../tools.queries';

/** The form that asks for a draft to be put in force. */
export function presentToolDecision(
  { tool, examples }: { tool: ToolVersionDetail; examples: readonly ToolExampleRow[] },
  { today, typed }: { today: Day; typed?: Record<string, unknown> },
) {
  const decidedOn = typed ? typedDay(typed, 'decidedOn') : partsOf(today);
  const box = (name: 'day' | 'month' | 'year', width: number) => ({
    name: `decidedOn-${name}`,
    label: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    value: decidedOn[name],
    classes: `govuk-input--width-${width}`,
  });
  return {
    backHref: toolPaths.one(tool.id),
    toolTitle: `${tool.definition.title}, version ${tool.number}`,
    action: toolPaths.decision(tool.id),
    version: tool.version,
    obstacles: obstaclesOf(tool, examples),
    decidedOnBoxes: [box('day', 2), box('month', 2), box('year', 4)],
    reason: typedText(typed, 'reason'),
  };
}

export type ToolDecisionModel = ReturnType<typeof presentToolDecision>;
