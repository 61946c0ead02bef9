/** The parts of `reminders_reached()` that speak of cohort decisions. */
interface DecisionParts {
  asked: string;
  notForHolders: string;
  deciders: string;
}

/** As it was before there were any. */
export const WITHOUT_DECISIONS: DecisionParts = { asked: '', notForHolders: `r.kind <> 'judgement'`, deciders: '' };

/**
 * A decision about the cohort is the chair's own, of the panel that owes it; managers of agencies that work the case, who may decide
 * too, hear after them. Whoever leads the case cannot decide, and reads it on the case.
 */
export const WITH_DECISIONS: DecisionParts = {
  asked: `), to_decide AS MATERIALIZED (
      SELECT r.n, r.days_after_due AS late, d.panel_id, r.access_keys
        FROM running r JOIN cohort_decisions d ON d.id = r.subject_id WHERE r.kind = 'cohort_decision'
    `,
  notForHolders: `r.kind NOT IN ('judgement','cohort_decision')`,
  deciders: `
              SELECT r.n, r.late, p.user_id, e.height, 6
                FROM to_decide r JOIN chairs p ON p.panel_id = r.panel_id CROSS JOIN (VALUES (1), (3)) AS e (height)
              UNION ALL
              SELECT r.n, r.late, u.id, 2, 5 FROM to_decide r JOIN users u ON u.agency_id = ANY (r.access_keys) AND 'manager' = ANY (u.roles)
              UNION ALL`,
};

/** A row says for whom it is heard where its rung was meant for them: nobody is named where it is a later one of their own. */
const FOR_WHOM_IT_WAS_MEANT = `), heard AS (
      SELECT c.n, c.told, c.part, c.rung, CASE WHEN c.is_stand_in THEN i.people ELSE s.people END AS people,
             CASE WHEN c.is_stand_in THEN '[]' ELSE coalesce(i.people, '[]') END AS also
        FROM chosen c
        LEFT JOIN stood_in_for i ON i.n = c.n AND i.hearer = c.told AND i.rank = c.rank
        LEFT JOIN stuck s ON NOT c.is_stand_in AND s.n = c.n AND s.height = c.meant_for AND c.height <> c.meant_for`;

