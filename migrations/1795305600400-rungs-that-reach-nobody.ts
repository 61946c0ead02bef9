import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A rung whose people, and everybody above them, cannot be told leaves a failed row for each of them, is heard by the nearest
 * below who can be told, and is owed again when somebody is back. A rung is said once for each due day, whatever version of
 * the obligation it was said of. What is no longer needed says the true reason.
 */
export class RungsThatReachNobody1795305600400 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(replaceIn(REACHED, REACHED_CHANGES));
    for (const [signature, changes] of OTHERS) await queryRunner.query(replaceIn(signature, changes));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [signature, changes] of OTHERS.toReversed())
      await queryRunner.query(replaceIn(signature, back(changes)));
    // What the older service has no words for goes: it does not owe it.
    await queryRunner.query(`
      ALTER TABLE reminders NO FORCE ROW LEVEL SECURITY;
      UPDATE reminders SET status = 'suppressed', status_reason = 'recipient_unreachable', last_error = NULL
       WHERE status = 'failed' AND last_error LIKE 'untold\\_%';
      ALTER TABLE reminders FORCE ROW LEVEL SECURITY;
    `);
    await queryRunner.query(replaceIn(REACHED, back(REACHED_CHANGES)));
  }
}

type Change = readonly [was: string, becomes: string];
const REACHED = 'reminders_reached(date, uuid[])';

const REACHED_CHANGES: readonly Change[] = [
  ['redirect_reason text, away_until date)', 'redirect_reason text, away_until date, obstacle text)'],
  [
    `max(g.rank) FILTER (WHERE g.height = 3) AS third, max(g.rank) FILTER (WHERE g.height = 4) AS fourth
`,
    `max(g.rank) FILTER (WHERE g.height = 3) AS third, max(g.rank) FILTER (WHERE g.height = 4) AS fourth,
             -- For whoever is the highest that can be told: the newest rung meant for those above, when it is later than theirs.
             ARRAY[CASE WHEN max(g.days_after_due) FILTER (WHERE g.height > 1) > coalesce(max(g.days_after_due) FILTER (WHERE g.height <= 1), -1000)
                        THEN max(g.rank) FILTER (WHERE g.height > 1) END,
                   CASE WHEN max(g.days_after_due) FILTER (WHERE g.height > 2) > coalesce(max(g.days_after_due) FILTER (WHERE g.height <= 2), -1000)
                        THEN max(g.rank) FILTER (WHERE g.height > 2) END,
                   CASE WHEN max(g.days_after_due) FILTER (WHERE g.height > 3) > coalesce(max(g.days_after_due) FILTER (WHERE g.height <= 3), -1000)
                        THEN max(g.rank) FILTER (WHERE g.height > 3) END] AS last_resort
`,
  ],
  [
    `SELECT p.n, count(p.hearer) > 0 AS is_heard,`,
    `SELECT p.n, count(p.hearer) > 0 AS is_heard, coalesce(max(p.height) FILTER (WHERE p.hearer IS NOT NULL), 0) AS top,`,
  ],
  [
    `CASE WHEN a.nearest[4] = p.height THEN g.fourth END) AS rank
`,
    `CASE WHEN a.nearest[4] = p.height THEN g.fourth END,
                      CASE WHEN a.top = p.height AND p.hearer IS NOT NULL THEN g.last_resort[a.top] END) AS rank,
             -- Of who cannot be told: the newest rung that neither they nor anybody above can hear.
             CASE WHEN p.hearer IS NULL AND p.height > a.top AND (a.is_heard OR NOT p.at_the_last) AND (p.obstacle = 'disabled' OR p.at_the_last)
               THEN greatest(CASE WHEN a.top < 1 THEN g.first END, CASE WHEN a.top < 2 AND p.height >= 2 THEN g.second END,
                             CASE WHEN a.top < 3 AND p.height >= 3 THEN g.third END, CASE WHEN p.height >= 4 THEN g.fourth END) END AS untold
`,
  ],
  [
    `    )
    SELECT r.kind, r.subject_id,`,
    `    ), untold AS (
      SELECT DISTINCT ON (t.n, t.user_id) t.n, t.user_id, t.part, t.obstacle, t.away_until, g.rung
        FROM told t JOIN ladder g ON g.rank = t.untold
       ORDER BY t.n, t.user_id, t.untold DESC, t.height, t.part
    )
    SELECT r.kind, r.subject_id,`,
  ],
  [
    `CASE WHEN c.told <> c.user_id THEN c.away_until ELSE s.away_until END
`,
    `CASE WHEN c.told <> c.user_id THEN c.away_until ELSE s.away_until END, NULL
`,
  ],
  [
    `LEFT JOIN stuck s ON s.n = c.n AND s.height = c.meant_for AND c.height > c.meant_for`,
    `LEFT JOIN stuck s ON s.n = c.n AND s.height = c.meant_for AND c.height <> c.meant_for
    UNION ALL
    SELECT r.kind, r.subject_id, r.subject_version, r.individual_id, r.due_on, u.user_id,
           (ARRAY['plan_owner','lead_professional','action_owner','chaser','agency_manager','panel_chair','partnership_lead','register_owner','recorder'])[u.part],
           u.rung, NULL, NULL, u.away_until, u.obstacle
      FROM untold u JOIN running r ON r.n = u.n`,
  ],
];

