import type { MigrationInterface, QueryRunner } from 'typeorm';
import { remindersReached, WITH_DECISIONS } from './reminders-reached-of-decisions';

/**
 * Whoever is told a rung of their own, which is later than the one that nobody below them could be told, hears it in the place of those
 * too: the row names them, so that whoever asks sees that the reminder was passed up, and for whom.
 */
export class PassedOverBelow1795305600960 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(remindersReached(WITH_DECISIONS, ALSO_FOR_WHO_IS_BELOW));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(remindersReached(WITH_DECISIONS));
  }
}

const ALSO_FOR_WHO_IS_BELOW = `), beneath AS (
      -- Everybody below who cannot be told and is heard for at this height, nearest first. No rung of theirs comes after one from above,
      -- so that it is reached. Of the people responsible the next height hears also when one of them alone cannot be told.
      SELECT x.n, x.told, jsonb_agg(x.one ORDER BY x.height, x.at) AS people
        FROM (SELECT DISTINCT ON (c.n, c.told, e.one ->> 'id') c.n, c.told, s.height, e.one, e.at
                FROM chosen c
                JOIN audiences a ON a.n = c.n
                JOIN stuck s ON s.n = c.n AND s.height < c.height AND s.height <> c.meant_for AND a.nearest[greatest(s.height, 2)] = c.height
               CROSS JOIN jsonb_array_elements(s.people) WITH ORDINALITY AS e (one, at)
               WHERE NOT c.is_stand_in
                 AND NOT EXISTS (SELECT 1 FROM stuck m WHERE m.n = c.n AND m.height = c.meant_for AND c.height <> c.meant_for
                                    AND m.people @> jsonb_build_array(jsonb_build_object('id', e.one ->> 'id')))
               ORDER BY c.n, c.told, e.one ->> 'id', s.height) x
       GROUP BY x.n, x.told
    ), heard AS (
      SELECT c.n, c.told, c.part, c.rung, CASE WHEN c.is_stand_in THEN i.people ELSE s.people END AS people,
             CASE WHEN c.is_stand_in THEN '[]' ELSE coalesce(i.people, '[]') || coalesce(b.people, '[]') END AS also
        FROM chosen c
        LEFT JOIN stood_in_for i ON i.n = c.n AND i.hearer = c.told AND i.rank = c.rank
        LEFT JOIN stuck s ON NOT c.is_stand_in AND s.n = c.n AND s.height = c.meant_for AND c.height <> c.meant_for
        LEFT JOIN beneath b ON b.n = c.n AND b.told = c.told`;
