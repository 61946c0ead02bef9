import { DrawAuditSample, RecordPlanAudit } from '../../src/plans';
import type { TestApp } from '../support/test-app';

const SCORES = {
  reason: '4',
  needs: '3',
  risks: '2',
  answered: '2',
  actions: '3',
  voice: '4',
  safety: '3',
  family: 'na',
  fairness: '3',
} as const;

/** Two plans drawn for audit by the chair: one done, with a day for the second look, and one to do. */
export async function someAudits(test: TestApp): Promise<string[]> {
  const chair = await test.actor('chair@mace.example');
  const { ids } = await test.get(DrawAuditSample).run(chair, { size: 2 });
  const [id = ''] = ids;
  await test.get(RecordPlanAudit).run(chair, {
    id,
    version: 1,
    answers: SCORES,
    grade: 'requires_improvement',
    strengths: 'He is quoted, and it changed the plan',
    findings: 'Two risks have no action',
    reAuditOn: '2026-12-21',
  });
  return ids;
}
