import { load } from 'cheerio';
import { makeCase, type MadeCase } from '../factories';
import { SubmitPlan } from '../../src/plans';
import { newId } from '../../src/shared/ids';
import type { TestApp } from '../support/test-app';

const COMPULSORY = [
  'mental_health',
  'speech_language_communication',
  'learning_disability',
  'adverse_childhood_experiences',
];

/** Fills the open plan of a case, behind the rules, with all that approval asks for. */
export async function fillPlan(test: TestApp, made: MadeCase): Promise<{ goalId: string; actionId: string }> {
  const lead = test.userId('lead@scf.example');
  const ids = { goalId: newId(), actionId: newId() };
  const plan = [made.planId, made.individualId, lead, test.clock.now()];
  for (const domain of COMPULSORY) {
    await test.sql(
      `INSERT INTO plan_needs (id, plan_id, individual_id, domain, status, detail, recorded_by, recorded_at)
       VALUES ($1, $2, $3, $4, 'unmet', 'Referred', $5, $6)`,
      [newId(), made.planId, made.individualId, domain, lead, test.clock.now()],
    );
  }
  await test.sql(
    `INSERT INTO plan_goals (id, plan_id, individual_id, position, words_of_the_person, practitioner_wording, recorded_by, recorded_at)
     VALUES ($1, $2, $3, 1, 'Get home without looking over my shoulder', 'No new assault for 12 weeks', $4, $5)`,
    [ids.goalId, ...plan],
  );
  await test.sql(
    `INSERT INTO plan_entries (id, plan_id, individual_id, section, voice_answer, text, author_id, recorded_at)
     VALUES ($1, $2, $3, 'voice', 'partly', 'They keep asking about the knife', $4, $5)`,
    [newId(), ...plan],
  );
  await addAction(test, made, { id: ids.actionId });
  return ids;
}

export async function addAction(
  test: TestApp,
  made: MadeCase,
  action: { id?: string; description?: string; owner?: string; visibility?: string } = {},
): Promise<void> {
  await test.sql(
    `INSERT INTO actions (id, individual_id, made_in, made_in_id, description, kind, owner_id, owner_agency_id, due_on, visibility, created_by, created_at)
     SELECT $1, $2, 'plan', $3, $4, 'support', u.id, u.agency_id, '2026-12-10', $5, u.id, $6 FROM users u WHERE u.id = $7`,
    [
      action.id ?? newId(),
      made.individualId,
      made.planId,
      action.description ?? 'Arrange a mentor',
      action.visibility ?? 'all_agencies',
      test.clock.now(),
      test.userId(action.owner ?? 'lead@scf.example'),
    ],
  );
}

type CaseOptions = Parameters<typeof makeCase>[1];

/** A draft with everything a manager asks for. */
export async function readyPlan(test: TestApp, options: CaseOptions = {}): Promise<MadeCase> {
  const made = await makeCase(test, { plan: 'draft', ...options });
  await fillPlan(test, made);
  return made;
}

/** The same, sent for approval by the lead professional: version 2. */
export async function submittedPlan(test: TestApp, options: CaseOptions = {}): Promise<MadeCase> {
  const made = await readyPlan(test, options);
  await test.get(SubmitPlan).run(await test.actor('lead@scf.example'), { planId: made.planId, version: 1 });
  return made;
}

export async function versionOf(test: TestApp, planId: string): Promise<number> {
  const [row] = await test.sql<{ version: number }>('SELECT version FROM plans WHERE id = $1', [planId]);
  return row?.version ?? 0;
}

export const planRow = async (test: TestApp, planId: string) => {
  const [row] = await test.sql<{
    status: string;
    current_edition: number | null;
    submitted_by: string | null;
    approved_by: string | null;
    return_comment: string | null;
    version: number;
  }>('SELECT * FROM plans WHERE id = $1', [planId]);
  return row;
};

export const acts = async (test: TestApp, planId: string): Promise<string[]> =>
  (await test.sql<{ act: string }>('SELECT act FROM audit_events WHERE subject_id = $1 ORDER BY at, id', [planId])).map(
    (row) => row.act,
  );

export const announced = async (test: TestApp, planId: string): Promise<string[]> =>
  (
    await test.sql<{ kind: string }>('SELECT kind FROM outbox_events WHERE subject_id = $1 ORDER BY at, id', [planId])
  ).map((row) => row.kind);

/** The words within a part of a page, as they are read. */
export const textOf = (html: string, selector: string): string =>
  load(html)(selector).text().replace(/\s+/g, ' ').trim();
