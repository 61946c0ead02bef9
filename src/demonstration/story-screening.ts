import type { RecordScreening, ToolDefinition } from '../screenings';
import type { Tier } from '../individuals';
import type { Chance } from './chance';

type Answers = Parameters<RecordScreening['run']>[1]['answers'];

const SHARE_YES: Record<Tier, number> = { critical: 0.55, high: 0.4, medium: 0.22, monitoring: 0.1 };

/** Answers such as a practitioner gives: some yes, some possible, and always something nobody knows yet. */
export function answersFor(tool: ToolDefinition, chance: Chance, tier: Tier): Answers {
  const answers: Answers = {};
  for (const question of tool.domains.flatMap((domain) => domain.questions)) {
    if (chance.happens(0.05)) continue;
    const answer = chance.weighted([
      ['yes' as const, SHARE_YES[tier]],
      ['possible' as const, 0.12],
      ['unknown' as const, 0.12],
      ['no' as const, 0.76 - SHARE_YES[tier]],
    ]);
    answers[question.id] =
      answer === 'yes' ? { answer, evidence: 'Seen by the worker and confirmed by another agency.' } : { answer };
  }
  return answers;
}
