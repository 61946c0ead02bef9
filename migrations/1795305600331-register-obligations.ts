import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is due in the registers is owed like minutes: about no case, to whoever is responsible, then up the ladder. */
export class RegisterObligations1795305600331 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(OWED_SQL);
    for (const [signature, was, becomes] of REPLACED) await queryRunner.query(replaceIn(signature, was, becomes));
    await queryRunner.query(REMINDERS_SQL);
    await queryRunner.query(STOP_SQL);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${TABLES.map((table) => `DROP TRIGGER ${table}_stop_reminders ON ${table};`).join('\n')}
      DROP FUNCTION stop_reminders_of_register();
    `);
    for (const [signature, was, becomes] of REPLACED.toReversed()) {
      await queryRunner.query(replaceIn(signature, becomes, was));
    }
    await queryRunner.query(`
      ALTER TABLE reminders NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE digest_reminders NO FORCE ROW LEVEL SECURITY;
      -- What the older service has no words for goes: it is owed again when the newer one comes back.
      DELETE FROM digest_reminders d USING reminders m WHERE m.id = d.reminder_id AND m.kind IN (${KINDS});
      DELETE FROM reminders WHERE kind IN (${KINDS});
      ALTER TABLE digest_reminders FORCE ROW LEVEL SECURITY;
      DROP POLICY reminders_of_visible ON reminders;
      ${policy('')}
      ALTER TABLE reminders DROP CONSTRAINT reminders_about_a_case_or_a_meeting, DROP CONSTRAINT reminders_kind_known,
        DROP CONSTRAINT reminders_told_as_known;
      ALTER TABLE reminders
        ADD CONSTRAINT reminders_kind_known CHECK (kind IN (${KINDS_BEFORE})),
        ADD CONSTRAINT reminders_told_as_known CHECK (told_as IN (${PARTS_BEFORE})),
        ADD CONSTRAINT reminders_about_a_case_or_a_meeting CHECK ((kind = 'minutes') = (individual_id IS NULL));
      ALTER TABLE reminders FORCE ROW LEVEL SECURITY;
      DROP FUNCTION owed_about_no_case(date);
      DROP FUNCTION register_obligations(date);
    `);
  }
}

const TABLES = ['strategy_plans', 'strategy_activities', 'strategic_risks', 'learning_actions'];
const KINDS = `'strategy_activity','strategy_review','risk_review','learning_action'`;
const KINDS_BEFORE = `'review','action','no_plan','no_schedule','no_plan_owner','no_lead_professional','screening','validation','chase','minutes'`;
const PARTS_BEFORE = `'plan_owner','lead_professional','action_owner','chaser','agency_manager','panel_chair','partnership_lead'`;

const COLUMNS = `TABLE (kind text, subject_id uuid, subject_version integer, individual_id uuid, due_on date, access_keys uuid[],
                   owner_id uuid, owner_agency_id uuid, visibility text, visible_to jsonb)`;

/** Of a line: the version is its day, so that a moved date is said again and a report of progress is not. */
const owed = (kind: string, due: string, owners: string, from: string): string => `
    SELECT '${kind}', l.id, ${due} - DATE '2000-01-01', NULL::uuid, ${due},
           ${owners} || l.agency_id || (SELECT array_agg(p.id) FROM panels p)
             || coalesce((SELECT array_agg(e.user_id) FROM partnership_leads e WHERE e.ended_at IS NULL), '{}'),
           NULL::uuid, l.agency_id, 'all_agencies', NULL::jsonb
      FROM ${from} AND ${due} <= until`;

const OWED_SQL = `
  CREATE FUNCTION register_obligations(until date) RETURNS ${COLUMNS} LANGUAGE sql STABLE ROWS 50 AS $$
    ${owed(
      'strategy_activity',
      'l.target_on',
      'l.owner_ids',
      `strategy_activities l WHERE l.percent_complete < 100 AND l.withdrawn_reason IS NULL
       AND l.plan_id = (SELECT p.id FROM strategy_plans p ORDER BY p.starts_on DESC, p.id LIMIT 1)`,
    )}
    UNION ALL ${owed(
      'strategy_review',
      'l.review_due_on',
      `'{}'::uuid[]`,
      `strategy_plans l WHERE l.id = (SELECT p.id FROM strategy_plans p ORDER BY p.starts_on DESC, p.id LIMIT 1)`,
    )}
    UNION ALL ${owed('risk_review', 'l.review_due_on', 'ARRAY[l.owner_id]', `strategic_risks l WHERE l.closed_on IS NULL`)}
    UNION ALL ${owed('learning_action', 'l.due_on', 'ARRAY[l.owner_id]', `learning_actions l WHERE l.closed_on IS NULL`)} $$;
  COMMENT ON FUNCTION register_obligations(date) IS
    'What is due in the registers: activities of the strategy plan in force and its annual review, reviews of risks, recommendations. About no case. access_keys: the people responsible, the lead agency, the panels, the partnership lead.';
  CREATE FUNCTION owed_about_no_case(until date) RETURNS ${COLUMNS} LANGUAGE sql STABLE ROWS 60 AS $$
    SELECT * FROM minutes_owed(until) UNION ALL SELECT * FROM register_obligations(until) $$;
  COMMENT ON FUNCTION owed_about_no_case(date) IS 'Obligations that hang on no individual: minutes, and what is due in the registers.';
  REVOKE ALL ON FUNCTION register_obligations(date), owed_about_no_case(date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION register_obligations(date), owed_about_no_case(date) TO cohort_system;
`;

const REACHED = 'reminders_reached(date, uuid[])';
/** A place in the body of each function, and what stands there instead. */
const REPLACED: [signature: string, was: string, becomes: string][] = [
  ['obligations(date)', 'FROM minutes_owed(until)', 'FROM owed_about_no_case(until)'],
  ['obligations_kept(date)', 'FROM minutes_owed(until)', 'FROM owed_about_no_case(until)'],
  [
    'refresh_kept_obligations(uuid[], boolean)',
    `o.kind NOT IN ('review','action','chase','minutes')`,
    `o.individual_id IS NOT NULL AND o.kind NOT IN ('review','action','chase')`,
  ],
  [
    'check_kept_obligations(date, timestamptz)',
    `o.kind NOT IN ('review','action','chase','minutes')`,
    `o.individual_id IS NOT NULL AND o.kind NOT IN ('review','action','chase')`,
  ],
  ['suppress_what_is_over(date, uuid[])', `FROM minutes_owed('9999-12-31')`, `FROM owed_about_no_case('9999-12-31')`],
  [
    'owe_reminders(date, timestamptz, integer, date[])',
    `FROM minutes_owed('9999-12-31')`,
    `FROM owed_about_no_case('9999-12-31')`,
  ],
  [REACHED, 'FROM minutes_owed(today + 60)', 'FROM owed_about_no_case(today + 60)'],
  [
    REACHED,
    `CASE r.kind WHEN 'action' THEN 3 ELSE 4 END FROM running r WHERE r.is_own`,
    `CASE r.kind WHEN 'action' THEN 3 ELSE 4 END FROM running r WHERE r.is_own
      UNION ALL
      SELECT r.n, w.owner_id, r.owner_agency_id, 8
        FROM running r CROSS JOIN LATERAL (
               SELECT unnest(a.owner_ids) AS owner_id FROM strategy_activities a WHERE r.kind = 'strategy_activity' AND a.id = r.subject_id
               UNION ALL SELECT k.owner_id FROM strategic_risks k WHERE r.kind = 'risk_review' AND k.id = r.subject_id
               UNION ALL SELECT g.owner_id FROM learning_actions g WHERE r.kind = 'learning_action' AND g.id = r.subject_id) w
       WHERE r.individual_id IS NULL AND r.kind <> 'minutes'`,
  ],
  [
    REACHED,
    `CROSS JOIN (VALUES (1), (3)) AS e (height) WHERE r.kind = 'minutes'`,
    `CROSS JOIN (VALUES (1), (3)) AS e (height) WHERE r.kind = 'minutes'
              UNION ALL
              -- The strategy is the chair's own to review; of the other registers the chair hears after the managers.
              SELECT r.n, p.user_id, e.height, 6
                FROM running r CROSS JOIN chairs p CROSS JOIN (VALUES (1), (3)) AS e (height)
               WHERE r.individual_id IS NULL AND r.kind <> 'minutes' AND (e.height = 3 OR r.kind = 'strategy_review')`,
  ],
  [
    REACHED,
    `'panel_chair','partnership_lead'])[c.part]`,
    `'panel_chair','partnership_lead','register_owner'])[c.part]`,
  ],
];

const policy = (registers: string): string => `
  CREATE POLICY reminders_of_visible ON reminders FOR SELECT TO cohort_app USING (CASE kind
    WHEN 'action' THEN EXISTS (SELECT 1 FROM actions a WHERE a.id = subject_id)
    -- Minutes name no case: whoever is told, governance, and the chair of that panel.
    WHEN 'minutes' THEN recipient_id = (SELECT actor_id()) OR (SELECT actor_has_role('governance'))
      OR (SELECT actor_has_role('panel_chair')) AND EXISTS (SELECT 1 FROM meetings t WHERE t.id = subject_id)${registers}
    ELSE EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id) END);`;

const OF_REGISTERS = TABLES.map((_, at) => KINDS.split(',')[at])
  .map(
    (kind) => `
    WHEN ${kind} THEN recipient_id = (SELECT actor_id()) OR (SELECT actor_has_role('governance')) OR (SELECT actor_has_role('panel_chair'))`,
  )
  .join('');

const REMINDERS_SQL = `
  ALTER TABLE reminders DROP CONSTRAINT reminders_kind_known, DROP CONSTRAINT reminders_told_as_known,
    DROP CONSTRAINT reminders_about_a_case_or_a_meeting;
  ALTER TABLE reminders
    ADD CONSTRAINT reminders_kind_known CHECK (kind IN (${KINDS_BEFORE},${KINDS})),
    ADD CONSTRAINT reminders_told_as_known CHECK (told_as IN (${PARTS_BEFORE},'register_owner')),
    ADD CONSTRAINT reminders_about_a_case_or_a_meeting CHECK ((kind IN ('minutes',${KINDS})) = (individual_id IS NULL));
  DROP POLICY reminders_of_visible ON reminders;
  ${policy(OF_REGISTERS)}
