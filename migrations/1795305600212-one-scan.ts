import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OWE_REMINDERS_BEFORE, REMINDERS_REACHED_BEFORE, SUPPRESS_WHAT_IS_OVER_BEFORE } from './before-one-scan';

/**
 * The scan as one statement: what is reached is worked out once, what is over is suppressed by it and what is new is owed.
 * Rows between its parts are two numbers and a person, not whole obligations: sorting those was most of the time.
 */
export class OneScan1795305600212 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(INDEX_SQL);
    await queryRunner.query(REACHED_SQL);
    await queryRunner.query(SUPPRESS_SQL);
    await queryRunner.query(OWE_SQL);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION suppress_what_is_over(date, uuid[])');
    await queryRunner.query(REMINDERS_REACHED_BEFORE);
    await queryRunner.query(SUPPRESS_WHAT_IS_OVER_BEFORE);
    await queryRunner.query(OWE_REMINDERS_BEFORE);
    await queryRunner.query(`
      DROP INDEX cohort_memberships_individual_index;
      DROP INDEX cohort_memberships_current_index;
      CREATE INDEX cohort_memberships_current_index ON cohort_memberships (individual_id) INCLUDE (tier) WHERE ended_on IS NULL;
    `);
  }
}

/** Why a person is told, nearest first: of two reasons the first is given. */
const PARTS = `ARRAY['plan_owner','lead_professional','action_owner','chaser','agency_manager','panel_chair','partnership_lead']`;

/** With the panel in it, who chairs is found without the table. */
const INDEX_SQL = `
  DROP INDEX cohort_memberships_current_index;
  CREATE INDEX cohort_memberships_current_index ON cohort_memberships (individual_id) INCLUDE (tier, panel_id) WHERE ended_on IS NULL;
  -- Every period of a case: the one that knows them now keeps them from overlapping, and is slow to ask.
  CREATE INDEX cohort_memberships_individual_index ON cohort_memberships (individual_id);
`;

