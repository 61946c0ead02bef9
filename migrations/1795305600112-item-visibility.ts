import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Notes, actions and the parts of a plan may be for some agencies only: named ones, the police or health. Row-level security
 * hides them from all others. Each says which agency supplied it and whether it may be passed on without asking that agency.
 */
export class ItemVisibility1795305600112 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(SUPPLIER);
    for (const item of ITEMS) await queryRunner.query(carry(item));
    await queryRunner.query(OPENED_BY);
    await queryRunner.query(AGREEMENTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE passing_on_agreements;
      DROP POLICY notes_of_visible ON notes;
      DROP POLICY actions_visible ON actions;
      DROP POLICY plan_risks_of_visible ON plan_risks;
      DROP POLICY plan_goals_of_visible ON plan_goals;
      DROP POLICY plan_entries_of_visible ON plan_entries;`);
    for (const item of ITEMS) await queryRunner.query(drop(item));
    await queryRunner.query(`
      ALTER TABLE plan_goals ADD CONSTRAINT plan_goals_position_unique UNIQUE (plan_id, position);
      DROP FUNCTION keep_supplier();
      CREATE POLICY notes_of_visible ON notes TO cohort_app
        USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id)
               AND (visibility = 'all_agencies' OR visibility = (SELECT actor_agency_kind()) || '_only'));
      CREATE POLICY actions_visible ON actions TO cohort_app USING (access_keys && (SELECT actor_access_keys())
        AND (visibility = 'all_agencies' OR visibility = (SELECT actor_agency_kind()) || '_only' OR owner_id = (SELECT actor_id())));
      CREATE POLICY plan_risks_of_visible ON plan_risks TO cohort_app USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      CREATE POLICY plan_goals_of_visible ON plan_goals TO cohort_app USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      CREATE POLICY plan_entries_of_visible ON plan_entries TO cohort_app USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
    `);
  }
}

interface Item {
  table: string;
  /** Who supplied it: the column that names the person. */
  by: string;
  /** Whether it may be passed on when nobody said: a note only after asking, a plan is written to be shared. */
  passedOn: boolean;
  /** The table had the column, for everybody or one kind of agency. */
  hadVisibility: boolean;
}

const ITEMS: Item[] = [
  { table: 'notes', by: 'author_id', passedOn: false, hadVisibility: true },
  { table: 'actions', by: 'created_by', passedOn: true, hadVisibility: true },
  { table: 'plan_risks', by: 'recorded_by', passedOn: true, hadVisibility: false },
  { table: 'plan_goals', by: 'recorded_by', passedOn: true, hadVisibility: false },
  { table: 'plan_entries', by: 'author_id', passedOn: true, hadVisibility: false },
];

const SUPPLIER = `
  CREATE FUNCTION keep_supplier() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    SELECT u.agency_id INTO NEW.supplied_by FROM users u WHERE u.id = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
    NEW.may_be_passed_on := NEW.may_be_passed_on AND NEW.visibility = 'all_agencies';
    RETURN NEW;
  END $$;
  COMMENT ON FUNCTION keep_supplier() IS
    'The agency of whoever wrote an item, as it was on that day; what is kept to some agencies is never passed on unasked.';`;

/** Rows from before get their supplier; the owner of a table is held by its policies too, so these are put aside meanwhile. */
const carry = ({ table, by, passedOn, hadVisibility }: Item): string => `
  ${hadVisibility ? `ALTER TABLE ${table} DROP CONSTRAINT ${table}_visibility_known;` : `ALTER TABLE ${table} ADD COLUMN visibility text NOT NULL DEFAULT 'all_agencies';`}
  ALTER TABLE ${table}
    ADD CONSTRAINT ${table}_visibility_known CHECK (visibility IN ('all_agencies','named_agencies','police_only','health_only')),
    ADD COLUMN visible_to uuid[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT ${table}_named_agencies CHECK ((visibility = 'named_agencies') = (cardinality(visible_to) > 0)),
    ADD COLUMN supplied_by uuid CONSTRAINT ${table}_supplied_by_fk REFERENCES agencies,
    ADD COLUMN may_be_passed_on boolean NOT NULL DEFAULT ${passedOn};
  ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE users NO FORCE ROW LEVEL SECURITY;
  ${table === 'actions' ? 'ALTER TABLE actions DISABLE TRIGGER actions_version;' : ''}
  UPDATE ${table} t SET supplied_by = u.agency_id, may_be_passed_on = t.may_be_passed_on AND t.visibility = 'all_agencies'
    FROM users u WHERE u.id = t.${by};
  ${table === 'actions' ? 'ALTER TABLE actions ENABLE TRIGGER actions_version;' : ''}
  ALTER TABLE users FORCE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  ALTER TABLE ${table} ALTER COLUMN supplied_by SET NOT NULL;
  COMMENT ON COLUMN ${table}.visible_to IS 'The agencies of named_agencies; empty otherwise.';
  COMMENT ON COLUMN ${table}.may_be_passed_on IS 'Outside the agencies it is for, without asking the one that supplied it.';
  CREATE TRIGGER ${table}_supplier BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION keep_supplier('${by}');`;

const drop = ({ table, hadVisibility }: Item): string => `
  DROP TRIGGER ${table}_supplier ON ${table};
  ALTER TABLE ${table} DROP CONSTRAINT ${table}_named_agencies, DROP CONSTRAINT ${table}_visibility_known,
    DROP COLUMN visible_to, DROP COLUMN supplied_by, DROP COLUMN may_be_passed_on;
  ${
    hadVisibility
      ? `ALTER TABLE ${table} ADD CONSTRAINT ${table}_visibility_known CHECK (visibility IN ('all_agencies','police_only','health_only'));`
      : `ALTER TABLE ${table} DROP COLUMN visibility;`
  }`;

const READABLE = `(visibility = 'all_agencies' OR visibility = (SELECT actor_agency_kind()) || '_only'
  OR (SELECT actor_agency_id()) = ANY (visible_to))`;
const OF_VISIBLE = `EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id)`;

const OPENED_BY = `
  DROP POLICY notes_of_visible ON notes;
  CREATE POLICY notes_of_visible ON notes TO cohort_app USING (${OF_VISIBLE} AND ${READABLE});
  DROP POLICY actions_visible ON actions;
  CREATE POLICY actions_visible ON actions TO cohort_app USING (access_keys && (SELECT actor_access_keys())
    AND (${READABLE} OR owner_id = (SELECT actor_id())));
  DROP POLICY plan_risks_of_visible ON plan_risks;
  CREATE POLICY plan_risks_of_visible ON plan_risks TO cohort_app USING (${OF_VISIBLE} AND ${READABLE});
  DROP POLICY plan_goals_of_visible ON plan_goals;
  CREATE POLICY plan_goals_of_visible ON plan_goals TO cohort_app USING (${OF_VISIBLE} AND ${READABLE});
  DROP POLICY plan_entries_of_visible ON plan_entries;
  CREATE POLICY plan_entries_of_visible ON plan_entries TO cohort_app USING (${OF_VISIBLE} AND ${READABLE});
  -- Two agencies that do not see each other's goals may give the same position; the order is then by id.
  ALTER TABLE plan_goals DROP CONSTRAINT plan_goals_position_unique;`;

const AGREEMENTS = `
  CREATE TABLE passing_on_agreements (
    id uuid CONSTRAINT passing_on_agreements_pk PRIMARY KEY,
    item_type text NOT NULL CONSTRAINT passing_on_agreements_type_known
      CHECK (item_type IN ('note','action','plan_risk','plan_goal','plan_entry')),
    item_id uuid NOT NULL,
    individual_id uuid NOT NULL CONSTRAINT passing_on_agreements_individual_fk REFERENCES individuals,
    agency_id uuid NOT NULL CONSTRAINT passing_on_agreements_agency_fk REFERENCES agencies,
    passed_on_to text NOT NULL CONSTRAINT passing_on_agreements_say_to_whom CHECK (length(trim(passed_on_to)) > 0),
    agreed_by uuid NOT NULL CONSTRAINT passing_on_agreements_agreed_by_fk REFERENCES users,
    agreed_at timestamptz NOT NULL
  );
  CREATE INDEX passing_on_agreements_item_index ON passing_on_agreements (item_id);
  CREATE INDEX passing_on_agreements_individual_index ON passing_on_agreements (individual_id);
  COMMENT ON TABLE passing_on_agreements IS 'The agency that supplied an item agreed that it be passed on, and to whom.';
  ALTER TABLE passing_on_agreements ENABLE ROW LEVEL SECURITY; ALTER TABLE passing_on_agreements FORCE ROW LEVEL SECURITY;
  CREATE POLICY passing_on_agreements_see ON passing_on_agreements FOR SELECT TO cohort_app USING (${OF_VISIBLE});
  CREATE POLICY passing_on_agreements_make ON passing_on_agreements FOR INSERT TO cohort_app
    WITH CHECK (${OF_VISIBLE} AND agency_id = (SELECT actor_agency_id()) AND agreed_by = (SELECT actor_id()));
  GRANT SELECT, INSERT ON passing_on_agreements TO cohort_app;`;