/** Shared by the scan and by what is asked before a message is made. */
const OVER_CHANGES: readonly Change[] = [
  [
    `newer.kind = m.kind AND newer.recipient_id = m.recipient_id
`,
    `newer.kind = m.kind AND newer.recipient_id = m.recipient_id
         -- Who cannot be told keeps what failed, and is sent nothing.
         AND (newer.obstacle IS NULL OR m.status = 'failed')
`,
  ],
  [
    `m.recipient_id, newer.subject_version AS newer_version`,
    `m.recipient_id, m.due_on, newer.subject_version AS newer_version`,
  ],
  [
    `SELECT o.id, CASE WHEN still.subject_id IS NULL
`,
    `SELECT o.id, CASE WHEN still.subject_id IS NULL AND o.kind = 'validation'
                          AND EXISTS (SELECT 1 FROM still v WHERE v.kind = o.kind AND v.individual_id = o.individual_id AND v.due_on = o.due_on)
                          -- Owed of the next period of the same person, by the same day.
                          THEN 'newer_rung'
                        WHEN still.subject_id IS NULL
`,
  ],
  [
    `WHEN still.subject_version <> o.subject_version THEN 'date_changed'`,
    `WHEN still.due_on <> o.due_on THEN 'date_changed'`,
  ],
];

const SAID_ALREADY = (whose: string): string => `(SELECT e FROM reminders e WHERE ${whose} AND e.kind = r.kind
                     AND e.recipient_id = r.recipient_id AND e.rung = r.rung AND e.due_on = r.due_on AND e.times_said > 0
                   ORDER BY e.said_on DESC, e.id LIMIT 1)`;

const OWE_CHANGES: readonly Change[] = [
  ...OVER_CHANGES,
  [
    `    INSERT INTO reminders AS m (id,`,
    `    , fresh AS MATERIALIZED (
      -- A rung is said once for each due day, whatever version it was said of: an exemption that came and went repeats nothing,
      -- and a check of the cohort decision stands by the same day in the next period.
      SELECT r.*, CASE r.kind WHEN 'validation' THEN ${SAID_ALREADY('e.individual_id = r.individual_id')}
                              ELSE ${SAID_ALREADY('e.subject_id = r.subject_id')} END AS earlier
        FROM reached r
       WHERE NOT EXISTS (SELECT 1 FROM reminders e WHERE e.subject_id = r.subject_id AND e.kind = r.kind
                            AND e.subject_version = r.subject_version AND e.recipient_id = r.recipient_id AND e.rung = r.rung
                            AND NOT (e.status = 'suppressed' OR e.status = 'sent' AND e.due_on < today AND e.said_on <= today - repeat_after
                                     OR e.status = 'failed' AND e.last_error LIKE 'untold\\_%' AND e.last_error IS DISTINCT FROM 'untold_' || r.obstacle))
    )
    INSERT INTO reminders AS m (id,`,
  ],
  [
    `instead_of, redirect_reason, away_until)
    SELECT gen_random_uuid(),`,
    `instead_of, redirect_reason, away_until, status, last_error, times_said, said_on, sent_at)
    SELECT gen_random_uuid(),`,
  ],
  [
    `r.instead_of, r.redirect_reason, r.away_until
      FROM reached r
     WHERE NOT EXISTS (SELECT 1 FROM reminders e WHERE e.subject_id = r.subject_id AND e.kind = r.kind
                          AND e.subject_version = r.subject_version AND e.recipient_id = r.recipient_id AND e.rung = r.rung
                          AND NOT (e.status = 'suppressed' OR e.status = 'sent' AND e.due_on < today AND e.said_on <= today - repeat_after))
    ON CONFLICT`,
    `r.instead_of, r.redirect_reason, r.away_until,
           CASE WHEN r.obstacle IS NULL THEN 'owed' ELSE 'failed' END, 'untold_' || r.obstacle,
           coalesce((r.earlier).times_said, 0), (r.earlier).said_on, (r.earlier).sent_at
      FROM fresh r
     WHERE (r.earlier).id IS NULL OR r.due_on < today AND (r.earlier).said_on <= today - repeat_after
    ON CONFLICT`,
  ],
  [
    `SET status = 'owed', status_reason = NULL,`,
    `SET status = excluded.status, status_reason = NULL, times_said = greatest(m.times_said, excluded.times_said),
           said_on = greatest(m.said_on, excluded.said_on), sent_at = greatest(m.sent_at, excluded.sent_at),`,
  ],
  [
    `message_id = NULL, last_error = NULL
`,
    `message_id = NULL, last_error = excluded.last_error
`,
  ],
  [
    `OR m.status = 'sent' AND m.due_on < today AND m.said_on <= today - repeat_after;`,
    `OR m.status = 'sent' AND m.due_on < today AND m.said_on <= today - repeat_after
        OR m.status = 'failed' AND m.last_error LIKE 'untold\\_%' AND m.last_error IS DISTINCT FROM excluded.last_error;`,
  ],
];

