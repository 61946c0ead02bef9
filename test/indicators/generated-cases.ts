import { newId } from '../../src/shared/ids';
import type { TestApp } from '../support/test-app';
import { makeCase, type MadeCase } from '../factories';
import { installDemonstrationTool } from '../screenings/answers';

/** What was put into the database about one person: the known answers are worked out from this, in plain JavaScript. */
export interface Known {
  made: MadeCase;
  agency: string;
  isIn: boolean;
  age: number;
  entered: string;
  screenedOn: string | null;
  hasTool: boolean;
  isPlanned: boolean;
  isOverdue: boolean;
  hasLead: boolean;
  hasOwner: boolean;
  domains: number;
  /** For each unmet need or risk, whether an action answers it. */
  factors: boolean[];
  needsAnswered: boolean;
  audit: 'good' | 'inadequate' | null;
  left: 'stepped_down' | 'moved_area' | null;
  cameBack: boolean;
  reviewOnTime: boolean | null;
  lowerBand: boolean | null;
}

const FOUR = ['mental_health', 'speech_language_communication', 'learning_disability', 'adverse_childhood_experiences'];
const OWNERS = ['manager@scf.example', 'officer@tvp.example', null];

/** Thirty people about whom each thing is true by a rhythm of its own, so that every indicator has somebody on each side. */
export async function generatedCases(test: TestApp, count = 30): Promise<Known[]> {
  await installDemonstrationTool(test);
  const [tool] = await test.sql<{ id: string }>(`SELECT id FROM screening_tool_versions WHERE status = 'in_force'`);
  const known: Known[] = [];
  for (let n = 0; n < count; n += 1) known.push(await oneCase(test, n, tool?.id ?? ''));
  return known;
}

async function oneCase(test: TestApp, n: number, toolId: string): Promise<Known> {
  const owner = OWNERS[n % 3] ?? null;
  const isPlanned = n % 4 !== 0;
  const isOverdue = isPlanned && n % 5 === 0;
  const entered = n % 7 === 0 ? '2026-11-10' : '2026-03-01';
  const hasLead = n % 6 !== 0;
  const birth = `${2003 + (n % 10)}-11-${n % 2 === 0 ? '21' : '22'}`;
  const made = await makeCase(test, {
    dateOfBirth: birth,
    cohortSince: entered,
    leadProfessional: hasLead ? 'nurse@health.example' : null,
    planOwner: owner,
    plan: isPlanned ? 'live' : 'none',
    ...(isPlanned ? { reviewDueOn: isOverdue ? '2026-11-01' : '2026-12-20' } : {}),
  });
  const known: Known = {
    made,
    agency: owner ?? (hasLead ? 'nurse@health.example' : 'none'),
    isIn: true,
    age: ageOn(birth, '2026-11-21'),
    entered,
    screenedOn: n % 3 === 0 ? null : n % 3 === 1 ? '2026-05-21' : '2026-05-22',
    hasTool: n % 2 === 0,
    isPlanned,
    isOverdue,
    hasLead,
    hasOwner: owner !== null,
    domains: isPlanned ? (n % 3) + 2 : 0,
    factors: [],
    needsAnswered: true,
    audit: isPlanned && n % 8 === 1 ? 'good' : isPlanned && n % 8 === 3 ? 'inadequate' : null,
    left: n % 10 === 9 ? 'stepped_down' : n % 10 === 8 ? 'moved_area' : null,
    cameBack: n % 11 === 7,
    reviewOnTime: isPlanned && n % 6 === 1 ? true : isPlanned && n % 6 === 2 ? false : null,
    lowerBand: null,
  };
  if (known.screenedOn) await screening(test, made, known.screenedOn, known.hasTool ? toolId : null, 'high');
  if (isPlanned) await planParts(test, known, n);
  if (known.audit) await audit(test, made, known.audit);
  if (known.reviewOnTime !== null) await heldReview(test, made, known.reviewOnTime);
  if (known.left) await leaves(test, known);
  if (known.cameBack) await earlierPeriod(test, made);
  return known;
}

function ageOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return birth.slice(5) > day.slice(5) ? years - 1 : years;
}

const chairOf = (test: TestApp): string => test.userId('chair@mace.example');

const screening = (test: TestApp, { individualId }: MadeCase, on: string, tool: string | null, violence: string) =>
  test.sql(
    `INSERT INTO screenings (id, individual_id, tool_version_id, screened_on, exploitation_band, violence_band, source, screened_by, agency_id, recorded_at)
     SELECT $1, $2, $3, $4, 'emerging', $5, CASE WHEN $3::uuid IS NULL THEN 'imported' ELSE 'recorded' END, u.id, u.agency_id, $4::date FROM users u WHERE u.id = $6`,
    [newId(), individualId, tool, on, violence, chairOf(test)],
  );

