import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a decision did beside what its item says (plan approved, strand, lead, question passed on) stands as an entry of the service's. */
export class CarriedOutWithDecisions1795305600700 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(kinds([...KINDS, 'carried_out']));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE meeting_entries NO FORCE ROW LEVEL SECURITY; ALTER TABLE meeting_entries DISABLE TRIGGER USER;
      UPDATE meeting_entries SET kind = 'discussion' WHERE kind = 'carried_out';
      ALTER TABLE meeting_entries ENABLE TRIGGER USER; ALTER TABLE meeting_entries FORCE ROW LEVEL SECURITY;`);
    await queryRunner.query(kinds(KINDS));
  }
}

const KINDS = [
  ...['return', 'information', 'victims', 'offenders', 'locations', 'themes', 'view', 'dissent', 'voice'],
  ...['discussion', 'correction', 'replaced_decision', 'put_back'],
];

const kinds = (known: string[]): string => `
  ALTER TABLE meeting_entries DROP CONSTRAINT meeting_entries_kind_known,
    ADD CONSTRAINT meeting_entries_kind_known CHECK (kind IN (${known.map((one) => `'${one}'`).join(',')}));`;