const STOP_CHANGES: readonly Change[] = [
  [
    `WITH free AS (
      SELECT m.id FROM reminders m`,
    `WITH free AS (
      SELECT m.* FROM reminders m`,
  ],
  [
    `FOR UPDATE SKIP LOCKED
    )
    UPDATE reminders m`,
    `FOR UPDATE SKIP LOCKED
    ), standing AS MATERIALIZED (
      SELECT * FROM obligations('9999-12-31') o WHERE o.individual_id = NEW.individual_id
    ), judged AS (
      SELECT f.id, CASE WHEN o.subject_id IS NOT NULL
                          THEN CASE WHEN o.due_on <> f.due_on THEN 'date_changed' ELSE 'no_longer_responsible' END
                        WHEN f.kind = 'validation' AND EXISTS (SELECT 1 FROM standing v WHERE v.kind = f.kind AND v.due_on = f.due_on) THEN 'newer_rung'
                        ELSE coalesce((SELECT CASE s.status WHEN 'completed' THEN 'review_recorded' ELSE s.status END
                                         FROM review_schedules s WHERE s.id = f.subject_id AND f.kind = 'review' AND s.status <> 'active'), 'done') END AS why
        FROM free f LEFT JOIN standing o ON o.kind = f.kind AND o.subject_id = f.subject_id
       WHERE o.subject_id IS NULL
          -- The same day, and somebody else's: who stays is told of it still, and the next scan sees to it.
          OR o.subject_version <> f.subject_version
             AND (o.due_on <> f.due_on
                  OR f.told_as IN ('action_owner','chaser') AND o.owner_id NOT IN (f.recipient_id, coalesce(f.instead_of, f.recipient_id))
                  OR f.told_as = 'agency_manager' AND o.owner_agency_id <> (SELECT u.agency_id FROM users u WHERE u.id = f.recipient_id))
    )
    UPDATE reminders m`,
  ],
  [
    `status_reason = CASE WHEN EXISTS (SELECT 1 FROM obligations('9999-12-31') o WHERE o.individual_id = NEW.individual_id
                                                AND o.kind = m.kind AND o.subject_id = m.subject_id) THEN 'date_changed'
                                ELSE coalesce((SELECT CASE s.status WHEN 'completed' THEN 'review_recorded' ELSE s.status END
                                                 FROM review_schedules s WHERE s.id = m.subject_id AND m.kind = 'review' AND s.status <> 'active'), 'done') END
      FROM free
     WHERE m.id = free.id
       AND NOT EXISTS (SELECT 1 FROM obligations('9999-12-31') o WHERE o.individual_id = NEW.individual_id
                          AND o.kind = m.kind AND o.subject_id = m.subject_id AND o.subject_version = m.subject_version);`,
    `status_reason = judged.why
      FROM judged WHERE m.id = judged.id;`,
  ],
];

const COUNT_CHANGES: readonly Change[] = [
  [
    'RETURN QUERY SELECT m.status, count(*)::integer FROM reminders m',
    `RETURN QUERY SELECT CASE WHEN m.status = 'failed' AND m.last_error LIKE 'untold\\_%' THEN 'untold' ELSE m.status END, count(*)::integer FROM reminders m`,
  ],
  [`m.owed_at >= since GROUP BY m.status;`, `m.owed_at >= since GROUP BY 1;`],
];

const OTHERS: readonly (readonly [string, readonly Change[]])[] = [
  ['suppress_what_is_over(date, uuid[])', OVER_CHANGES],
  ['owe_reminders(date, timestamptz, integer, date[])', OWE_CHANGES],
  ['stop_reminders()', STOP_CHANGES],
  ['reminder_counts(timestamptz)', COUNT_CHANGES],
];

const back = (changes: readonly Change[]): Change[] =>
  changes.map(([was, becomes]): Change => [becomes, was]).toReversed();

/** Changes places in the body of a function, and fails when one is not there. What it returns may change: then it is made anew. */
const replaceIn = (signature: string, changes: readonly Change[]): string => `
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
    ${
      signature === REACHED
        ? `DROP FUNCTION ${REACHED};
    EXECUTE body;
    REVOKE ALL ON FUNCTION ${REACHED} FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ${REACHED} TO cohort_system;
    EXECUTE format('COMMENT ON FUNCTION ${REACHED} IS %L', words);`
        : 'EXECUTE body;'
    }
  END $do$`;
