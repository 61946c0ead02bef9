import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who was named to chair a meeting, by whom, and who chaired it before. Where nobody is there who could name somebody, everybody with a seat
 * may, on the day of the meeting or while it is open, with a reason.
 */
export class ChairNamedInAbsence1795305601150 implements MigrationInterface {
  name = 'ChairNamedInAbsence1795305601150';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [WITHOUT_CHAIR, NAMINGS, IN_ABSENCE, MEETINGS, TOLD]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION told_of_chair_naming(uuid);
      DROP POLICY meetings_by_whoever_names ON meetings;
      DROP FUNCTION name_chair_in_absence(uuid, uuid, uuid, text, date, timestamptz);
      DROP TABLE meeting_chair_namings;
      DROP FUNCTION is_without_chair(uuid, date)`);
  }
}

const forTheService = (signature: string): string => `
  ALTER FUNCTION ${signature} OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION ${signature} TO cohort_app;`;

const OF_PANEL = 'ARRAY[panel_id] && (SELECT actor_access_keys())';

// Somebody with a seat on the panel (m) who can sign in.
const SEATED = `panel_members s JOIN users u ON u.id = s.user_id AND u.status = 'active' JOIN agencies a ON a.id = u.agency_id AND a.is_active`;

const WITHOUT_CHAIR = `
  CREATE FUNCTION is_without_chair(wanted uuid, today date) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
      SELECT 1 FROM meetings m
       WHERE m.id = wanted AND m.status = 'planned' AND (m.held_on = today OR m.started_at IS NOT NULL)
         AND m.panel_id = ANY (actor_access_keys()) AND (actor_has_role('panel_member') OR actor_has_role('panel_chair'))
         AND NOT EXISTS (
           SELECT 1 FROM ${SEATED}
            WHERE s.panel_id = m.panel_id AND s.ended_at IS NULL
              AND ('panel_chair' = ANY (roles_that_count(u.roles)) OR (u.id = m.chair_id AND 'panel_member' = ANY (roles_that_count(u.roles))))
              AND NOT EXISTS (SELECT 1 FROM absent_on(today) x WHERE x.user_id = u.id))) $$;
  COMMENT ON FUNCTION is_without_chair(uuid, date) IS
    'To whoever sits on its panel: on its day or while it is open, whether every chair of the panel, and whoever is named to chair the meeting, is away or cannot sign in.';
  ${forTheService('is_without_chair(uuid, date)')}`;

const NAMINGS = `
  CREATE TABLE meeting_chair_namings (
    id uuid PRIMARY KEY,
    meeting_id uuid NOT NULL CONSTRAINT meeting_chair_namings_meeting_fk REFERENCES meetings (id),
    panel_id uuid NOT NULL CONSTRAINT meeting_chair_namings_panel_fk REFERENCES panels (id),
    chair_id uuid NOT NULL CONSTRAINT meeting_chair_namings_chair_fk REFERENCES users (id),
    before_id uuid CONSTRAINT meeting_chair_namings_before_fk REFERENCES users (id),
    named_by uuid NOT NULL CONSTRAINT meeting_chair_namings_named_by_fk REFERENCES users (id),
    named_at timestamptz NOT NULL,
    reason text CONSTRAINT meeting_chair_namings_reason_length CHECK (length(btrim(reason)) BETWEEN 1 AND 500)
  );
  CREATE INDEX meeting_chair_namings_meeting_index ON meeting_chair_namings (meeting_id, named_at);
  COMMENT ON TABLE meeting_chair_namings IS 'Who was named to chair a meeting; only ever added. Both people it is about are told of each naming once.';
  COMMENT ON COLUMN meeting_chair_namings.before_id IS 'Who chaired the meeting until then, where somebody was named.';
  COMMENT ON COLUMN meeting_chair_namings.reason IS 'Why, where no chair was there to name somebody and another member did.';
  ALTER TABLE meeting_chair_namings ENABLE ROW LEVEL SECURITY; ALTER TABLE meeting_chair_namings FORCE ROW LEVEL SECURITY;
  CREATE POLICY meeting_chair_namings_of_panel ON meeting_chair_namings FOR SELECT TO cohort_app USING (${OF_PANEL});
  CREATE POLICY meeting_chair_namings_by_chair ON meeting_chair_namings FOR INSERT TO cohort_app
    WITH CHECK (${OF_PANEL} AND named_by = (SELECT actor_id()) AND reason IS NULL
      AND ((SELECT actor_has_role('panel_chair')) OR meeting_id = ANY ((SELECT meetings_chaired())::uuid[]))
      AND EXISTS (SELECT 1 FROM meetings m WHERE m.id = meeting_id AND m.panel_id = meeting_chair_namings.panel_id AND m.status = 'planned'));
  CREATE POLICY meeting_chair_namings_system ON meeting_chair_namings TO cohort_system USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT ON meeting_chair_namings TO cohort_app;
  GRANT SELECT, INSERT ON meeting_chair_namings TO cohort_system;`;

const IN_ABSENCE = `
  CREATE FUNCTION name_chair_in_absence(naming uuid, wanted uuid, chair uuid, why text, today date, at timestamptz) RETURNS SETOF uuid
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO meeting_chair_namings (id, meeting_id, panel_id, chair_id, before_id, named_by, named_at, reason)
    SELECT naming, m.id, m.panel_id, chair, m.chair_id, actor_id(), at, why
      FROM meetings m
     WHERE m.id = wanted AND why IS NOT NULL AND is_without_chair(m.id, today)
       AND EXISTS (SELECT 1 FROM ${SEATED} WHERE s.panel_id = m.panel_id AND s.user_id = chair AND s.ended_at IS NULL
                      AND roles_that_count(u.roles) && ARRAY['panel_member','panel_chair'])
    RETURNING id $$;
  COMMENT ON FUNCTION name_chair_in_absence(uuid, uuid, uuid, text, date, timestamptz) IS
    'Keeps that somebody with a seat names who chairs, and why; nothing while a chair of the panel, or whoever is named, is there.';
  ${forTheService('name_chair_in_absence(uuid, uuid, uuid, text, date, timestamptz)')}`;

// In the transaction that keeps the naming, and to the one it names: no policy can ask which day it is.
const NAMED_NOW = `SELECT 1 FROM meeting_chair_namings n WHERE n.meeting_id = meetings.id AND n.named_by = (SELECT actor_id())
      AND n.reason IS NOT NULL AND n.xmin = pg_current_xact_id_if_assigned()::xid`;
const MEETINGS = `
  CREATE POLICY meetings_by_whoever_names ON meetings FOR UPDATE TO cohort_app
    USING (${OF_PANEL} AND status = 'planned' AND EXISTS (${NAMED_NOW}))
    WITH CHECK (${OF_PANEL} AND status = 'planned' AND EXISTS (${NAMED_NOW} AND n.chair_id = meetings.chair_id))`;

const TOLD = `
  CREATE FUNCTION told_of_chair_naming(naming uuid)
    RETURNS TABLE (user_id uuid, email text, chairs boolean, meeting_id uuid, panel text, held_on date, starts_at text, named_by text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    PERFORM refuse_all_but_the_service();
    RETURN QUERY
    SELECT u.id, u.email::text, u.id = n.chair_id, m.id, p.name, m.held_on, to_char(m.starts_at, 'HH24:MI'), b.display_name
      FROM meeting_chair_namings n
      JOIN meetings m ON m.id = n.meeting_id AND m.status = 'planned' JOIN panels p ON p.id = m.panel_id
      JOIN users b ON b.id = n.named_by
      JOIN users u ON u.id IN (n.chair_id, n.before_id) AND u.id <> n.named_by AND u.status = 'active'
       AND roles_that_count(u.roles) && ARRAY['panel_member','panel_chair']
     WHERE n.id = naming AND EXISTS (SELECT 1 FROM panel_members s WHERE s.panel_id = m.panel_id AND s.user_id = u.id AND s.ended_at IS NULL);
  END $$;
  COMMENT ON FUNCTION told_of_chair_naming(uuid) IS
    'Who is named to chair a meeting that is not over, and who was before, while they sit on its panel; not whoever named them. For the service alone.';
  ${forTheService('told_of_chair_naming(uuid)')}`;
