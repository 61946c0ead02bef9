import {
  AddContingency,
  AddGoal,
  AddPlanAction,
  AddPlanEntry,
  AddRisk,
  ApprovePlan,
  COMPULSORY_NEEDS,
  CoverFactor,
  EndRisk,
  ENTRY_SECTIONS,
  LinkPlan,
  NEED_DOMAINS,
  type NeedStatus,
  ReturnPlan,
  SetGoalStatus,
  SetNeeds,
  StartPlan,
  SubmitPlan,
} from '../../src/plans';
import { UpdateAction } from '../../src/actions';
import type { TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';
const MANAGER = 'manager@scf.example';
const OFFICER = 'officer@tvp.example';
const STATUSES: NeedStatus[] = ['met', 'unmet', 'not_applicable', 'not_yet_known'];

interface WrittenPlan {
  planId: string;
  /** Two of the lead professional, two of the officer, the last for the police alone. */
  actionIds: string[];
}

/** A plan with every section, returned once, live in its second edition, with a change that nobody has sent yet. */
export async function livePlan(test: TestApp, individualId: string): Promise<WrittenPlan> {
  const { planId, actionIds } = await sentPlan(test, individualId);
  const [lead, manager] = [await test.actor(LEAD), await test.actor(MANAGER)];
  const seen = () => seenPlan(test, planId);
  await test.get(ReturnPlan).run(manager, { ...(await seen()), comment: 'Say who tells the family' });
  await test.get(SubmitPlan).run(lead, await seen());
  await test.get(ApprovePlan).run(manager, await seen());
  const goalId = await addGoal(test, planId);
  await test.get(SetGoalStatus).run(lead, { ...(await seen()), goalId, status: 'achieved' });
  await test.get(SubmitPlan).run(lead, await seen());
  await test.get(ApprovePlan).run(manager, await seen());
  await addGoal(test, planId);
  return { planId, actionIds };
}

/** A plan with every section that waits for a manager. */
export async function sentPlan(test: TestApp, individualId: string): Promise<WrittenPlan> {
  const lead = await test.actor(LEAD);
  const { planId } = await test.get(StartPlan).run(lead, { individualId });
  const seen = () => seenPlan(test, planId);
  const needs = NEED_DOMAINS.map((domain, at) => {
    const status = STATUSES[at % STATUSES.length] ?? 'unmet';
    return { domain, status, detail: `Asked about it: ${domain}` };
  });
  if (needs.length < COMPULSORY_NEEDS.length) throw new Error('Every plan answers the compulsory needs.');
  await test.get(SetNeeds).run(lead, { ...(await seen()), needs });
  const risk = { factor: 'Threats by older boys', protectiveFactors: 'His aunt' };
  const threat = await test
    .get(AddRisk)
    .run(lead, await seen(), { ...risk, direction: 'from_others', level: 'very_high' });
  const past = await test.get(AddRisk).run(lead, await seen(), { ...risk, direction: 'to_self', level: 'low' });
  await test.get(EndRisk).run(lead, { ...(await seen()), riskId: past.id });
  await addGoal(test, planId);
  for (const section of ENTRY_SECTIONS) {
    const answer = section === 'voice' ? { voiceAnswer: 'partly' as const } : {};
    await test
      .get(AddPlanEntry)
      .run(lead, await seen(), { section, text: `What was said\nabout ${section}`, ...answer });
  }
  const action = { description: 'Arrange a mentor', kind: 'support' as const, dueOn: '2026-12-10' };
  const officer = { ...action, kind: 'disrupt' as const, ownerId: test.userId(OFFICER) };
  const own = { ...action, ownerId: test.userId(LEAD) };
  const actionIds: string[] = [];
  for (const mine of [own, { ...own, description: 'Arrange a second mentor' }, { ...officer, dueOn: '2026-07-01' }]) {
    actionIds.push((await test.get(AddPlanAction).run(lead, await seen(), mine)).id);
  }
  await writeSafety(test, planId, threat.id, actionIds[0] ?? '');
  const update = { standing: 'slipping' as const, percentComplete: 40, text: 'Waits for the school' };
  for (const id of actionIds) await test.get(UpdateAction).run(lead, { id, ...update });
  if (await isOnCase(test, individualId, OFFICER)) {
    const kept = { ...officer, description: 'Warrant at the address', visibility: 'police_only' as const };
    actionIds.push((await test.get(AddPlanAction).run(await test.actor(OFFICER), await seen(), kept)).id);
  }
  await test.get(SubmitPlan).run(lead, await seen());
  return { planId, actionIds };
}

/** What answers the risk and why else nothing does, what is done if they are missing, and a plan that lives elsewhere. */
async function writeSafety(test: TestApp, planId: string, factorId: string, actionId: string): Promise<void> {
  const lead = await test.actor(LEAD);
  const seen = () => seenPlan(test, planId);
  const explanation = 'A second action waits for the school';
  await test.get(CoverFactor).run(lead, { ...(await seen()), factorId, actionIds: [actionId], explanation });
  await test.get(AddContingency).run(lead, await seen(), {
    kind: 'missing',
    ifThis: 'Missing an hour after the agreed time',
    thenThis: 'Call the aunt, then the missing protocol',
    who: 'Duty worker',
  });
  await test.get(LinkPlan).run(lead, await seen(), {
    kind: 'child_in_need',
    heldBy: 'Assessment team',
    reference: 'CIN-1',
    contact: 'Duty desk',
    reviewOn: '2026-12-15',
  });
}

/** A risk of the plan that has not ended. */
export async function riskOf(test: TestApp, planId: string): Promise<string> {
  const [risk] = await test.sql<{ id: string }>(
    'SELECT id FROM plan_risks WHERE plan_id = $1 AND ended_on IS NULL ORDER BY id LIMIT 1',
    [planId],
  );
  if (!risk) throw new Error('The plan has no risk.');
  return risk.id;
}

async function addGoal(test: TestApp, planId: string): Promise<string> {
  const seen = await seenPlan(test, planId);
  const goal = await test.get(AddGoal).run(await test.actor(LEAD), seen, {
    wordsOfThePerson: 'Get home without looking over my shoulder',
    practitionerWording: 'No new assault for 12 weeks',
    // Another goal each time: the same words at once would be the same goal sent twice.
    measure: `Reports of school and police, change ${seen.version}`,
    targetOn: '2026-12-31',
  });
  return goal.id;
}

async function seenPlan(test: TestApp, planId: string): Promise<{ planId: string; version: number }> {
  const [row] = await test.sql<{ version: number }>('SELECT version FROM plans WHERE id = $1', [planId]);
  return { planId, version: row?.version ?? 0 };
}

async function isOnCase(test: TestApp, individualId: string, email: string): Promise<boolean> {
  const rows = await test.sql('SELECT 1 FROM assignments WHERE individual_id = $1 AND user_id = $2', [
    individualId,
    test.userId(email),
  ]);
  return rows.length > 0;
}