const REACHED_SQL = `
  CREATE OR REPLACE FUNCTION reminders_reached(today date, only_subjects uuid[])
    RETURNS TABLE (kind text, subject_id uuid, subject_version integer, individual_id uuid, due_on date, recipient_id uuid,
                   told_as text, rung text, instead_of uuid, redirect_reason text, away_until date)
    LANGUAGE sql STABLE ROWS 50000 SET plan_cache_mode = force_custom_plan SET enable_nestloop = on SET enable_mergejoin = off SET random_page_cost = 1.1
    SET work_mem = '64MB' SET jit = off AS $$
    WITH ladder AS MATERIALIZED (
      SELECT g.rung, g.days_after_due, g.covers_actions, row_number() OVER (ORDER BY g.days_after_due, g.rung DESC)::integer AS rank,
             array_position(ARRAY['responsible','agency_managers','panel_chairs','partnership_leads'], g.audience) AS height
        FROM reminder_rungs g WHERE g.removed_at IS NULL
    ), running AS MATERIALIZED (
      SELECT row_number() OVER ()::integer AS n, o.*, today - o.due_on AS days_after_due, o.kind IN ('action','chase') AS is_own
        FROM (SELECT * FROM obligations_kept(today + 60) WHERE only_subjects IS NULL
              UNION ALL
              SELECT * FROM obligations_of(today + 60, (SELECT array_agg(DISTINCT w.individual_id) FROM reminders w
                                                         WHERE w.subject_id = ANY (only_subjects)))
               WHERE only_subjects IS NOT NULL
              UNION ALL
              SELECT * FROM minutes_owed(today + 60) WHERE only_subjects IS NOT NULL) o
       WHERE o.due_on <= today - (SELECT min(g.days_after_due) FROM ladder g)
         AND (only_subjects IS NULL OR o.subject_id = ANY (only_subjects))
    ), newest AS MATERIALIZED (
      -- For each audience the newest rung of the ladder that is reached: the same for all that are as late and of one sort.
      SELECT d.days_after_due, d.is_own, d.is_chase,
             max(g.rank) FILTER (WHERE g.height = 1) AS first, max(g.rank) FILTER (WHERE g.height = 2) AS second,
             max(g.rank) FILTER (WHERE g.height = 3) AS third, max(g.rank) FILTER (WHERE g.height = 4) AS fourth
        FROM (SELECT DISTINCT r.days_after_due, r.is_own, r.kind = 'chase' AS is_chase FROM running r) d
        JOIN ladder g ON g.days_after_due <= d.days_after_due AND (g.covers_actions OR NOT d.is_own)
         AND (g.days_after_due >= 0 OR NOT d.is_chase)
       GROUP BY d.days_after_due, d.is_own, d.is_chase
    ), holders AS (
      SELECT r.n, a.user_id, a.agency_id, CASE a.kind WHEN 'plan_owner' THEN 1 ELSE 2 END AS part
        FROM running r JOIN assignments a ON a.individual_id = r.individual_id AND a.ended_at IS NULL
         AND a.kind IN ('plan_owner','lead_professional')
       WHERE NOT r.is_own
      UNION ALL
      SELECT r.n, r.owner_id, r.owner_agency_id, CASE r.kind WHEN 'action' THEN 3 ELSE 4 END FROM running r WHERE r.is_own
    ), chairs AS (
      SELECT p.panel_id, u.id AS user_id FROM panel_members p JOIN users u ON u.id = p.user_id AND 'panel_chair' = ANY (u.roles)
       WHERE p.ended_at IS NULL
    ), candidates AS (
      SELECT c.n, c.user_id, c.height, min(c.part) AS part
        FROM (SELECT h.n, h.user_id, 1 AS height, h.part FROM holders h
              UNION ALL
              SELECT h.n, u.id, 2, 5 FROM holders h JOIN users u ON u.agency_id = h.agency_id AND 'manager' = ANY (u.roles)
              UNION ALL
              SELECT r.n, p.user_id, 3, 6
                FROM running r JOIN cohort_memberships c ON c.individual_id = r.individual_id AND c.ended_on IS NULL
                JOIN chairs p ON p.panel_id = c.panel_id
              UNION ALL
              SELECT r.n, p.user_id, e.height, 6
                FROM running r JOIN chairs p ON p.panel_id = r.access_keys[1] CROSS JOIN (VALUES (1), (3)) AS e (height) WHERE r.kind = 'minutes'
              UNION ALL
              SELECT r.n, l.user_id, 4, 7 FROM running r CROSS JOIN partnership_leads l WHERE l.ended_at IS NULL) c
       GROUP BY c.n, c.user_id, c.height
    ), absent AS MATERIALIZED (
      SELECT * FROM absent_on(today)
    ), people AS MATERIALIZED (
      SELECT d.user_id, who.access_keys, who.agency_id, who.agency_kind, away.ends_on AS away_until, away.delegate_id,
             CASE WHEN who.status IS DISTINCT FROM 'active' THEN 'disabled'
                  WHEN away.user_id IS NOT NULL THEN 'away'
                  WHEN coalesce(who.email, '') !~ '@' THEN 'no_address'
                  WHEN b.user_id IS NOT NULL THEN 'bouncing' END AS obstacle
        FROM (SELECT c.user_id FROM candidates c UNION SELECT a.delegate_id FROM absent a WHERE a.delegate_id IS NOT NULL) d
        LEFT JOIN LATERAL actor_for_user(d.user_id) who ON true
        LEFT JOIN absent away ON away.user_id = d.user_id
        LEFT JOIN address_bounces b ON b.user_id = d.user_id AND b.cleared_at IS NULL AND lower(b.email) = lower(who.email)
    ), placed AS MATERIALIZED (
      SELECT c.n, c.user_id, c.height, c.part, p.obstacle, p.away_until,
             CASE WHEN p.obstacle IS NULL THEN c.user_id ELSE q.user_id END AS hearer,
             coalesce(p.obstacle <> 'disabled', false) AND r.access_keys && p.access_keys AS at_the_last
        FROM candidates c
        JOIN running r ON r.n = c.n
        JOIN people p ON p.user_id = c.user_id
        LEFT JOIN people q ON p.obstacle = 'away' AND q.user_id = p.delegate_id AND q.obstacle IS NULL AND r.access_keys && q.access_keys
         AND (r.visibility = 'all_agencies' OR r.visibility = q.agency_kind || '_only'
              OR r.visibility = 'named_agencies' AND r.visible_to ? q.agency_id::text)
       WHERE p.obstacle IS NOT NULL
          OR r.access_keys && p.access_keys
         AND (r.visibility = 'all_agencies' OR r.visibility = p.agency_kind || '_only' OR c.user_id = r.owner_id
              OR r.visibility = 'named_agencies' AND r.visible_to ? p.agency_id::text)
    ), audiences AS (
      -- nearest: for a rung meant for each of the four audiences, the nearest one at or above it that has somebody.
      -- Nobody at all can be told: then those whose only fault is an address or an absence are, and it shows in the service.
      SELECT p.n, count(p.hearer) > 0 AS is_heard,
             CASE WHEN count(p.hearer) > 0
               THEN ARRAY[min(p.height) FILTER (WHERE p.hearer IS NOT NULL),
                          min(p.height) FILTER (WHERE p.hearer IS NOT NULL AND p.height >= 2),
                          min(p.height) FILTER (WHERE p.hearer IS NOT NULL AND p.height >= 3),
                          min(p.height) FILTER (WHERE p.hearer IS NOT NULL AND p.height >= 4)]
               ELSE ARRAY[min(p.height) FILTER (WHERE p.at_the_last),
                          min(p.height) FILTER (WHERE p.at_the_last AND p.height >= 2),
                          min(p.height) FILTER (WHERE p.at_the_last AND p.height >= 3),
                          min(p.height) FILTER (WHERE p.at_the_last AND p.height >= 4)] END AS nearest,
             bool_or(p.height = 1 AND p.hearer IS NULL) AS is_stuck, bool_or(p.height = 1 AND NOT p.at_the_last) AS is_stuck_at_the_last
        FROM placed p GROUP BY p.n
    ), told AS MATERIALIZED (
      SELECT p.n, p.user_id, p.height, p.part, p.obstacle, p.away_until,
             CASE WHEN a.is_heard THEN p.hearer WHEN p.at_the_last THEN p.user_id END AS told,
             greatest(CASE WHEN a.nearest[1] = p.height
                             OR a.nearest[2] = p.height AND CASE WHEN a.is_heard THEN a.is_stuck ELSE a.is_stuck_at_the_last END
                           THEN g.first END,
                      CASE WHEN a.nearest[2] = p.height THEN g.second END, CASE WHEN a.nearest[3] = p.height THEN g.third END,
                      CASE WHEN a.nearest[4] = p.height THEN g.fourth END) AS rank
        FROM placed p
        JOIN audiences a ON a.n = p.n
        JOIN running r ON r.n = p.n
        LEFT JOIN newest g ON g.days_after_due = r.days_after_due AND g.is_own = r.is_own AND g.is_chase = (r.kind = 'chase')
    ), stuck AS MATERIALIZED (
      SELECT DISTINCT ON (t.n, t.height) t.n, t.height, t.user_id, t.obstacle, t.away_until
        FROM told t WHERE t.told IS NULL ORDER BY t.n, t.height, t.part, t.user_id
    ), chosen AS (
      SELECT DISTINCT ON (t.n, t.told) t.n, t.told, t.user_id, t.height, t.part, t.obstacle, t.away_until, g.rung, g.height AS meant_for
        FROM told t JOIN ladder g ON g.rank = t.rank
       WHERE t.told IS NOT NULL
       ORDER BY t.n, t.told, g.days_after_due DESC, t.height, t.told <> t.user_id, t.part, g.rung
    )
    SELECT r.kind, r.subject_id, r.subject_version, r.individual_id, r.due_on, c.told, (${PARTS})[c.part], c.rung,
           CASE WHEN c.told <> c.user_id THEN c.user_id ELSE s.user_id END,
           CASE WHEN c.told <> c.user_id THEN c.obstacle ELSE s.obstacle END,
           CASE WHEN c.told <> c.user_id THEN c.away_until ELSE s.away_until END
      FROM chosen c
      JOIN running r ON r.n = c.n
      LEFT JOIN stuck s ON s.n = c.n AND s.height = c.meant_for AND c.height > c.meant_for $$;
`;

