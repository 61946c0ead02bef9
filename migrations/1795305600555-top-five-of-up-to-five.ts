import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The indicator of the top five says what the chair's page says: up to five. How it is counted stays, so it holds for every quarter. */
export class TopFiveOfUpToFive1795305600555 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE indicator_definitions NO FORCE ROW LEVEL SECURITY;
      INSERT INTO indicator_definitions (id, code, number, position, name, wording, numerator, denominator, cut_off, direction, shape, target,
             amber_within, baseline, owner, source, method, kind, rule, held_by, in_force_on, made_by, made_at)
      SELECT gen_random_uuid(), code, number + 1, position, name, wording, 'A list of up to five people that a chair confirmed within the quarter',
             denominator, cut_off, direction, shape, target, amber_within, baseline, owner, source, '${METHOD}', kind, rule, held_by, in_force_on,
             system_user_id(), now()
        FROM indicator_definitions WHERE code = 'I6' ORDER BY number DESC LIMIT 1;
      ALTER TABLE indicator_definitions FORCE ROW LEVEL SECURITY;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE indicator_definitions NO FORCE ROW LEVEL SECURITY; ALTER TABLE figure_sets NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE indicator_definitions DISABLE TRIGGER indicator_definitions_append_only;
      ALTER TABLE figure_sets DISABLE TRIGGER figure_sets_append_only;
      UPDATE figure_sets s SET definition_id = before.id
        FROM indicator_definitions d JOIN indicator_definitions before ON before.code = d.code AND before.number = d.number - 1
       WHERE d.code = 'I6' AND d.method = '${METHOD}' AND d.made_by = system_user_id() AND s.definition_id = d.id;
      DELETE FROM indicator_definitions WHERE code = 'I6' AND method = '${METHOD}' AND made_by = system_user_id();
      ALTER TABLE indicator_definitions ENABLE TRIGGER indicator_definitions_append_only;
      ALTER TABLE figure_sets ENABLE TRIGGER figure_sets_append_only;
      ALTER TABLE indicator_definitions FORCE ROW LEVEL SECURITY; ALTER TABLE figure_sets FORCE ROW LEVEL SECURITY;`);
  }
}

const METHOD =
  'Done when a chair confirmed the list before the quarter ended: up to five people, each with a reason. Fewer than five still count as done.';
