import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each referral that is begun has an address of its own, so that one person may keep several: those kept so far are given theirs. */
export class DraftsOfBegunReferrals1795305600880 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      unforced(
        `UPDATE drafts SET form_path = '/referrals/begun/' || gen_random_uuid() WHERE form_path = '/referrals';`,
      ),
    );
  }

  /** The form had one draft: the newest stays, and the others would be found by nothing. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      unforced(`
        DELETE FROM drafts d WHERE starts_with(form_path, '/referrals/begun/') AND EXISTS (
          SELECT 1 FROM drafts newer WHERE newer.user_id = d.user_id AND starts_with(newer.form_path, '/referrals/begun/')
             AND (newer.saved_at, newer.id) > (d.saved_at, d.id));
        UPDATE drafts SET form_path = '/referrals' WHERE starts_with(form_path, '/referrals/begun/');`),
    );
  }
}

const unforced = (statements: string): string => `
  ALTER TABLE drafts NO FORCE ROW LEVEL SECURITY; ${statements}
  ALTER TABLE drafts FORCE ROW LEVEL SECURITY;`;
