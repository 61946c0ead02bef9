import type { MigrationInterface, QueryRunner } from 'typeorm';
import { REMINDERS_REACHED_BEFORE, REMINDERS_REACHED_WORDS_BEFORE } from './before-reminders-written-whole';
import { REMINDERS_REACHED } from './reminders-reached-whole';

/**
 * Nobody is told while they are away: a rung for which nobody at all can be told fails for each of them, and one for which nobody
 * is named fails too, addressed to the service itself. A row names everybody in whose place it is. Nobody hears a rung that
 * they, for the same due day, have heard already, or a later one; a rung that was said is not told to nobody afterwards.
 */
export class ToldOnceOrToNobody1795305600451 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE reminders ADD COLUMN also_instead_of jsonb;
      COMMENT ON COLUMN reminders.also_instead_of IS
        'Others in whose place it is, beside instead_of: [{ id, reason, until }], nearest first; null when there are none.';
      ALTER TABLE reminders DROP CONSTRAINT reminders_told_as_known;
      ALTER TABLE reminders ADD CONSTRAINT reminders_told_as_known CHECK (told_as IN (${[...TOLD_AS, "'nobody'"].join()}));
      -- The service itself stands for nobody, and is never sent anything.
      ALTER TABLE reminders ADD CONSTRAINT reminders_to_nobody_failed CHECK (told_as <> 'nobody' OR status IN ('failed','suppressed'));
      DROP FUNCTION reminders_reached(date, uuid[]);
    `);
    await queryRunner.query(REMINDERS_REACHED);
    await queryRunner.query(rights(WORDS));
    await queryRunner.query(replaceIn(OWE, CHANGES));
    await queryRunner.query(replaceIn(UNDELIVERED, UNDELIVERED_CHANGES, 'cohort_app'));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(replaceIn(UNDELIVERED, back(UNDELIVERED_CHANGES), 'cohort_app'));
    await queryRunner.query(replaceIn(OWE, back(CHANGES)));
    await queryRunner.query('DROP FUNCTION reminders_reached(date, uuid[])');
    await queryRunner.query(REMINDERS_REACHED_BEFORE);
    await queryRunner.query(rights(REMINDERS_REACHED_WORDS_BEFORE));
    // The older service has no words for a reminder to nobody; what it makes of the same case it owes by itself.
    await queryRunner.query(`
      ALTER TABLE reminders NO FORCE ROW LEVEL SECURITY;
      DELETE FROM reminders WHERE told_as = 'nobody';
      ALTER TABLE reminders FORCE ROW LEVEL SECURITY;
      ALTER TABLE reminders DROP CONSTRAINT reminders_to_nobody_failed;
      ALTER TABLE reminders DROP CONSTRAINT reminders_told_as_known;
      ALTER TABLE reminders ADD CONSTRAINT reminders_told_as_known CHECK (told_as IN (${TOLD_AS.join()}));
      ALTER TABLE reminders DROP COLUMN also_instead_of;
    `);
  }
}

const TOLD_AS = [
  `'plan_owner','lead_professional','action_owner','chaser','agency_manager','panel_chair','partnership_lead'`,
  `'register_owner','recorder'`,
];

const WORDS =
  'What should have been said by this day: for each obligation and each person, the newest rung reached. Somebody away is heard by who stands in and may see the case; an audience with nobody who can be told, by the next one up, or below when there is none. With an obstacle it can be told to nobody, which is a failed reminder. Scan and sending ask this one function.';

const rights = (words: string): string => `
  REVOKE ALL ON FUNCTION reminders_reached(date, uuid[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION reminders_reached(date, uuid[]) TO cohort_system;
  COMMENT ON FUNCTION reminders_reached(date, uuid[]) IS $words$${words}$words$;`;

const OWE = 'owe_reminders(date, timestamptz, integer, date[])';
type Change = readonly [was: string, becomes: string];

const CHANGES: readonly Change[] = [
  [
    `WHEN who.status IS DISTINCT FROM 'active' THEN 'recipient_disabled'`,
    `WHEN o.recipient_id = system_user_id() THEN 'no_longer_responsible' -- somebody is named by now
                        WHEN who.status IS DISTINCT FROM 'active' THEN 'recipient_disabled'`,
  ],
  [
    `    , fresh AS MATERIALIZED (
      -- A rung is said once for each due day,`,
    `    , renamed AS MATERIALIZED (
      -- Still waiting, and by now in the place of others, or of more.
      SELECT m.id, r.instead_of, r.redirect_reason, r.away_until, r.also_instead_of
        FROM waiting w JOIN reached r ON r.subject_id = w.subject_id AND r.kind = w.kind AND r.recipient_id = w.recipient_id
         AND r.rung = w.rung AND r.subject_version = w.subject_version AND r.obstacle IS NULL
        JOIN reminders m ON m.id = w.id AND m.status = 'owed' AND m.lease_id IS NULL
       WHERE (w.instead_of, w.redirect_reason, w.away_until, w.also_instead_of)
             IS DISTINCT FROM (r.instead_of, r.redirect_reason, r.away_until, r.also_instead_of)
    ), free_to_rename AS MATERIALIZED (
      SELECT m.id FROM reminders m WHERE m.id = ANY (ARRAY(SELECT n.id FROM renamed n)) AND m.status = 'owed' AND m.lease_id IS NULL
       ORDER BY m.id FOR UPDATE SKIP LOCKED
    ), names_kept AS (
      UPDATE reminders m SET instead_of = n.instead_of, redirect_reason = n.redirect_reason, away_until = n.away_until,
             also_instead_of = n.also_instead_of
        FROM renamed n WHERE n.id = m.id AND m.id = ANY (ARRAY(SELECT f.id FROM free_to_rename f)) RETURNING 1
    ), as_late AS MATERIALIZED (
      -- Of each rung itself and those that come after it.
      SELECT g.rung, ARRAY(SELECT l.rung FROM reminder_rungs l WHERE l.rung = g.rung OR l.days_after_due > g.days_after_due) AS rungs
        FROM reminder_rungs g
    ), fresh AS MATERIALIZED (
      -- A rung is said once for each due day,`,
  ],
  [
    `(SELECT e FROM reminders e WHERE e.individual_id = r.individual_id AND e.kind = r.kind
                     AND e.recipient_id = r.recipient_id AND e.rung = r.rung AND`,
    `(SELECT e FROM reminders e WHERE e.individual_id = r.individual_id AND e.kind = r.kind
                     AND (e.recipient_id = r.recipient_id AND e.rung = ANY (v.rungs) OR r.obstacle IS NOT NULL AND e.rung = r.rung) AND`,
  ],
  [
    `(SELECT e FROM reminders e WHERE e.subject_id = r.subject_id AND e.kind = r.kind
                     AND e.recipient_id = r.recipient_id AND e.rung = r.rung AND`,
    `(SELECT e FROM reminders e WHERE e.subject_id = r.subject_id AND e.kind = r.kind
                     AND (e.recipient_id = r.recipient_id AND e.rung = ANY (v.rungs) OR r.obstacle IS NOT NULL AND e.rung = r.rung) AND`,
  ],
  [
    `        FROM reached r
       WHERE NOT EXISTS`,
    `        FROM reached r JOIN as_late v ON v.rung = r.rung
       WHERE NOT EXISTS`,
  ],
  [
    `status, last_error, times_said, said_on, sent_at)
    SELECT`,
    `status, last_error, times_said, said_on, sent_at, also_instead_of)
    SELECT`,
  ],
  [
    `           coalesce((r.earlier).times_said, 0), (r.earlier).said_on, (r.earlier).sent_at
`,
    `           -- What was said of a later rung, or to somebody else, is not said of this one to them.
           CASE WHEN (r.earlier).rung = r.rung AND (r.earlier).recipient_id = r.recipient_id THEN (r.earlier).times_said ELSE 0 END,
           CASE WHEN (r.earlier).rung = r.rung AND (r.earlier).recipient_id = r.recipient_id THEN (r.earlier).said_on END,
           CASE WHEN (r.earlier).rung = r.rung AND (r.earlier).recipient_id = r.recipient_id THEN (r.earlier).sent_at END,
           r.also_instead_of
`,
  ],
  [
    `away_until = excluded.away_until,
           message_id`,
    `away_until = excluded.away_until, also_instead_of = excluded.also_instead_of,
           message_id`,
  ],
];

const UNDELIVERED = 'undelivered_reminders(text, timestamptz, uuid, integer)';
const UNDELIVERED_CHANGES: readonly Change[] = [
  ['owed_at_key text)', 'owed_at_key text, away_until date, also_instead_of jsonb)'],
  [
    'm.owed_at, m.owed_at::text\n',
    `m.owed_at, m.owed_at::text, m.away_until,
           (SELECT jsonb_agg(jsonb_build_object('name', p.display_name, 'reason', e.value ->> 'reason', 'until', e.value ->> 'until') ORDER BY e.ordinality)
              FROM jsonb_array_elements(m.also_instead_of) WITH ORDINALITY e JOIN users p ON p.id = (e.value ->> 'id')::uuid)
`,
  ],
];

const back = (changes: readonly Change[]): Change[] =>
  changes.map(([was, becomes]): Change => [becomes, was]).toReversed();

/** Changes places in the body of a function, and fails when one is not there. What it returns may change: then say who asks it. */
const replaceIn = (signature: string, changes: readonly Change[], asker?: string): string => `
  DO $do$
  DECLARE
    body text := pg_get_functiondef('${signature}'::regprocedure);
    words text := obj_description('${signature}'::regprocedure, 'pg_proc');
    was text;
  BEGIN
    ${changes
      .map(
        ([from, to], at) => `
    was := body; body := replace(body, $from$${from}$from$, $to$${to}$to$);
    IF was = body THEN RAISE EXCEPTION '${signature} is not as expected, at ${at}.'; END IF;`,
      )
      .join('')}
    ${asker === undefined ? '' : `DROP FUNCTION ${signature};`}
    EXECUTE body;
    ${
      asker === undefined
        ? ''
        : `ALTER FUNCTION ${signature} OWNER TO cohort_system;
    REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ${signature} TO ${asker};
    EXECUTE format('COMMENT ON FUNCTION ${signature} IS %L', words);`
    }
  END $do$`;