async function planParts(test: TestApp, known: Known, n: number): Promise<void> {
  const { made } = known;
  for (const [at, domain] of FOUR.entries()) {
    const isUnmet = at === 0 && n % 2 === 1;
    const needId = newId();
    await test.sql(
      `INSERT INTO plan_needs (id, plan_id, individual_id, domain, status, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, '2026-06-04')`,
      [
        needId,
        made.planId,
        made.individualId,
        domain,
        at >= known.domains ? 'not_yet_known' : isUnmet ? 'unmet' : 'met',
        chairOf(test),
      ],
    );
    if (!isUnmet) continue;
    const isAnswered = n % 3 !== 0;
    if (isAnswered) known.lowerBand = await answer(test, made, { needId }, n);
    known.factors.push(isAnswered);
    known.needsAnswered = isAnswered;
  }
  if (n % 5 !== 2) return;
  const riskId = newId();
  await test.sql(
    `INSERT INTO plan_risks (id, plan_id, individual_id, factor, direction, level, recorded_by, recorded_at) VALUES ($1, $2, $3, 'Carries a knife', 'to_others', 'high', $4, '2026-06-04')`,
    [riskId, made.planId, made.individualId, chairOf(test)],
  );
  known.factors.push(false);
}

/** An action for the need: done this quarter for every other one, and then a lower band for every fourth. */
async function answer(
  test: TestApp,
  made: MadeCase,
  { needId }: { needId: string },
  n: number,
): Promise<boolean | null> {
  const actionId = newId();
  const isDone = n % 4 === 1;
  await test.sql(
    `INSERT INTO actions (id, individual_id, made_in, made_in_id, description, kind, owner_id, owner_agency_id, due_on, status, outcome, closed_at, created_by, created_at)
     SELECT $1, $2, 'plan', $3, 'Mentor', 'support', u.id, u.agency_id, $4, $5, $6, $7, u.id, '2026-06-04' FROM users u WHERE u.id = $8`,
    [
      actionId,
      made.individualId,
      made.planId,
      isDone ? '2026-10-20' : '2026-10-10',
      isDone ? 'done' : 'open',
      isDone ? 'Went well' : null,
      isDone ? '2026-10-15T09:00:00Z' : null,
      test.userId('officer@tvp.example'),
    ],
  );
  await test.sql(
    `INSERT INTO plan_factor_actions (id, plan_id, individual_id, need_id, action_id, linked_by, linked_at) VALUES ($1, $2, $3, $4, $5, $6, '2026-06-05')`,
    [newId(), made.planId, made.individualId, needId, actionId, chairOf(test)],
  );
  if (!isDone) return null;
  await screening(test, made, '2026-01-10', null, 'high');
  const isLower = n % 8 === 1;
  await screening(test, made, '2026-11-02', null, isLower ? 'medium' : 'high');
  return isLower;
}

const audit = (test: TestApp, made: MadeCase, grade: string) =>
  test.sql(
    `INSERT INTO plan_audits (id, plan_id, individual_id, edition, sample_id, status, tool_version, grade, re_audit_on, drawn_by, drawn_at, audited_by, audited_at)
     VALUES ($1, $2, $3, 1, $1, 'done', 1, $4, '2027-01-01', $5, '2026-09-01', $5, '2026-09-02')`,
    [newId(), made.planId, made.individualId, grade, chairOf(test)],
  );

async function heldReview(test: TestApp, made: MadeCase, isOnTime: boolean): Promise<void> {
  const scheduleId = newId();
  const reviewId = newId();
  await test.sql(
    `INSERT INTO review_schedules (id, plan_id, individual_id, rule, explanation, window_from, due_on, status, made_by, made_at)
     VALUES ($1, $2, $3, 'Of the test', 'Of the test', '2026-10-01', '2026-10-15', 'completed', $4, '2026-09-01')`,
    [scheduleId, made.planId, made.individualId, chairOf(test)],
  );
  await test.sql(
    `INSERT INTO reviews (id, schedule_id, plan_id, individual_id, held_on, deadline_on, person_view_answer, person_view, summary, decision, rationale, held_by, recorded_by, recorded_at)
     VALUES ($1, $2, $3, $4, $5, '2026-10-15', 'agrees', 'Fine', 'Held', 'continue', 'Because', $6, $6, $5::date)`,
    [reviewId, scheduleId, made.planId, made.individualId, isOnTime ? '2026-10-15' : '2026-10-16', chairOf(test)],
  );
  await test.sql(
    `INSERT INTO review_attendees (id, review_id, individual_id, name, agency_id, attended)
     SELECT gen_random_uuid(), $1, $2, u.display_name, u.agency_id, u.email = 'officer@tvp.example' FROM users u
      WHERE u.email IN ('officer@tvp.example', 'nurse@health.example')`,
    [reviewId, made.individualId],
  );
}

async function leaves(test: TestApp, known: Known): Promise<void> {
  known.isIn = false;
  await test.sql(
    `UPDATE cohort_memberships SET ended_on = '2026-11-15', exit_reason = $2, exit_rationale = 'Of the test', version = version + 1 WHERE individual_id = $1`,
    [known.made.individualId, known.left],
  );
}

/** In the cohort before, and out of it until the period of the case began. */
const earlierPeriod = (test: TestApp, { individualId }: MadeCase) =>
  test.sql(
    `INSERT INTO cohort_memberships (id, individual_id, panel_id, started_on, ended_on, tier, decision, evidence, evidence_on, decided_by, recorded_at, exit_reason)
     VALUES ($1, $2, $3, '2025-10-01', '2026-01-31', 'high', 'Accepted', 'Seen', '2025-09-01', $4, '2025-10-01', 'stepped_down')`,
    [newId(), individualId, test.partnership.panelId, chairOf(test)],
  );
