import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit leaves as any other file does: one person alone takes what is about few people, two agree to more. */
export class TwoPeopleForTheAudit1795305601072 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE exports ADD COLUMN filter jsonb,
        DROP CONSTRAINT exports_kind_known, DROP CONSTRAINT exports_evaluation_is_agreed, DROP CONSTRAINT exports_evaluation_is_grouped,
        ADD CONSTRAINT exports_kind_known CHECK (kind IN ('cases','evaluation','audit')),
        ADD CONSTRAINT exports_evaluation_is_agreed CHECK (kind <> 'evaluation' OR status <> 'ready' OR decided_by IS NOT NULL),
        ADD CONSTRAINT exports_audit_is_filtered CHECK ((kind = 'audit') = (filter IS NOT NULL));
      ALTER TABLE exports ADD CONSTRAINT exports_evaluation_is_grouped CHECK (kind <> 'evaluation' OR
        (detail IS NOT NULL AND least_group >= 5 AND alone_share IS NOT NULL AND withheld_share IS NOT NULL)) NOT VALID;
      COMMENT ON COLUMN exports.filter IS 'Of the audit: what of it, as it was asked for; {} is the whole.';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- The owner of a table is held by its policies too.
      ALTER TABLE exports NO FORCE ROW LEVEL SECURITY;
      DELETE FROM exports WHERE kind = 'audit';
      ALTER TABLE exports FORCE ROW LEVEL SECURITY;
      ALTER TABLE exports DROP CONSTRAINT exports_audit_is_filtered, DROP COLUMN filter,
        DROP CONSTRAINT exports_kind_known, DROP CONSTRAINT exports_evaluation_is_agreed, DROP CONSTRAINT exports_evaluation_is_grouped,
        ADD CONSTRAINT exports_kind_known CHECK (kind IN ('cases','evaluation')),
        ADD CONSTRAINT exports_evaluation_is_agreed CHECK (kind = 'cases' OR status <> 'ready' OR decided_by IS NOT NULL);
      ALTER TABLE exports ADD CONSTRAINT exports_evaluation_is_grouped CHECK (kind = 'cases' OR
        (detail IS NOT NULL AND least_group >= 5 AND alone_share IS NOT NULL AND withheld_share IS NOT NULL)) NOT VALID;
    `);
  }
}