/** What should have been said by a day, whole: as the migration `told-for-themselves-and-in-place` left it. */
export const remindersReached = (decisions: DecisionParts, heard = FOR_WHOM_IT_WAS_MEANT): string => `
  CREATE OR REPLACE FUNCTION reminders_reached(today date, only_subjects uuid[])
    RETURNS TABLE (kind text, subject_id uuid, subject_version integer, individual_id uuid, due_on date, recipient_id uuid, told_as text,
                   rung text, instead_of uuid, redirect_reason text, away_until date, also_instead_of jsonb, obstacle text)
    LANGUAGE sql STABLE ROWS 50000
    SET plan_cache_mode TO 'force_custom_plan' SET enable_nestloop TO 'on' SET enable_mergejoin TO 'off' SET random_page_cost TO '1.1'
    SET work_mem TO '64MB' SET jit TO 'off' AS $$
    WITH ladder AS MATERIALIZED (
      SELECT g.rung, g.days_after_due, g.covers_actions, row_number() OVER (ORDER BY g.days_after_due, g.rung DESC)::integer AS rank,
             array_position(ARRAY['responsible','agency_managers','panel_chairs','partnership_leads'], g.audience) AS height
        FROM reminder_rungs g WHERE g.removed_at IS NULL
    ), running AS MATERIALIZED (
      -- What is owed and near enough to its day for the first rung. is_own: one person's own, told to the panel only at need.
      -- is_chase: never before its day.
      SELECT row_number() OVER ()::integer AS n, o.*, today - o.due_on AS days_after_due, o.kind IN ('action','chase') AS is_own,
             o.kind IN ('chase','judgement') AS is_chase
        FROM (SELECT * FROM obligations_kept(today + 60) WHERE only_subjects IS NULL
              UNION ALL
              SELECT * FROM obligations_of(today + 60, (SELECT array_agg(DISTINCT w.individual_id) FROM reminders w
                                                         WHERE w.subject_id = ANY (only_subjects)))
               WHERE only_subjects IS NOT NULL
              UNION ALL
              SELECT * FROM owed_about_no_case(today + 60) WHERE only_subjects IS NOT NULL) o
       WHERE o.due_on <= today - (SELECT min(g.days_after_due) FROM ladder g)
         AND (only_subjects IS NULL OR o.subject_id = ANY (only_subjects))
    ), newest AS MATERIALIZED (
      -- For each audience the newest rung of the ladder that is reached: the same for all that are as late and of one sort.
      SELECT d.days_after_due, d.is_own, d.is_chase, max(g.rank) AS newest,
             max(g.rank) FILTER (WHERE g.height = 1) AS first, max(g.rank) FILTER (WHERE g.height = 2) AS second,
             max(g.rank) FILTER (WHERE g.height = 3) AS third, max(g.rank) FILTER (WHERE g.height = 4) AS fourth,
             -- For whoever is the highest that can be told: the newest rung meant for those above, when it is later than theirs.
             ARRAY[CASE WHEN max(g.days_after_due) FILTER (WHERE g.height > 1) > coalesce(max(g.days_after_due) FILTER (WHERE g.height <= 1), -1000)
                        THEN max(g.rank) FILTER (WHERE g.height > 1) END,
                   CASE WHEN max(g.days_after_due) FILTER (WHERE g.height > 2) > coalesce(max(g.days_after_due) FILTER (WHERE g.height <= 2), -1000)
                        THEN max(g.rank) FILTER (WHERE g.height > 2) END,
                   CASE WHEN max(g.days_after_due) FILTER (WHERE g.height > 3) > coalesce(max(g.days_after_due) FILTER (WHERE g.height <= 3), -1000)
                        THEN max(g.rank) FILTER (WHERE g.height > 3) END] AS last_resort
        FROM (SELECT DISTINCT r.days_after_due, r.is_own, r.is_chase FROM running r) d
        JOIN ladder g ON g.days_after_due <= d.days_after_due AND (g.covers_actions OR NOT d.is_own)
         AND (g.days_after_due >= 0 OR NOT d.is_chase)
       GROUP BY d.days_after_due, d.is_own, d.is_chase
    ), about_no_case AS MATERIALIZED (
      -- Minutes and registers: a few. Asked of all that runs they would cost a pass for each chair.
      SELECT r.n, r.days_after_due AS late, r.kind, r.subject_id, r.owner_agency_id, r.access_keys FROM running r WHERE r.individual_id IS NULL
    ), to_judge AS MATERIALIZED (
      SELECT r.n, r.days_after_due AS late, r.subject_id, r.access_keys FROM running r WHERE r.kind = 'judgement'
    ${decisions.asked}), holders AS (
      -- The people responsible. part: the place in the array at the end, nearest first; of two reasons the first is given.
      SELECT r.n, r.days_after_due AS late, a.user_id, a.agency_id, CASE a.kind WHEN 'plan_owner' THEN 1 ELSE 2 END AS part
        FROM running r JOIN assignments a ON a.individual_id = r.individual_id AND a.ended_at IS NULL
         AND a.kind IN ('plan_owner','lead_professional')
       WHERE NOT r.is_own AND ${decisions.notForHolders}
      UNION ALL
      -- What is kept to some agencies may be hidden from both of them: then whoever recorded it is asked.
      SELECT r.n, r.days_after_due, r.owner_id, r.owner_agency_id, 9 FROM running r WHERE r.kind = 'relationship_review' AND r.visibility <> 'all_agencies'
      UNION ALL
      SELECT r.n, r.days_after_due, r.owner_id, r.owner_agency_id, CASE r.kind WHEN 'action' THEN 3 ELSE 4 END FROM running r WHERE r.is_own
      UNION ALL
      SELECT r.n, r.late, w.owner_id, r.owner_agency_id, 8
        FROM about_no_case r CROSS JOIN LATERAL (
               SELECT unnest(a.owner_ids) AS owner_id FROM strategy_activities a WHERE r.kind = 'strategy_activity' AND a.id = r.subject_id
               UNION ALL SELECT k.owner_id FROM strategic_risks k WHERE r.kind = 'risk_review' AND k.id = r.subject_id
               UNION ALL SELECT g.owner_id FROM learning_actions g WHERE r.kind = 'learning_action' AND g.id = r.subject_id) w
       WHERE r.kind <> 'minutes'
    ), chairs AS MATERIALIZED (
      SELECT p.panel_id, u.id AS user_id FROM panel_members p JOIN users u ON u.id = p.user_id AND 'panel_chair' = ANY (u.roles)
       WHERE p.ended_at IS NULL
    ), candidates AS (
      -- Whom the ladder names, at each of its four heights.
      -- late goes with n for the planner alone: it takes each number for one of 200, and of a join on n expects fifty times too much.
      SELECT c.n, c.late, c.user_id, c.height, min(c.part) AS part
        FROM (SELECT h.n, h.late, h.user_id, 1 AS height, h.part FROM holders h
              UNION ALL
              SELECT h.n, h.late, u.id, 2, 5 FROM holders h JOIN users u ON u.agency_id = h.agency_id AND 'manager' = ANY (u.roles)
              UNION ALL
              SELECT r.n, r.days_after_due, p.user_id, 3, 6
                FROM running r
                -- One look-up in the covering index for each, not a reading of every membership there is.
               CROSS JOIN LATERAL (SELECT m.panel_id FROM cohort_memberships m
                                    WHERE m.individual_id = r.individual_id AND m.ended_on IS NULL OFFSET 0) c
                JOIN chairs p ON p.panel_id = c.panel_id
               WHERE r.kind <> 'judgement'
                  OR NOT EXISTS (SELECT 1 FROM screenings s WHERE s.id = r.subject_id AND s.screened_by = p.user_id)
              UNION ALL
              -- The second person: a manager of an agency of the case who did not judge it themselves.
              SELECT r.n, r.late, u.id, e.height, 5
                FROM to_judge r
                JOIN users u ON (u.agency_id = ANY (r.access_keys) OR u.id = ANY (r.access_keys)) AND 'manager' = ANY (u.roles)
                 AND NOT EXISTS (SELECT 1 FROM screenings s WHERE s.id = r.subject_id AND s.screened_by = u.id)
               CROSS JOIN (VALUES (1), (2)) AS e (height)
              UNION ALL${decisions.deciders}
              SELECT r.n, r.late, p.user_id, e.height, 6
                FROM about_no_case r JOIN chairs p ON p.panel_id = r.access_keys[1] CROSS JOIN (VALUES (1), (3)) AS e (height)
               WHERE r.kind = 'minutes'
              UNION ALL
              -- The strategy is the chair's own to review; of the other registers the chair hears after the managers.
              SELECT r.n, r.late, p.user_id, e.height, 6
                FROM about_no_case r CROSS JOIN chairs p CROSS JOIN (VALUES (1), (3)) AS e (height)
               WHERE r.kind <> 'minutes' AND (e.height = 3 OR r.kind = 'strategy_review')
              UNION ALL
              SELECT r.n, r.days_after_due, l.user_id, 4, 7 FROM running r CROSS JOIN partnership_leads l WHERE l.ended_at IS NULL) c
       GROUP BY c.n, c.late, c.user_id, c.height
    ), absent AS MATERIALIZED (
      SELECT * FROM stand_ins_on(today)
    ), asked AS MATERIALIZED (
      SELECT c.user_id FROM candidates c UNION SELECT a.delegate_id FROM absent a WHERE a.delegate_id IS NOT NULL
    ), people AS MATERIALIZED (
      SELECT d.user_id, who.access_keys, who.agency_id, who.agency_kind, CASE WHEN who.status = 'active' THEN away.ends_on END AS away_until, away.delegate_id,
             CASE WHEN who.status IS DISTINCT FROM 'active' THEN 'disabled'
                  WHEN away.user_id IS NOT NULL THEN 'away'
                  WHEN coalesce(who.email, '') !~ '@' THEN 'no_address'
                  WHEN b.user_id IS NOT NULL THEN 'bouncing' END AS obstacle
        FROM asked d
        LEFT JOIN actors_for_users(ARRAY(SELECT k.user_id FROM asked k)) who ON who.user_id = d.user_id
        LEFT JOIN absent away ON away.user_id = d.user_id
        LEFT JOIN address_bounces b ON b.user_id = d.user_id AND b.cleared_at IS NULL AND lower(b.email) = lower(who.email)
    ), placed AS MATERIALIZED (
      -- hearer: themselves, or who stands in and may see it; null when they cannot be told.
      -- is_named: who cannot be told and may see it (of a disabled account nobody can say) has a failed row that says so.
      SELECT c.n, c.late, r.is_own, r.is_chase, c.user_id, c.height, c.part, p.obstacle, p.away_until,
             CASE WHEN p.obstacle IS NULL THEN c.user_id ELSE q.user_id END AS hearer,
             p.obstacle IS NOT NULL AND q.user_id IS NULL AND (p.obstacle = 'disabled' OR r.access_keys && p.access_keys) AS is_named
        FROM candidates c
        JOIN running r ON r.n = c.n AND r.days_after_due = c.late
        JOIN people p ON p.user_id = c.user_id
        LEFT JOIN people q ON p.obstacle = 'away' AND q.user_id = p.delegate_id AND q.obstacle IS NULL AND r.access_keys && q.access_keys
         AND (r.visibility = 'all_agencies' OR r.visibility = q.agency_kind || '_only'
              OR r.visibility = 'named_agencies' AND r.visible_to ? q.agency_id::text)
       WHERE p.obstacle IS NOT NULL
          OR r.access_keys && p.access_keys
         AND (r.visibility = 'all_agencies' OR r.visibility = p.agency_kind || '_only' OR c.user_id = r.owner_id
              OR r.visibility = 'named_agencies' AND r.visible_to ? p.agency_id::text)
    ), audiences AS MATERIALIZED (
      -- nearest: for a rung meant for each of the four audiences, the nearest one at or above it that has somebody.
      -- top: the highest that has somebody; 0 when nobody at all can be told.
      SELECT p.n, coalesce(max(p.height) FILTER (WHERE p.hearer IS NOT NULL), 0) AS top,
             ARRAY[min(p.height) FILTER (WHERE p.hearer IS NOT NULL),
                   min(p.height) FILTER (WHERE p.hearer IS NOT NULL AND p.height >= 2),
                   min(p.height) FILTER (WHERE p.hearer IS NOT NULL AND p.height >= 3),
                   min(p.height) FILTER (WHERE p.hearer IS NOT NULL AND p.height >= 4)] AS nearest,
             bool_or(p.height = 1 AND p.hearer IS NULL) AS is_stuck, bool_or(p.is_named) AS is_named
        FROM placed p GROUP BY p.n
    ), told AS MATERIALIZED (
      SELECT p.n, p.user_id, p.height, p.part, p.obstacle, p.away_until, p.hearer,
             -- The newest rung that they, or who stands in for them, are to hear.
             CASE WHEN p.hearer IS NOT NULL
               THEN greatest(CASE WHEN a.nearest[1] = p.height OR a.nearest[2] = p.height AND a.is_stuck THEN g.first END,
                             CASE WHEN a.nearest[2] = p.height THEN g.second END, CASE WHEN a.nearest[3] = p.height THEN g.third END,
                             CASE WHEN a.nearest[4] = p.height THEN g.fourth END,
                             CASE WHEN a.top = p.height THEN g.last_resort[a.top] END) END AS rank,
             -- Of who cannot be told: the newest rung that neither they nor anybody above can hear.
             CASE WHEN p.is_named AND p.height > a.top
               THEN greatest(CASE WHEN a.top < 1 THEN g.first END, CASE WHEN a.top < 2 AND p.height >= 2 THEN g.second END,
                             CASE WHEN a.top < 3 AND p.height >= 3 THEN g.third END, CASE WHEN p.height >= 4 THEN g.fourth END) END AS untold
        FROM placed p
        JOIN audiences a ON a.n = p.n
        JOIN newest g ON g.days_after_due = p.late AND g.is_own = p.is_own AND g.is_chase = p.is_chase
    ), stuck AS MATERIALIZED (
      -- Of each height, everybody who cannot be told and has nobody in their place, nearest first.
      SELECT s.n, s.height, jsonb_agg(jsonb_build_object('id', s.user_id, 'reason', s.obstacle, 'until', s.away_until) ORDER BY s.part, s.user_id) AS people
        FROM told s WHERE s.hearer IS NULL GROUP BY s.n, s.height
    ), chosen AS MATERIALIZED (
      SELECT DISTINCT ON (t.n, t.hearer) t.n, t.hearer AS told, t.hearer <> t.user_id AS is_stand_in, t.height, t.part, t.rank, g.rung,
             g.height AS meant_for
        FROM told t JOIN ladder g ON g.rank = t.rank
       ORDER BY t.n, t.hearer, g.days_after_due DESC, t.height, t.hearer <> t.user_id, t.part, g.rung
    ), stood_in_for AS (
      -- Everybody in whose place one person hears one rung, nearest first.
      SELECT t.n, t.hearer, t.rank, jsonb_agg(jsonb_build_object('id', t.user_id, 'reason', t.obstacle, 'until', t.away_until) ORDER BY t.height, t.part, t.user_id) AS people
        FROM (SELECT DISTINCT ON (d.n, d.hearer, d.rank, d.user_id) d.* FROM told d
               WHERE d.obstacle = 'away' AND d.rank IS NOT NULL ORDER BY d.n, d.hearer, d.rank, d.user_id, d.height) t
       GROUP BY t.n, t.hearer, t.rank
    ${heard}
    ), untold AS (
      -- A rung that somebody hears in their place was not told to nobody.
      SELECT DISTINCT ON (t.n, t.user_id) t.n, t.user_id, t.part, t.obstacle, t.away_until, g.rung
        FROM told t JOIN ladder g ON g.rank = t.untold
       WHERE NOT EXISTS (SELECT 1 FROM chosen c WHERE c.n = t.n AND c.rank = t.untold)
       ORDER BY t.n, t.user_id, t.untold DESC, t.height, t.part
    ), nobody AS (
      -- Nobody is named at all, or nobody who may see it: the newest rung reached, to the service itself.
      SELECT r.n, g.newest AS rank
        FROM running r
        JOIN newest g ON g.days_after_due = r.days_after_due AND g.is_own = r.is_own AND g.is_chase = r.is_chase
        LEFT JOIN audiences a ON a.n = r.n AND (a.top > 0 OR a.is_named)
       WHERE a.n IS NULL
    ), said AS (
      SELECT h.n, h.told, (ARRAY['plan_owner','lead_professional','action_owner','chaser','agency_manager','panel_chair','partnership_lead','register_owner','recorder'])[h.part] AS told_as, h.rung, (h.people #>> '{0,id}')::uuid AS instead_of, h.people #>> '{0,reason}' AS reason,
             (h.people #>> '{0,until}')::date AS until, nullif(coalesce(h.people - 0, '[]') || h.also, '[]') AS also, NULL::text AS obstacle
        FROM heard h
      UNION ALL
      SELECT u.n, u.user_id, (ARRAY['plan_owner','lead_professional','action_owner','chaser','agency_manager','panel_chair','partnership_lead','register_owner','recorder'])[u.part], u.rung, NULL, NULL, u.away_until, NULL, u.obstacle FROM untold u
      UNION ALL
      SELECT b.n, system_user_id(), 'nobody', g.rung, NULL, NULL, NULL, NULL, 'nobody' FROM nobody b JOIN ladder g ON g.rank = b.rank
    )
    SELECT r.kind, r.subject_id, r.subject_version, r.individual_id, r.due_on, s.told, s.told_as, s.rung, s.instead_of, s.reason, s.until,
           s.also, s.obstacle
      FROM said s JOIN running r ON r.n = s.n $$;`;
