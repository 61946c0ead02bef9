import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Young adults harmed and young adults who harm were one figure. They are two: who blurs them cannot see that one falls while the other
 * rises, and takes the one for the other. I14 stays where somebody supplied it.
 */
export class YoungAdultsApart1795305600772 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UNDER_POLICIES);
    for (const { code, name, numerator } of APART) {
      await queryRunner.query(
        `INSERT INTO indicator_definitions (id, code, number, position, name, wording, numerator, denominator, cut_off, direction, shape,
                                            target, amber_within, owner, source, method, kind, rule, held_by, in_force_on, made_by, made_at)
         SELECT gen_random_uuid(), $1, 1, position, $2, wording, $3, denominator, cut_off, direction, shape,
                NULL, amber_within, owner, source, $4, kind, rule, held_by, in_force_on, made_by, made_at
           FROM indicator_definitions WHERE code = 'I14' AND number = 1`,
        [code, name, numerator, METHOD],
      );
    }
    await queryRunner.query(`
      DELETE FROM indicator_definitions d WHERE d.code = 'I14' AND EXISTS (SELECT 1 FROM indicator_definitions x WHERE x.code = 'I14a')
         AND NOT EXISTS (SELECT 1 FROM figure_sets s WHERE s.code = 'I14');
      ${POLICIES_AGAIN}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${UNDER_POLICIES}
      INSERT INTO indicator_definitions (id, code, number, position, name, wording, numerator, denominator, cut_off, direction, shape,
                                         target, amber_within, owner, source, method, kind, rule, held_by, in_force_on, made_by, made_at)
      SELECT gen_random_uuid(), 'I14', 1, position, 'Young adults and violence', wording, 'Victims and perpetrators of 18 to 24', denominator,
             cut_off, direction, shape, NULL, amber_within, owner, source,
             'Two series are supplied as one until the police can give them apart; the note says which.', kind, rule, held_by, in_force_on, made_by, made_at
        FROM indicator_definitions d WHERE d.code = 'I14a' AND d.number = 1
          ON CONFLICT ON CONSTRAINT indicator_definitions_once DO NOTHING;
      DELETE FROM indicator_definitions d WHERE d.code IN ('I14a','I14b') AND NOT EXISTS (SELECT 1 FROM figure_sets s WHERE s.code = d.code);
      ${POLICIES_AGAIN}`);
  }
}

const METHOD = 'Counted by itself: who is harmed and who harms are never one figure. Somebody may be counted in both.';

const APART = [
  { code: 'I14a', name: 'Young adults harmed by violence', numerator: 'Victims of 18 to 24' },
  { code: 'I14b', name: 'Young adults who harm by violence', numerator: 'Perpetrators of 18 to 24' },
];

const UNDER_POLICIES = `
  ALTER TABLE indicator_definitions NO FORCE ROW LEVEL SECURITY; ALTER TABLE figure_sets NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE indicator_definitions DISABLE TRIGGER indicator_definitions_append_only;`;
const POLICIES_AGAIN = `
  ALTER TABLE indicator_definitions ENABLE TRIGGER indicator_definitions_append_only;
  ALTER TABLE indicator_definitions FORCE ROW LEVEL SECURITY; ALTER TABLE figure_sets FORCE ROW LEVEL SECURITY;`;
