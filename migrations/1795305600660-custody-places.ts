import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where somebody is held and when release is expected, apart from the free words of the status. */
export class CustodyPlaces1795305600660 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE individual_statuses
        ADD COLUMN place text,
        ADD COLUMN place_name text,
        ADD COLUMN release_expected_on date,
        ADD CONSTRAINT individual_statuses_place_known CHECK (place IN ('police_suite','secure_home','oakhill','oasis_restore',
          'feltham','parc','werrington','wetherby','bullingdon','isis','other')),
        ADD CONSTRAINT individual_statuses_place_named CHECK
          (coalesce(place IN ('police_suite','secure_home','other'), false) = (length(trim(coalesce(place_name, ''))) > 0)),
        ADD CONSTRAINT individual_statuses_place_of_custody CHECK
          ((place IS NULL AND release_expected_on IS NULL) OR (kind = 'custody' AND status IN ('police_custody','remand','sentenced'))),
        ADD CONSTRAINT individual_statuses_release_after_start CHECK (release_expected_on >= from_on);
      COMMENT ON COLUMN individual_statuses.place IS 'Where they are held, from the list of custody-places.ts.';
      COMMENT ON COLUMN individual_statuses.place_name IS 'Which one it is, for kinds of place of which there are many.';
      COMMENT ON COLUMN individual_statuses.release_expected_on IS
        'The day release is expected: the next review is due within the days of a release after it, whichever is sooner.';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'ALTER TABLE individual_statuses DROP COLUMN place, DROP COLUMN place_name, DROP COLUMN release_expected_on;',
    );
  }
}
