import type { MigrationInterface, QueryRunner } from 'typeorm';

const BY_PANEL = 'SELECT m.panel_id FROM cohort_memberships m WHERE m.individual_id = i.id AND m.ended_on IS NULL';
const BY_PANEL_OR_KEY = `SELECT coalesce((SELECT k.id FROM panel_case_keys k WHERE k.panel_id = m.panel_id AND k.individual_id = i.id
                     AND EXISTS (SELECT 1 FROM panel_conflicts x WHERE x.panel_id = k.panel_id AND x.individual_id = i.id AND x.ended_at IS NULL)),
                   m.panel_id) FROM cohort_memberships m WHERE m.individual_id = i.id AND m.ended_on IS NULL`;

const SEATS = 'ARRAY(SELECT m.panel_id FROM panel_members m WHERE m.user_id = u.id AND m.ended_at IS NULL)';
const SEATS_AND_KEYS = `${SEATS}
                         || ARRAY(SELECT k.id FROM panel_case_keys k JOIN panel_members m ON m.panel_id = k.panel_id
                                   WHERE m.user_id = u.id AND m.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM panel_conflicts x
                                     WHERE x.panel_id = k.panel_id AND x.individual_id = k.individual_id AND x.user_id = u.id AND x.ended_at IS NULL))`;

/**
 * While somebody on a panel has a conflict of interest in a case, the panel's key to that case is another one, which every
 * other member carries and they do not. So they lose it on every page, list, count and in the API, by the one rule of sight.
 */
export class ConflictedLoseTheCase1795305600262 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(KEYS);
    await queryRunner.query(inFunction('access_keys_of(uuid)', BY_PANEL, BY_PANEL_OR_KEY));
    await queryRunner.query(inFunction('actor_for_user(uuid)', SEATS, SEATS_AND_KEYS));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(inFunction('actor_for_user(uuid)', SEATS_AND_KEYS, SEATS));
    await queryRunner.query(inFunction('access_keys_of(uuid)', BY_PANEL_OR_KEY, BY_PANEL));
    await queryRunner.query(`
      DROP TRIGGER panel_conflicts_access ON panel_conflicts;
      DROP FUNCTION change_panel_key();
      ALTER TABLE individuals NO FORCE ROW LEVEL SECURITY;
      UPDATE individuals i SET access_keys = access_keys_of(i.id)
       WHERE i.id IN (SELECT k.individual_id FROM panel_case_keys k) AND i.access_keys IS DISTINCT FROM access_keys_of(i.id);
      ALTER TABLE individuals FORCE ROW LEVEL SECURITY;
      DROP TABLE panel_case_keys;
    `);
  }
}

const KEYS = `
  CREATE TABLE panel_case_keys (
    id uuid CONSTRAINT panel_case_keys_pk PRIMARY KEY,
    panel_id uuid NOT NULL CONSTRAINT panel_case_keys_panel_fk REFERENCES panels,
    individual_id uuid NOT NULL CONSTRAINT panel_case_keys_individual_fk REFERENCES individuals,
    CONSTRAINT panel_case_keys_once UNIQUE (panel_id, individual_id)
  );
  CREATE INDEX panel_case_keys_individual_index ON panel_case_keys (individual_id);
  COMMENT ON TABLE panel_case_keys IS 'The key a panel has to a case in which one of its members has a conflict of interest, in place of the panel''s own.';
  ALTER TABLE panel_case_keys ENABLE ROW LEVEL SECURITY; ALTER TABLE panel_case_keys FORCE ROW LEVEL SECURITY;
  CREATE POLICY panel_case_keys_system ON panel_case_keys TO cohort_system USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT ON panel_case_keys TO cohort_system;

  CREATE FUNCTION change_panel_key() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    keys uuid[];
  BEGIN
    INSERT INTO panel_case_keys (id, panel_id, individual_id) VALUES (gen_random_uuid(), NEW.panel_id, NEW.individual_id)
      ON CONFLICT DO NOTHING;
    keys := access_keys_of(NEW.individual_id);
    UPDATE individuals SET access_keys = keys WHERE id = NEW.individual_id AND access_keys IS DISTINCT FROM keys;
    RETURN NULL;
  END $$;
  ALTER FUNCTION change_panel_key() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION change_panel_key() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION change_panel_key() TO cohort_app;
  CREATE TRIGGER panel_conflicts_access AFTER INSERT OR UPDATE OF ended_at ON panel_conflicts
    FOR EACH ROW EXECUTE FUNCTION change_panel_key();`;

/** Changes one part of a function and nothing else in it: its other parts belong to other migrations. */
const inFunction = (name: string, from: string, to: string): string => `
  DO $change$
  DECLARE
    body text := pg_get_functiondef('${name}'::regprocedure);
  BEGIN
    IF position($text$${from}$text$ IN body) = 0 THEN
      RAISE EXCEPTION '${name} does not say %', $text$${from}$text$;
    END IF;
    EXECUTE replace(body, $text$${from}$text$, $text$${to}$text$);
  END $change$;`;
