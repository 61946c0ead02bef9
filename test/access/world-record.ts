import type { TestApp } from '../support/test-app';
import type { State } from './vocabulary';

/** The ids by which one record is asked for. */
export interface CaseRecord {
  state: State;
  individualId: string;
  reference: string;
  planId: string;
  noteId: string;
  assignmentId: string;
  screeningId: string;
  membershipId: string;
  reviewId: string;
  scheduleId: string;
  actionId: string;
  riskId: string;
  contingencyId: string;
  linkedPlanId: string;
  goalId: string;
  factId: string;
  relationshipId: string;
  memberId: string;
  claimId: string;
  meetingId: string;
  itemId: string;
  /** Versions of what is edited, by table. */
  versions: Record<string, number>;
}

export async function recordOf(
  test: TestApp,
  state: State,
  individualId: string,
  meetingId: string,
): Promise<CaseRecord> {
  const versions: Record<string, number> = {};
  const one = async (table: string, where: string): Promise<string> => {
    const [row] = await test.sql<{ id: string; version?: number; reference?: string }>(
      `SELECT t.* FROM ${table} t WHERE ${where} ORDER BY t.id LIMIT 1`,
      [individualId],
    );
    if (!row) throw new Error(`No row of ${table} in the ${state} record.`);
    if (row.version !== undefined) versions[table] = row.version;
    return row.id;
  };
  const [person] = await test.sql<{ reference: string; version: number }>(
    'SELECT reference, version FROM individuals WHERE id = $1',
    [individualId],
  );
  versions['individuals'] = person?.version ?? 0;
  versions['meetings'] = 1;
  const planId = await one('plans', 't.individual_id = $1');
  return {
    state,
    individualId,
    reference: person?.reference ?? '',
    planId,
    noteId: await one('notes', `t.individual_id = $1 AND t.text = 'Home visit'`),
    assignmentId: await one('assignments', `t.individual_id = $1 AND t.ended_at IS NULL AND t.kind = 'practitioner'`),
    screeningId: await one('screenings', 't.individual_id = $1'),
    membershipId: await one(
      'cohort_memberships',
      `t.individual_id = $1 AND t.exit_reason IS DISTINCT FROM 'superseded'`,
    ),
    reviewId: await one('reviews', 't.individual_id = $1'),
    scheduleId: await one('review_schedules', `t.individual_id = $1 AND t.status <> 'completed'`),
    actionId: await one(
      'actions',
      `t.individual_id = $1 AND t.visibility = 'all_agencies' AND t.status ${state === 'closed' ? "<> 'x'" : "= 'open'"}`,
    ),
    riskId: await one('plan_risks', 't.individual_id = $1'),
    contingencyId: await one('plan_contingencies', 't.individual_id = $1'),
    linkedPlanId: await one('linked_plans', 't.individual_id = $1'),
    goalId: await one('plan_goals', 't.individual_id = $1'),
    factId: await one('individual_addresses', 't.individual_id = $1'),
    relationshipId: await one('individual_relationships', `t.individual_id = $1 AND t.visibility = 'all_agencies'`),
    memberId: await one('family_members', 't.individual_id = $1'),
    claimId: await one('family_champion_claims', 't.individual_id = $1'),
    meetingId,
    itemId: await one('meeting_items', 't.individual_id = $1'),
    versions,
  };
}
