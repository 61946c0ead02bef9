import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Two claims to champion one family are told to both who claim and to their managers, and so is that it was settled. A merge is
 * told to who led either record; it moves what was said in the Top 5 too; and who looked at the merged record is read with the whole.
 */
export class FamiliesAndMergesTold1795305600432 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(NOTICES);
    await queryRunner.query(`SELECT open_to_merges('top_five_people', 'individual_id')`);
    for (const [signature, was, becomes] of REPLACED) await queryRunner.query(replaceIn(signature, was, becomes));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [signature, was, becomes] of REPLACED.toReversed()) {
      await queryRunner.query(replaceIn(signature, becomes, was));
    }
    await queryRunner.query(`
      DROP POLICY top_five_people_merged_individual_id ON top_five_people;
      REVOKE UPDATE (individual_id) ON top_five_people FROM cohort_system;
      DROP FUNCTION tell_of_family(uuid, text, timestamptz);
      ALTER TABLE access_notices NO FORCE ROW LEVEL SECURITY;
      DELETE FROM access_notices WHERE kind IN (${KINDS});
      ALTER TABLE access_notices DROP CONSTRAINT access_notices_kind_known;
      ALTER TABLE access_notices ADD CONSTRAINT access_notices_kind_known CHECK (kind IN (${KINDS_BEFORE}));
      ALTER TABLE access_notices FORCE ROW LEVEL SECURITY;
      DROP POLICY access_notices_own ON access_notices;
      ${ownNotices(`kind = 'break_glass'`)}`);
  }
}

const KINDS_BEFORE = `'break_glass','restricted','named','lift_asked','lifted'`;
const KINDS = `'family_contested','family_settled','merged','merge_undone'`;

const ownNotices = (also: string): string => `
  CREATE POLICY access_notices_own ON access_notices FOR SELECT TO cohort_app USING (recipient_id = (SELECT actor_id())
    AND (${also} OR EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id)));`;

const NOTICES = `
  ALTER TABLE access_notices DROP CONSTRAINT access_notices_kind_known;
  ALTER TABLE access_notices ADD CONSTRAINT access_notices_kind_known CHECK (kind IN (${KINDS_BEFORE},${KINDS}));
  DROP POLICY access_notices_own ON access_notices;
  -- Who led a record that was merged may not see the whole; they are told all the same, and read no name.
  ${ownNotices(`kind IN ('break_glass','merged','merge_undone')`)}

  CREATE FUNCTION tell_of_family(wanted uuid, wanted_kind text, told_at timestamptz) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    notice uuid;
    person record;
  BEGIN
    -- Only whoever claimed or ended a claim in this very transaction tells of it.
    IF wanted_kind NOT IN ('family_contested','family_settled') OR NOT EXISTS (SELECT 1 FROM family_champion_claims c
         WHERE c.family_id = wanted AND (c.user_id = actor_id() AND c.claimed_at = told_at OR c.ended_by = actor_id() AND c.ended_at = told_at)) THEN
      RAISE EXCEPTION 'nothing to tell of this family' USING ERRCODE = 'TC003';
    END IF;
    FOR person IN
      WITH concerned AS (
        -- A claim through a restricted record is known to who sees that record, and is told to nobody.
        SELECT c.* FROM family_champion_claims c JOIN individuals i ON i.id = c.individual_id AND NOT i.is_restricted
         WHERE c.family_id = wanted AND c.is_shared AND (c.status <> 'ended' OR c.ended_at = told_at)
      )
        SELECT DISTINCT ON (u.id) u.id, c.individual_id
          FROM concerned c JOIN individuals i ON i.id = c.individual_id
          JOIN users u ON u.status = 'active' AND (u.id = c.user_id AND (u.id = ANY (i.access_keys) OR u.agency_id = ANY (i.access_keys))
                           OR u.agency_id = c.agency_id AND 'manager' = ANY (u.roles) AND u.agency_id = ANY (i.access_keys))
         WHERE (SELECT count(*) FROM concerned) > 1
         ORDER BY u.id, u.id <> c.user_id, c.id
    LOOP
      notice := gen_random_uuid();
      INSERT INTO access_notices (id, recipient_id, kind, individual_id, made_by, made_at)
        VALUES (notice, person.id, wanted_kind, person.individual_id, actor_id(), told_at);
      RETURN NEXT notice;
    END LOOP;
  END $$;
  COMMENT ON FUNCTION tell_of_family(uuid, text, timestamptz) IS
    'Notices to everybody who claims to champion a family and to their managers, each about the member that is their own case: nobody learns through which member another claimed.';
  ALTER FUNCTION tell_of_family(uuid, text, timestamptz) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION tell_of_family(uuid, text, timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION tell_of_family(uuid, text, timestamptz) TO cohort_app;
`;

/** A place in the body of each function, and what stands there instead. */
const REPLACED: [signature: string, was: string, becomes: string][] = [
  ['tables_of_individuals()', `'cases_by_key', 'top_five_people')`, `'cases_by_key')`],
  [
    'merge_records(uuid, uuid, uuid, text, jsonb, jsonb, timestamptz, date)',
    `          WHEN 'drafts' THEN`,
    `          WHEN 'top_five_people' THEN 'AND NOT EXISTS (SELECT 1 FROM top_five_people k WHERE k.list_id = t.list_id AND k.individual_id = $1)'
          WHEN 'drafts' THEN`,
  ],
  [
    'who_has_looked(uuid, timestamptz, uuid, integer)',
    'WHERE e.individual_id = wanted AND',
    `WHERE e.individual_id = ANY (ARRAY(WITH RECURSIVE led AS (SELECT wanted AS id UNION SELECT i.id FROM individuals i JOIN led ON i.merged_into = led.id)
                                    SELECT led.id FROM led)) AND`,
  ],
];

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