/** What waits and is not what is reached now, with why; taken back in the order of their ids, so that two never deadlock. */
const OVER_SQL = `
    over AS (
      SELECT m.id, m.kind, m.subject_id, m.subject_version, m.individual_id, m.recipient_id, newer.subject_version AS newer_version
        FROM waiting m
        LEFT JOIN reached newer ON newer.subject_id = m.subject_id AND newer.kind = m.kind AND newer.recipient_id = m.recipient_id
       WHERE (newer.subject_version, newer.rung) IS DISTINCT FROM (m.subject_version, m.rung)
    ), still AS MATERIALIZED (
      SELECT o.* FROM obligations_of('9999-12-31', (SELECT array_agg(DISTINCT v.individual_id) FROM over v)) o
      UNION ALL SELECT * FROM minutes_owed('9999-12-31')
    ), explained AS (
      SELECT o.id, CASE WHEN still.subject_id IS NULL
                          THEN CASE (SELECT s.status FROM review_schedules s WHERE s.id = o.subject_id AND o.kind = 'review')
                               WHEN 'completed' THEN 'review_recorded' WHEN 'exempt' THEN 'exempt' WHEN 'cancelled' THEN 'cancelled' ELSE 'done' END
                        WHEN still.subject_version <> o.subject_version THEN 'date_changed'
                        WHEN o.newer_version IS NOT NULL THEN 'newer_rung'
                        WHEN who.status IS DISTINCT FROM 'active' THEN 'recipient_disabled'
                        WHEN away.user_id IS NOT NULL THEN 'recipient_away'
                        WHEN coalesce(who.email, '') !~ '@' OR b.user_id IS NOT NULL THEN 'recipient_unreachable'
                        WHEN NOT still.access_keys && who.access_keys THEN 'may_not_see'
                        ELSE 'no_longer_responsible' END AS why
        FROM over o
        LEFT JOIN still ON still.subject_id = o.subject_id AND still.kind = o.kind
        LEFT JOIN LATERAL actor_for_user(o.recipient_id) who ON true
        LEFT JOIN absent_on(today) away ON away.user_id = o.recipient_id
        LEFT JOIN address_bounces b ON b.user_id = o.recipient_id AND b.cleared_at IS NULL AND lower(b.email) = lower(who.email)
    ), locked AS MATERIALIZED (
      SELECT m.id FROM reminders m WHERE m.id = ANY (ARRAY(SELECT e.id FROM explained e)) AND m.status IN ('owed','failed') ORDER BY m.id FOR UPDATE
    ), suppressed AS (
      UPDATE reminders m SET status = 'suppressed', status_reason = e.why, lease_id = NULL, leased_until = NULL
        FROM explained e WHERE m.id = ANY (ARRAY(SELECT l.id FROM locked l)) AND e.id = m.id RETURNING 1
    )`;

