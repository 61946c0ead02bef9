import type { Tier } from '../individuals';
import { demonstrationTool, RecordScreening, type ToolDefinition } from '../screenings';
import type { Day } from '../shared/day';
import type { Chance } from './chance';
import type { Stage } from './stage';

type Answers = Parameters<RecordScreening['run']>[1]['answers'];

const SHARE_YES: Record<Tier, number> = { critical: 0.55, high: 0.4, medium: 0.22, monitoring: 0.1 };

export function screen(
  stage: Stage,
  chance: Chance,
  { individualId, tier, lead, today }: { individualId: string; tier: Tier; lead: string; today: Day },
): Promise<void> {
  return stage.sitting(lead, async (tx) => {
    const answers = answersFor(demonstrationTool, chance, tier);
    await stage.verb(RecordScreening).within(tx, { individualId, screenedOn: today, answers });
  });
}

/** Answers such as a practitioner gives: some yes, some possible, and always something nobody knows yet. */
function answersFor(tool: ToolDefinition, chance: Chance, tier: Tier): Answers {
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
