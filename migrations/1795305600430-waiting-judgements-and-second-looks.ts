import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Two obligations more: a lower band that waits for a second person, and a relationship that somebody said they would look at
 * again. The first is for those who may be the second person; the second keeps to whom the relationship is shown.
 */
export class WaitingJudgementsAndSecondLooks1795305600430 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(SOURCES_SQL);
    for (const [signature, was, becomes] of REPLACED) await queryRunner.query(replaceIn(signature, was, becomes));
    await queryRunner.query(REMINDERS_SQL);
    await queryRunner.query(TRIGGERS_SQL);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER screening_judgement_decisions_noted ON screening_judgement_decisions;
      DROP TRIGGER screening_judgement_decisions_stop_reminders ON screening_judgement_decisions;
      DROP TRIGGER individual_relationships_stop_reminders ON individual_relationships;
      ALTER TABLE reminders NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE digest_reminders NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE kept_obligations NO FORCE ROW LEVEL SECURITY;
      -- What the older service has no words for goes: it is owed again when the newer one comes back.
      DELETE FROM digest_reminders d USING reminders m WHERE m.id = d.reminder_id AND m.kind IN (${KINDS});
      DELETE FROM reminders WHERE kind IN (${KINDS});
      DELETE FROM kept_obligations WHERE kind = 'judgement';
      ALTER TABLE kept_obligations FORCE ROW LEVEL SECURITY;
      ALTER TABLE digest_reminders FORCE ROW LEVEL SECURITY;
      DROP POLICY reminders_of_visible ON reminders;
      ${policy('')}
      ALTER TABLE reminders DROP CONSTRAINT reminders_kind_known, DROP CONSTRAINT reminders_told_as_known;
      ALTER TABLE reminders
        ADD CONSTRAINT reminders_kind_known CHECK (kind IN (${KINDS_BEFORE})),
        ADD CONSTRAINT reminders_told_as_known CHECK (told_as IN (${PARTS_BEFORE}));
      ALTER TABLE reminders FORCE ROW LEVEL SECURITY;`);
    for (const [signature, was, becomes] of REPLACED.toReversed()) {
      await queryRunner.query(replaceIn(signature, becomes, was));
    }
    await queryRunner.query(`
      DROP POLICY screening_judgement_decisions_service ON screening_judgement_decisions;
      DROP POLICY individual_relationships_service ON individual_relationships;
      DROP INDEX individual_relationships_review_index;`);
  }
}

const KINDS = `'judgement','relationship_review'`;
const KINDS_BEFORE = `'review','action','no_plan','no_schedule','no_plan_owner','no_lead_professional','screening','validation','chase','minutes','strategy_activity','strategy_review','risk_review','learning_action'`;
const PARTS_BEFORE = `'plan_owner','lead_professional','action_owner','chaser','agency_manager','panel_chair','partnership_lead','register_owner'`;

const SOURCES_SQL = `
  CREATE POLICY screening_judgement_decisions_service ON screening_judgement_decisions FOR SELECT TO cohort_system USING (true);
  CREATE POLICY individual_relationships_service ON individual_relationships FOR SELECT TO cohort_system USING (true);
  CREATE INDEX individual_relationships_review_index ON individual_relationships (review_on) WHERE until_on IS NULL AND withdrawn_at IS NULL;`;

/** Five working days are what the second person is given; the screening is as it was recorded, so its version is always the first. */
const judgement = (
  only: string,
): string => `SELECT 'judgement', s.id, 1, s.individual_id, add_working_days((s.recorded_at AT TIME ZONE 'Europe/London')::date, 5),
           i.access_keys, NULL::uuid, NULL::uuid, 'all_agencies', NULL::jsonb
      FROM screenings s JOIN individuals i ON i.id = s.individual_id
     WHERE ((s.result #>> '{judgement,exploitation,needsSecondPerson}') = 'true' OR (s.result #>> '{judgement,violence,needsSecondPerson}') = 'true')
       AND NOT EXISTS (SELECT 1 FROM screening_judgement_decisions d WHERE d.screening_id = s.id)
       AND add_working_days((s.recorded_at AT TIME ZONE 'Europe/London')::date, 5) <= until${only}`;

/** The version is its day, so that a moved date is said again. */
const secondLook = (
  only: string,
): string => `SELECT 'relationship_review', r.id, r.review_on - DATE '2000-01-01', r.individual_id, r.review_on,
           i.access_keys, r.recorded_by, r.supplied_by, r.visibility, CASE WHEN r.visibility = 'named_agencies' THEN to_jsonb(r.visible_to) END
      FROM individual_relationships r JOIN individuals i ON i.id = r.individual_id
     WHERE r.review_on <= until AND r.until_on IS NULL AND r.withdrawn_at IS NULL${only}`;

const UNION = `
    UNION ALL
    `;
const VALIDATION = `SELECT 'validation', c.id, c.version`;
const KEPT = `SELECT k.kind, k.subject_id, k.subject_version, k.individual_id, k.due_on, i.access_keys`;
const REACHED = 'reminders_reached(date, uuid[])';

/** A place in the body of each function, and what stands there instead. */
const REPLACED: [signature: string, was: string, becomes: string][] = [
  ['obligations(date)', VALIDATION, [judgement(''), secondLook(''), VALIDATION].join(UNION)],
  [
    'obligations_of(date, uuid[])',
    VALIDATION,
    [
      judgement(' AND s.individual_id = ANY (individuals)'),
      secondLook(' AND r.individual_id = ANY (individuals)'),
      VALIDATION,
    ].join(UNION),
  ],
  ['obligations_kept(date)', KEPT, [secondLook(''), KEPT].join(UNION)],
  // What is kept says nothing of who may read it, so that a relationship is read where it stands.
  [
    'refresh_kept_obligations(uuid[], boolean)',
    `('review','action','chase')`,
    `('review','action','chase','relationship_review')`,
  ],
  [
    'check_kept_obligations(date, timestamptz)',
    `('review','action','chase')`,
    `('review','action','chase','relationship_review')`,
  ],
  ['owe_reminders(date, timestamptz, integer, date[])', `k.kind = 'no_plan'`, `k.kind IN ('no_plan','judgement')`],
  // Never before its day: the second person has those days.
  [REACHED, `r.kind = 'chase' AS is_chase`, `r.kind IN ('chase','judgement') AS is_chase`],
  [REACHED, `g.is_chase = (r.kind = 'chase')`, `g.is_chase = (r.kind IN ('chase','judgement'))`],
  [
    REACHED,
    `       WHERE NOT r.is_own
      UNION ALL`,
    `       WHERE NOT r.is_own AND r.kind <> 'judgement'
      UNION ALL
      -- What is kept to some agencies may be hidden from both of them: then whoever recorded it is asked.
      SELECT r.n, r.owner_id, r.owner_agency_id, 9 FROM running r WHERE r.kind = 'relationship_review' AND r.visibility <> 'all_agencies'
      UNION ALL`,
  ],
  [
    REACHED,
    `JOIN chairs p ON p.panel_id = c.panel_id
              UNION ALL`,
    `JOIN chairs p ON p.panel_id = c.panel_id
               AND NOT EXISTS (SELECT 1 FROM screenings s WHERE r.kind = 'judgement' AND s.id = r.subject_id AND s.screened_by = p.user_id)
              UNION ALL
              -- The second person: a manager of an agency of the case who did not judge it themselves.
              SELECT r.n, u.id, e.height, 5
                FROM running r
                JOIN users u ON (u.agency_id = ANY (r.access_keys) OR u.id = ANY (r.access_keys)) AND 'manager' = ANY (u.roles)
                 AND NOT EXISTS (SELECT 1 FROM screenings s WHERE s.id = r.subject_id AND s.screened_by = u.id)
               CROSS JOIN (VALUES (1), (2)) AS e (height) WHERE r.kind = 'judgement'
              UNION ALL`,
  ],
  [
    REACHED,
    `'partnership_lead','register_owner'])[c.part]`,
    `'partnership_lead','register_owner','recorder'])[c.part]`,
  ],
];

const OWN = `recipient_id = (SELECT actor_id()) OR (SELECT actor_has_role('governance')) OR (SELECT actor_has_role('panel_chair'))`;

const policy = (secondLooks: string): string => `
  CREATE POLICY reminders_of_visible ON reminders FOR SELECT TO cohort_app USING (CASE kind
    WHEN 'action' THEN EXISTS (SELECT 1 FROM actions a WHERE a.id = subject_id)
    -- Minutes name no case: whoever is told, governance, and the chair of that panel.
    WHEN 'minutes' THEN recipient_id = (SELECT actor_id()) OR (SELECT actor_has_role('governance'))
      OR (SELECT actor_has_role('panel_chair')) AND EXISTS (SELECT 1 FROM meetings t WHERE t.id = subject_id)
    WHEN 'strategy_activity' THEN ${OWN}
    WHEN 'strategy_review' THEN ${OWN}
    WHEN 'risk_review' THEN ${OWN}
    WHEN 'learning_action' THEN ${OWN}${secondLooks}
    ELSE EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id) END);`;

const REMINDERS_SQL = `
  ALTER TABLE reminders DROP CONSTRAINT reminders_kind_known, DROP CONSTRAINT reminders_told_as_known;
  ALTER TABLE reminders
    ADD CONSTRAINT reminders_kind_known CHECK (kind IN (${KINDS_BEFORE},${KINDS})),
    ADD CONSTRAINT reminders_told_as_known CHECK (told_as IN (${PARTS_BEFORE},'recorder'));
  DROP POLICY reminders_of_visible ON reminders;
  ${policy(`
    WHEN 'relationship_review' THEN EXISTS (SELECT 1 FROM individual_relationships r WHERE r.id = subject_id)`)}`;

const TRIGGERS_SQL = `
  CREATE TRIGGER screening_judgement_decisions_noted AFTER INSERT ON screening_judgement_decisions
    FOR EACH ROW EXECUTE FUNCTION note_changed_case();
  CREATE CONSTRAINT TRIGGER screening_judgement_decisions_stop_reminders AFTER INSERT ON screening_judgement_decisions
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION stop_reminders();
  CREATE CONSTRAINT TRIGGER individual_relationships_stop_reminders AFTER UPDATE ON individual_relationships
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION stop_reminders();
  -- What waits already: the next scan works it out. The owner of a table is held by its policies too.
  ALTER TABLE screenings NO FORCE ROW LEVEL SECURITY; ALTER TABLE changed_cases NO FORCE ROW LEVEL SECURITY;
  INSERT INTO changed_cases (individual_id)
  SELECT DISTINCT s.individual_id FROM screenings s
   WHERE (s.result #>> '{judgement,exploitation,needsSecondPerson}') = 'true' OR (s.result #>> '{judgement,violence,needsSecondPerson}') = 'true';
  ALTER TABLE screenings FORCE ROW LEVEL SECURITY; ALTER TABLE changed_cases FORCE ROW LEVEL SECURITY;`;

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