const SUPPRESS_SQL = `
  CREATE FUNCTION suppress_what_is_over(today date, only_leases uuid[]) RETURNS integer
    LANGUAGE sql SET enable_nestloop = off SET jit = off AS $$
    WITH waiting AS MATERIALIZED (
      SELECT m.* FROM reminders m WHERE m.status IN ('owed','failed') AND m.lease_id = ANY (only_leases)
    ), reached AS MATERIALIZED (
      SELECT * FROM reminders_reached(today, ARRAY(SELECT DISTINCT w.subject_id FROM waiting w))
    ), ${OVER_SQL}
    SELECT count(*)::integer FROM suppressed $$;
  COMMENT ON FUNCTION suppress_what_is_over(date, uuid[]) IS 'Before a message is made: what these leases hold and nobody is owed any more.';
  CREATE OR REPLACE FUNCTION suppress_what_is_over(today date, only_lease uuid) RETURNS integer
    LANGUAGE sql AS $$ SELECT suppress_what_is_over(today, ARRAY[only_lease]) $$;
  REVOKE ALL ON FUNCTION suppress_what_is_over(date, uuid[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION suppress_what_is_over(date, uuid[]) TO cohort_system;
`;

const OWE_SQL = `
  CREATE OR REPLACE FUNCTION owe_reminders(today date, at timestamptz, repeat_after integer, holidays date[]) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_nestloop = off SET work_mem = '64MB' SET jit = off AS $$
  DECLARE
    owed integer;
    changed uuid[];
    other_holidays integer;
  BEGIN
    PERFORM refuse_all_but_the_service();
    -- Two scans at once would be right, but do the work twice.
    PERFORM pg_advisory_xact_lock(hashtext('owe_reminders'));
    WITH gone AS (DELETE FROM bank_holidays b WHERE b.day <> ALL (holidays) RETURNING 1),
         come AS (INSERT INTO bank_holidays SELECT unnest(holidays) ON CONFLICT DO NOTHING RETURNING 1)
    SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM come) INTO other_holidays;
    IF other_holidays > 0 THEN
      INSERT INTO changed_cases (individual_id) SELECT k.individual_id FROM kept_obligations k WHERE k.kind = 'no_plan';
    END IF;
    -- What changes from here on is noted for the next scan.
    WITH taken AS (DELETE FROM changed_cases RETURNING individual_id) SELECT array_agg(DISTINCT t.individual_id) INTO changed FROM taken t;
    IF changed IS NOT NULL THEN
      PERFORM refresh_kept_obligations(changed, cardinality(changed) > 20000);
    END IF;
    WITH reached AS MATERIALIZED (
      SELECT * FROM reminders_reached(today, NULL)
    ), waiting AS MATERIALIZED (
      SELECT m.* FROM reminders m WHERE m.status IN ('owed','failed')
    ), ${OVER_SQL}
    INSERT INTO reminders AS m (id, kind, subject_id, subject_version, individual_id, recipient_id, told_as, rung, due_on, owed_at,
                                instead_of, redirect_reason, away_until)
    SELECT gen_random_uuid(), r.kind, r.subject_id, r.subject_version, r.individual_id, r.recipient_id, r.told_as, r.rung, r.due_on, at,
           r.instead_of, r.redirect_reason, r.away_until
      FROM reached r
     WHERE NOT EXISTS (SELECT 1 FROM reminders e WHERE e.subject_id = r.subject_id AND e.kind = r.kind
                          AND e.subject_version = r.subject_version AND e.recipient_id = r.recipient_id AND e.rung = r.rung
                          AND NOT (e.status = 'suppressed' OR e.status = 'sent' AND e.due_on < today AND e.said_on <= today - repeat_after))
    ON CONFLICT ON CONSTRAINT reminders_once DO UPDATE
       SET status = 'owed', status_reason = NULL, told_as = excluded.told_as, owed_at = excluded.owed_at, attempts = 0,
           instead_of = excluded.instead_of, redirect_reason = excluded.redirect_reason, away_until = excluded.away_until,
           message_id = NULL, last_error = NULL
     WHERE m.status = 'suppressed' AND (m.said_on IS NULL OR m.due_on < today AND m.said_on <= today - repeat_after)
        OR m.status = 'sent' AND m.due_on < today AND m.said_on <= today - repeat_after;
    GET DIAGNOSTICS owed = ROW_COUNT;
    RETURN owed;
  END $$;
`;