`;

const STOP_SQL = `
  CREATE FUNCTION stop_reminders_of_register() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    UPDATE reminders m SET status = 'suppressed', status_reason = 'done', lease_id = NULL, leased_until = NULL
      FROM (SELECT w.id FROM reminders w WHERE w.subject_id = NEW.id AND w.kind IN (${KINDS}) AND w.status IN ('owed','failed')
               FOR UPDATE SKIP LOCKED) free
     WHERE m.id = free.id AND NOT EXISTS (SELECT 1 FROM register_obligations('9999-12-31') o
              WHERE o.subject_id = NEW.id AND o.subject_version = m.subject_version);
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION stop_reminders_of_register() IS 'A line that is complete, closed, reviewed or moved ends what was owed about its day.';
  ALTER FUNCTION stop_reminders_of_register() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION stop_reminders_of_register() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION stop_reminders_of_register() TO cohort_app;
  ${TABLES.map(
    (table) =>
      `CREATE TRIGGER ${table}_stop_reminders AFTER UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION stop_reminders_of_register();`,
  ).join('\n  ')}
`;

/** Changes one place in the body of a function, and fails when it is not there. */
const replaceIn = (signature: string, was: string, becomes: string): string => `
  DO $do$
  DECLARE
    was text := pg_get_functiondef('${signature}'::regprocedure);
    becomes text := replace(was, $was$${was}$was$, $becomes$${becomes}$becomes$);
  BEGIN
    IF was = becomes THEN RAISE EXCEPTION '${signature} is not as expected.'; END IF;
    EXECUTE becomes;
  END $do$`;
