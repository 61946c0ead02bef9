import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Of more than sixty records at one postcode the newest are compared, as of more than sixty with one name: which sixty must
 * not depend on how the database finds them.
 */
export class HomesInOrder1795305600390 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(candidatesByKeys('ORDER BY i.id DESC LIMIT 60'));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(candidatesByKeys('LIMIT 60'));
  }
}

const candidatesByKeys = (atOneHome: string): string => `
  CREATE OR REPLACE FUNCTION candidates_by_keys(keys text[], kinds text[], numbers text[], postcodes text[], except_id uuid, sight uuid[])
    RETURNS TABLE (individual_id uuid) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT id FROM (
      SELECT i.id, (SELECT count(*) FROM unnest(i.match_keys) k WHERE k = ANY (keys)) AS shared
        FROM individuals i WHERE i.match_keys && keys AND i.access_keys && sight AND i.id IS DISTINCT FROM except_id
       ORDER BY shared DESC, i.id DESC LIMIT 60) by_name
    UNION
    SELECT n.individual_id FROM unnest(kinds, numbers) wanted(kind, value)
      JOIN individual_identifiers n ON n.kind = wanted.kind AND n.value = wanted.value AND n.withdrawn_at IS NULL
      JOIN individuals i ON i.id = n.individual_id AND i.access_keys && sight AND i.id IS DISTINCT FROM except_id
    UNION
    SELECT id FROM (
      SELECT i.id FROM individual_addresses a
        JOIN individuals i ON i.id = a.individual_id AND i.access_keys && sight AND i.id IS DISTINCT FROM except_id
       WHERE a.postcode = ANY (postcodes) AND a.withdrawn_at IS NULL ${atOneHome}) by_home $$;`;
