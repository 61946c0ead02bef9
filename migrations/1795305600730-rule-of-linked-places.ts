import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether places and groups that several cases are linked to reach the agenda by themselves is a rule of the panel, like every other reason. */
export class RuleOfLinkedPlaces1795305600730 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(rules([...RULES, 'linked_place']));
    await queryRunner.query(ofPanels(`array_append(agenda_reasons, 'linked_place')`));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ofPanels(`array_remove(agenda_reasons, 'linked_place')`));
    await queryRunner.query(rules(RULES));
  }
}

const RULES = [
  ...['review_overdue', 'new', 'no_plan', 'review_due', 'escalated', 'stuck_plan', 'stepping_down'],
  ...['turning_18', 'turning_25', 'transfer'],
];

const rules = (known: string[]): string => `
  ALTER TABLE panels DROP CONSTRAINT panels_agenda_reasons_known,
    ADD CONSTRAINT panels_agenda_reasons_known CHECK (agenda_reasons <@ ARRAY[${known.map((one) => `'${one}'`).join(',')}]),
    ALTER COLUMN agenda_reasons SET DEFAULT '{${known.join(',')}}';`;

const ofPanels = (value: string): string => `
  ALTER TABLE panels NO FORCE ROW LEVEL SECURITY;
  UPDATE panels SET agenda_reasons = ${value}, version = version + 1;
  ALTER TABLE panels FORCE ROW LEVEL SECURITY;`;
