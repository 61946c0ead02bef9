import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of a plan the version for the person and family has is the author's to say; who says nothing leaves it to the kind. */
export class ShownToFamily1795305601090 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP_SQL);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN_SQL);
  }
}

const chosen = (table: string): string => `
  ALTER TABLE ${table} ADD COLUMN shown_to_family boolean
    CONSTRAINT ${table}_shown_are_for_all CHECK (shown_to_family IS NOT TRUE OR visibility = 'all_agencies');
  COMMENT ON COLUMN ${table}.shown_to_family IS
    'Whether its author wants it in the version for the person and family. Null: as its kind is. What only some agencies may read never is.';`;

const UP_SQL = `
  ${chosen('actions')}
  ${chosen('plan_contingencies')}
  ALTER TABLE plan_needs ADD COLUMN shown_to_family boolean NOT NULL DEFAULT false;
  COMMENT ON COLUMN plan_needs.shown_to_family IS 'Whether its author wants it in the version for the person and family.';
  ALTER TABLE plan_contingencies DROP CONSTRAINT plan_contingencies_kind_known;
  ALTER TABLE plan_contingencies ADD CONSTRAINT plan_contingencies_kind_known
    CHECK (kind IN ('threat','missing','retaliation','release_day','enforcement','other'));
`;

const DOWN_SQL = `
  ALTER TABLE plan_contingencies DROP CONSTRAINT plan_contingencies_kind_known;
  ALTER TABLE plan_contingencies NO FORCE ROW LEVEL SECURITY;
  -- The older service leaves this kind out of what a family is shown, too.
  UPDATE plan_contingencies SET kind = 'retaliation' WHERE kind = 'enforcement';
  ALTER TABLE plan_contingencies FORCE ROW LEVEL SECURITY;
  ALTER TABLE plan_contingencies ADD CONSTRAINT plan_contingencies_kind_known
    CHECK (kind IN ('threat','missing','retaliation','release_day','other'));
  ALTER TABLE plan_needs DROP COLUMN shown_to_family;
  ALTER TABLE plan_contingencies DROP COLUMN shown_to_family;
  ALTER TABLE actions DROP COLUMN shown_to_family;
`;
