import { type AuditAnswers, DrawAuditSample, type PlanAuditResult, RecordPlanAudit } from '../plans';
import { addDays, addMonths, dayInLondon } from '../shared/day';
import type { History } from './history';
import type { Stage } from './stage';

const CHAIR = 'chair@mace.example';
const SAMPLE = 4;

const SOUND: AuditAnswers = {
  ...{ reason: '4', needs: '3', risks: '3', answered: '3', actions: '3' },
  ...{ voice: '4', safety: '3', family: '3', fairness: '3' },
};
const GOOD = {
  answers: SOUND,
  grade: 'good' as const,
  strengths: 'The person is quoted, and it shows in the goals.',
  findings: '',
};
const WEAK = {
  answers: { ...SOUND, actions: '2' as const, safety: '2' as const },
  grade: 'requires_improvement' as const,
  strengths: 'The reason is clear and dated.',
  findings: 'Two actions have no date, and nobody is named for the night.',
};

/** Once a quarter the chair, who approved none of them, looks closely at a few plans, one of them found wanting; the newest sample is still being read. */
export function tellAudits(stage: Stage, history: History, start: Date, until: Date): void {
  for (let month = addMonths(dayInLondon(start), 8); month <= dayInLondon(until); month = addMonths(month, 3)) {
    const isNewest = addMonths(month, 3) > dayInLondon(until);
    history.at(new Date(`${month}T10:00:00Z`), async () => {
      const { ids } = await stage.sitting(CHAIR, (tx) => stage.verb(DrawAuditSample).within(tx, { size: SAMPLE }));
      const read = isNewest ? ids.slice(0, -1) : ids;
      for (const [at, id] of read.entries())
        await stage.sitting(CHAIR, (tx) => {
          const found = at === 0 ? { ...WEAK, reAuditOn: addDays(tx.today, 90) } : { ...GOOD, reAuditOn: null };
          return stage.verb(RecordPlanAudit).within(tx, { id, version: 1, ...found } satisfies PlanAuditResult);
        });
    });
  }
}
