import { AskExport } from '../../src/exports';
import {
  KeepActivity,
  KeepLearning,
  KeepRisk,
  RecordProgress,
  ScoreRisk,
  SignOffStrategyReview,
  StartStrategyPlan,
} from '../../src/registers';
import { newId } from '../../src/shared/ids';
import type { TestApp } from '../support/test-app';
import type { Visit } from './rich-access';
import { CHAIR, MANAGER } from './rich-case';

export interface RichRegisters {
  activityId: string;
  editionId: string;
  riskId: string;
  learningId: string;
  exportId: string;
  waitingId: string;
}

/** A plan with its review, a risk with a history and one that is closed, a recommendation with evidence and one that is closed. */
export async function someRegisters(test: TestApp): Promise<RichRegisters> {
  const chair = await test.actor(CHAIR);
  const agencyId = test.partnership.agencies['scf'] ?? '';
  const ownerId = test.userId(MANAGER);
  const plan = { startsOn: '2024-04-01', endsOn: '2027-03-31', reviewDueOn: '2026-04-01' };
  await test.get(StartStrategyPlan).run(chair, { title: 'Safer streets', ...plan });
  const activity = {
    priority: 'Tertiary',
    aim: 'Plans',
    activity: 'Name owners',
    successMeasure: 'All named',
    agencyId,
  };
  const days = { ownerIds: [ownerId], startsOn: '2026-04-01', targetOn: '2027-03-31' };
  const keepActivity = test.get(KeepActivity);
  const { id: activityId } = await keepActivity.add(chair, { ...activity, ...days });
  await keepActivity.add(chair, { ...activity, ...days, withdrawnReason: 'Funding ended' });
  const said = { progress: 'Half', percentComplete: 50, ragReason: 'Slow', evidence: 'A count', keptAt: 'Folder 3' };
  await test.get(RecordProgress).run(chair, { id: activityId, version: 1, rag: 'amber', ...said });
  const review = { version: 1, summary: 'Half', changes: 'More', nextDueOn: '2027-04-01' };
  const { id: editionId } = await test.get(SignOffStrategyReview).run(chair, review);
  const risk = {
    ...{ cause: 'No agreement', event: 'Information is late', effect: 'A threat is missed', controls: 'Agreement' },
    ...{ agencyId, ownerId, inherentLikelihood: 5, inherentImpact: 5, currentLikelihood: 4, currentImpact: 5 },
    ...{ targetLikelihood: 2, targetImpact: 4, reviewDueOn: '2026-11-01' },
  };
  const { id: riskId } = await test.get(KeepRisk).add(chair, risk);
  const score = { likelihood: 3, impact: 4, reason: 'Signed by one', reviewDueOn: '2027-02-01' };
  await test.get(ScoreRisk).run(chair, { id: riskId, version: 1, ...score });
  const { id: gone } = await test.get(KeepRisk).add(chair, risk);
  await test.get(KeepRisk).close(chair, { id: gone, version: 1, closedReason: 'Merged' });
  const learning = {
    ...{ reviewKind: 'domestic_homicide' as const, reviewTitle: 'Review of 2025', publishedOn: '2025-06-01' },
    ...{ recommendation: 'Ask about siblings', agencyId, ownerId, dueOn: '2026-12-31' },
  };
  const { id: learningId } = await test.get(KeepLearning).add(chair, learning);
  const entry = { kind: 'evidence' as const, happenedOn: '2026-11-01', text: 'Audit', keptAt: 'Folder 4' };
  await test.get(KeepLearning).addEntry(chair, { id: learningId, ...entry });
  const { id: done } = await test.get(KeepLearning).add(chair, learning);
  await test.get(KeepLearning).addEntry(chair, { id: done, ...entry });
  await test.get(KeepLearning).close(chair, { id: done, version: 1, whatChanged: 'It is asked' });
  const { id: exportId } = await test
    .get(AskExport)
    .run(await test.actor(MANAGER), { kind: 'cases', purpose: 'Board' });
  const waitingId = newId();
  const analyst = await test.actor('analyst@sbc.example');
  // Behind the rules: in a partnership of a few people the service refuses an extract.
  await test.sql(
    `INSERT INTO exports (id, kind, purpose, status, requested_by, agency_id, requested_at, expires_at, detail, least_group, alone_share, withheld_share)
     VALUES ($1, 'evaluation', 'Evaluation', 'waiting', $2, $3, $4::timestamptz, $4::timestamptz + interval '7 days', 3, 5, 90, 10)`,
    [waitingId, analyst.userId, analyst.agencyId, test.clock.now()],
  );
  return { activityId, editionId, riskId, learningId, exportId, waitingId };
}

export function registerVisitsOf({
  activityId,
  editionId,
  riskId,
  learningId,
  exportId,
  waitingId,
}: RichRegisters): Visit[] {
  const read = [
    '/strategy-plan',
    `/strategy-plan/editions/${editionId}`,
    `/strategy-plan/activities/${activityId}`,
    '/risk-register',
    `/risk-register/${riskId}`,
    '/learning',
    `/learning/${learningId}`,
  ];
  const written = [
    '/strategy-plan/new',
    '/strategy-plan/review',
    '/strategy-plan/activities/new',
    `/strategy-plan/activities/${activityId}/change`,
    `/strategy-plan/activities/${activityId}/progress`,
    '/risk-register/new',
    `/risk-register/${riskId}/change`,
    '/learning/new',
    `/learning/${learningId}/change`,
  ];
  return [
    ...[CHAIR, 'analyst@sbc.example'].flatMap((email) => read.map((path): Visit => [email, path])),
    ...written.map((path): Visit => [CHAIR, path]),
    [MANAGER, '/exports'],
    [MANAGER, '/exports/new'],
    [MANAGER, `/exports/${exportId}`],
    ['analyst@sbc.example', '/exports/new'],
    ['governance@sbc.example', '/exports'],
    ['governance@sbc.example', `/exports/${waitingId}`],
    [MANAGER, '/data-quality'],
    [MANAGER, '/data-quality/rules/no_address'],
    [CHAIR, '/data-quality'],
    [CHAIR, '/data-quality/completeness'],
    ['analyst@sbc.example', '/data-quality/completeness'],
    [MANAGER, `/strategy-plan/activities/${activityId}/change`],
  ];
}
