import type { ToolDefinition } from '../domain/tool-definition';
import type { KeptAnswers, KeptResult } from '../kept-screening';
import type { ScreeningRow } from '../screenings.queries';

export interface WholeScreening {
  definition: ToolDefinition;
  answers: KeptAnswers;
  result: KeptResult;
}

/** Null for an imported screening, which has no answers behind it. */
export function whole({ definition, answers, result }: ScreeningRow): WholeScreening | null {
  if (definition === null || answers === null || result === null) return null;
  return { definition, answers, result };
}
