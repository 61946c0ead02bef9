import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is not accepted to the cohort is signposted to a service, and the minutes say to which. */
export class Signposted1795305600501 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE meeting_items ADD COLUMN signposted_to text,
        ADD CONSTRAINT meeting_items_signposted_when_closed CHECK (signposted_to IS NULL OR decision = 'close');
      COMMENT ON COLUMN meeting_items.signposted_to IS 'The service somebody who is not accepted, or leaves, is pointed to.';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE meeting_items DROP CONSTRAINT meeting_items_signposted_when_closed, DROP COLUMN signposted_to;`);
  }
}
