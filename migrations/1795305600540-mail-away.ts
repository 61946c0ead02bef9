import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when no message has left: a worker that lives and a mail server that takes nothing look alike from the queue. */
export class MailAway1795305600540 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE worker_heartbeat ADD COLUMN mail_away_since timestamptz;
      COMMENT ON COLUMN worker_heartbeat.mail_away_since IS
        'The first of the messages that did not leave since the last one that did; null while they leave. By the clock of PostgreSQL.';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE worker_heartbeat DROP COLUMN mail_away_since');
  }
}
