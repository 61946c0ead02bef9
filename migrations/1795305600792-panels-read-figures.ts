import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The dashboard and the quarterly report are for the partnership's board, whose members sit on panels: they read figures, rounded as for
 * everybody who opens no list behind them, and reports from the day they are issued. A draft is for those who make it.
 */
export class PanelsReadFigures1795305600792 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of OF_FIGURES) await queryRunner.query(policy(table, IS_MEMBER));
    await queryRunner.query(policy('quarterly_reports', `${IS_MEMBER} AND status = 'issued'`));
    for (const table of OF_ISSUED) await queryRunner.query(policy(table, OF_AN_ISSUED_REPORT));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [...OF_FIGURES, 'quarterly_reports', ...OF_ISSUED]) {
      await queryRunner.query(`DROP POLICY ${table}_see_as_panel ON ${table};`);
    }
  }
}

const OF_FIGURES = ['indicator_definitions', 'figure_sets', 'figure_cells', 'kept_figures', 'small_number_rules'];
const OF_ISSUED = ['report_packs', 'report_narratives', 'figure_publications'];

const IS_MEMBER = `(SELECT actor_has_role('panel_member'))`;
const OF_AN_ISSUED_REPORT = `${IS_MEMBER} AND EXISTS (SELECT 1 FROM quarterly_reports q WHERE q.id = report_id AND q.status = 'issued')`;

const policy = (table: string, using: string): string =>
  `CREATE POLICY ${table}_see_as_panel ON ${table} FOR SELECT TO cohort_app USING (${using});`;
