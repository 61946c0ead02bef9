import { Client } from 'pg';

export interface Many {
  schedules: number;
  /** How many of them are due on `dueOn`, or before it when `spreadDays` says so; the rest in half a year. */
  overdue: number;
  /** Who holds them: plan owner and lead professional of each are one person. */
  people: number;
  agencies: number;
  /** Each with a chair of its own; 1 when left out. */
  panels?: number;
  today: string;
  dueOn: string;
  /** Overdue by up to so many days more. */
  spreadDays?: number;
}

/**
 * Puts many cases at once into an empty, migrated database: screened and new in the cohort, so that their review is all
 * they owe. Triggers are passed by, and what they would fill in (access keys, what a case owes) is written as they would.
 */
export async function seedManySchedules(adminUrl: string, many: Many): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    // Row by row the triggers of a million cases would take an hour.
    await client.query(`SET session_replication_role = replica; SET work_mem = '128MB'; SET jit = off`);
    for (const statement of statements(many)) await client.query(statement);
    await client.query('ANALYZE');
    await client.query('SELECT refresh_kept_obligations(NULL, true)');
    // By a thousand at a time: one array of a million would be searched from its beginning for each of a million.
    await client.query(`
      INSERT INTO cases_by_key SELECT c.*
        FROM (SELECT array_agg(n.id) AS ids FROM (SELECT i.id, row_number() OVER () / 1000 AS part FROM individuals i) n GROUP BY n.part) g
       CROSS JOIN LATERAL cases_by_key_of(g.ids) c`);
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}

const ID = (kind: string, number: string): string => `md5('${kind}' || (${number}))::uuid`;

function statements({
  schedules,
  overdue,
  people,
  agencies,
  today,
  dueOn,
  spreadDays = 0,
  panels = 1,
}: Many): string[] {
  const each = `generate_series(1, ${schedules}) n`;
  const holder = ID('user', `n % ${people}`);
  const agency = ID('agency', `n % ${people} % ${agencies}`);
  const panel = ID('panel', `n % ${panels}`);
  const everyPanel = `generate_series(0, ${panels - 1}) n`;
  const keys = `ARRAY[${holder}, ${agency}, ${panel}]`;
  const due = `CASE WHEN n <= ${overdue} THEN '${dueOn}'::date - n % ${spreadDays + 1} ELSE '${today}'::date + 180 END`;
  return [
    `INSERT INTO agencies (id, name, kind, created_at)
     SELECT ${ID('agency', 'n')}, 'Agency ' || n, (ARRAY['childrens_services','police'])[1 + n % 2], now() FROM generate_series(0, ${agencies - 1}) n`,
    `INSERT INTO users (id, agency_id, display_name, email, roles, created_at)
     SELECT ${ID('user', 'n')}, ${ID('agency', `n % ${agencies}`)}, 'Holder ' || n, 'holder' || n || '@proof.example', '{practitioner}', now() - interval '1 year'
       FROM generate_series(0, ${people - 1}) n`,
    `INSERT INTO users (id, agency_id, display_name, email, roles, created_at)
     SELECT ${ID('manager', 'n')}, ${ID('agency', 'n')}, 'Manager ' || n, 'manager' || n || '@proof.example', '{manager}', now() - interval '1 year'
       FROM generate_series(0, ${agencies - 1}) n`,
    `INSERT INTO users (id, agency_id, display_name, email, roles, created_at)
     SELECT ${ID('chair', 'n')}, ${ID('agency', '0')}, 'Chair ' || n, 'chair' || n || '@proof.example', '{panel_chair}', now() - interval '1 year' FROM ${everyPanel}`,
    `INSERT INTO panels (id, name, abbreviation, created_at) SELECT ${panel}, 'Panel ' || n, 'P' || n, now() FROM ${everyPanel}`,
    `INSERT INTO panel_members (id, panel_id, user_id, started_at) SELECT gen_random_uuid(), ${panel}, ${ID('chair', 'n')}, now() - interval '1 year' FROM ${everyPanel}`,
    `INSERT INTO individuals (id, reference, given_name, family_name, search_name, access_keys, created_by, created_at, added_in_agency_id)
     SELECT ${ID('individual', 'n')}, 'TC-2026-' || n, 'Proof', 'Person ' || n, 'proof person ' || n, ${keys}, ${holder}, '${today}'::date - 40, ${agency} FROM ${each}`,
    `INSERT INTO screenings (id, individual_id, screened_on, exploitation_band, violence_band, source, screened_by, agency_id, recorded_at)
     SELECT gen_random_uuid(), ${ID('individual', 'n')}, '${today}'::date - 20, 'emerging', 'medium', 'imported', ${holder}, ${agency}, now() FROM ${each}`,
    `INSERT INTO cohort_memberships (id, individual_id, panel_id, started_on, tier, strand, is_experiencing, is_perpetrating, decision, evidence, evidence_on, decided_by, recorded_at)
     SELECT gen_random_uuid(), ${ID('individual', 'n')}, ${panel}, '${today}'::date - 19, 'high', 'at_risk', true, NULL, 'Accepted', 'Seen', '${today}'::date - 20, ${ID('chair', '0')}, now() FROM ${each}`,
    ...['plan_owner', 'lead_professional'].map(
      (kind) => `INSERT INTO assignments (id, individual_id, kind, user_id, agency_id, started_at, assigned_by)
     SELECT gen_random_uuid(), ${ID('individual', 'n')}, '${kind}', ${holder}, ${agency}, now(), ${ID('chair', '0')} FROM ${each}`,
    ),
    `INSERT INTO plans (id, individual_id, status, current_edition, submitted_by, submitted_at, approved_by, approved_at, created_by, created_at, access_keys)
     SELECT ${ID('plan', 'n')}, ${ID('individual', 'n')}, 'live', 1, ${holder}, now(), ${ID('chair', '0')}, '${today}'::date - 18, ${holder}, '${today}'::date - 18, ${keys} FROM ${each}`,
    `INSERT INTO review_schedules (id, plan_id, individual_id, rule, explanation, window_from, due_on, made_by, made_at, access_keys)
     SELECT ${ID('schedule', 'n')}, ${ID('plan', 'n')}, ${ID('individual', 'n')}, 'High tier: within 6 weeks', 'Of the proof.', ${due} - 14, ${due}, ${holder}, '${today}'::date - 18, ${keys} FROM ${each}`,
  ];
}
