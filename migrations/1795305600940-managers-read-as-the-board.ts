import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Managers read the partnership's figures and issued reports as its board does, rounded, beside their own agency's exact part. Rounding
 * needs the parts that it protects: as for the board, they are read to be rounded and shown to nobody as they are.
 */
export class ManagersReadAsTheBoard1795305600940 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of OF_PARTS) await queryRunner.query(policy(table, MANAGES));
    await queryRunner.query(policy('report_packs', OF_AN_ISSUED_REPORT));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [...OF_PARTS, 'report_packs']) {
      await queryRunner.query(`DROP POLICY ${table}_see_as_manager ON ${table};`);
    }
  }
}

const OF_PARTS = ['figure_cells', 'kept_figures'];

const MANAGES = `(SELECT actor_has_role('manager'))`;
const OF_AN_ISSUED_REPORT = `${MANAGES} AND EXISTS (SELECT 1 FROM quarterly_reports q WHERE q.id = report_id AND q.status = 'issued')`;

const policy = (table: string, using: string): string =>
  `CREATE POLICY ${table}_see_as_manager ON ${table} FOR SELECT TO cohort_app USING (${using});`;
