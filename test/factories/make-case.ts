import { newId } from '../../src/shared/ids';
import type { TestApp } from '../support/test-app';

export interface CaseOptions {
  givenName?: string;
  familyName?: string;
  dateOfBirth?: string;
  /** A screening of this day, and none when left out. */
  screenedOn?: string;
  /** First day in the cohort. */
  cohortSince?: string;
  /** Null: not in the cohort. */
  tier?: 'critical' | 'high' | 'medium' | 'monitoring' | null;
  leadProfessional?: string | null;
  planOwner?: string | null;
  /** E-mails of the only people who may see. */
  restrictedTo?: string[];
  plan?: 'none' | 'draft' | 'awaiting_approval' | 'live';
  /** An active review schedule due on this day (needs a live plan). */
  reviewDueOn?: string;
}

export interface MadeCase {
  individualId: string;
  reference: string;
  planId: string;
  scheduleId: string;
}

/** How many cases each test application has: its first is always Person1, whatever ran before it. */
const casesOf = new WeakMap<TestApp, number>();

/**
 * Puts one case into the database behind the rules: by default in the cohort at tier high, led by lead@scf.example,
 * owned by manager@scf.example, with no plan. The triggers of the schema fill in who may see.
 */
export async function makeCase(test: TestApp, options: CaseOptions = {}): Promise<MadeCase> {
  const made = (casesOf.get(test) ?? 0) + 1;
  casesOf.set(test, made);
  const given = options.givenName ?? `Person${made}`;
  const family = options.familyName ?? 'Demo';
  const ids: MadeCase = {
    individualId: newId(),
    reference: `TC-2026-${String(9000 + made)}`,
    planId: newId(),
    scheduleId: newId(),
  };
  const chair = test.userId('chair@mace.example');
  await test.sql(
    `INSERT INTO individuals (id, reference, given_name, family_name, date_of_birth, search_name, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ids.individualId,
      ids.reference,
      given,
      family,
      options.dateOfBirth ?? '2009-03-27',
      `${given} ${family}`.toLowerCase(),
      chair,
      test.clock.now(),
    ],
  );
  if (options.screenedOn) await arrangeScreening(test, ids, options.screenedOn, chair);
  await arrangeCohort(test, ids, options, chair);
  await arrangeAssignments(test, ids, options, chair);
  if (options.plan && options.plan !== 'none') await arrangePlan(test, ids, options.plan);
  if (options.restrictedTo) {
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [ids.individualId, options.restrictedTo.map((email) => test.userId(email))],
    );
  }
  // Last: from here on a worker may owe reminders about the case, to those who may see it as it stands.
  if (options.reviewDueOn) await arrangeSchedule(test, ids, options.reviewDueOn, chair);
  return ids;
}

async function arrangeCohort(test: TestApp, ids: MadeCase, options: CaseOptions, decidedBy: string): Promise<void> {
  if (options.tier === null) return;
  await test.sql(
    `INSERT INTO cohort_memberships (id, individual_id, panel_id, started_on, tier, strand, is_experiencing, is_perpetrating,
       decision, evidence, evidence_on, decided_by, recorded_at)
     VALUES ($1, $2, $3, $7, $4, 'at_risk', true, NULL, 'Accepted by the panel', 'Injury seen by the school', '2026-05-28', $5, $6)`,
    [
      newId(),
      ids.individualId,
      test.partnership.panelId,
      options.tier ?? 'high',
      decidedBy,
      test.clock.now(),
      options.cohortSince ?? '2026-06-01',
    ],
  );
}

async function arrangeScreening(test: TestApp, ids: MadeCase, screenedOn: string, by: string): Promise<void> {
  await test.sql(
    `INSERT INTO screenings (id, individual_id, screened_on, exploitation_band, violence_band, source, screened_by, agency_id, recorded_at)
     SELECT $1, $2, $3, 'emerging', 'medium', 'imported', u.id, u.agency_id, $3::date FROM users u WHERE u.id = $4`,
    [newId(), ids.individualId, screenedOn, by],
  );
}

async function arrangeAssignments(
  test: TestApp,
  ids: MadeCase,
  options: CaseOptions,
  assignedBy: string,
): Promise<void> {
  const holders = [
    ['lead_professional', options.leadProfessional === undefined ? 'lead@scf.example' : options.leadProfessional],
    ['plan_owner', options.planOwner === undefined ? 'manager@scf.example' : options.planOwner],
  ] as const;
  for (const [kind, email] of holders) {
    if (email === null) continue;
    await test.sql(
      `INSERT INTO assignments (id, individual_id, kind, user_id, agency_id, started_at, assigned_by)
       SELECT $1, $2, $3, u.id, u.agency_id, '2026-06-01', $4 FROM users u WHERE u.id = $5`,
      [newId(), ids.individualId, kind, assignedBy, test.userId(email)],
    );
  }
}

async function arrangePlan(
  test: TestApp,
  ids: MadeCase,
  status: 'draft' | 'awaiting_approval' | 'live',
): Promise<void> {
  const isSubmitted = status !== 'draft';
  await test.sql(
    `INSERT INTO plans (id, individual_id, status, current_edition, submitted_by, submitted_at, approved_by, approved_at, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '2026-06-02')`,
    [
      ids.planId,
      ids.individualId,
      status,
      status === 'live' ? 1 : null,
      isSubmitted ? test.userId('lead@scf.example') : null,
      isSubmitted ? '2026-06-03' : null,
      status === 'live' ? test.userId('manager@scf.example') : null,
      status === 'live' ? '2026-06-04' : null,
      test.userId('lead@scf.example'),
    ],
  );
}

async function arrangeSchedule(test: TestApp, ids: MadeCase, dueOn: string, madeBy: string): Promise<void> {
  await test.sql(
    `INSERT INTO review_schedules (id, plan_id, individual_id, rule, explanation, window_from, due_on, made_by, made_at)
     VALUES ($1, $2, $3, 'High tier: within 6 weeks', 'Plans of people in the high tier are reviewed within 6 weeks.', $4::date - 14, $4, $5, '2026-06-04')`,
    [ids.scheduleId, ids.planId, ids.individualId, dueOn, madeBy],
  );
}
