/** As the database holds it before it was written whole: five older migrations look for their own words in it when they are undone. */
export const REMINDERS_REACHED_BEFORE = `CREATE OR REPLACE FUNCTION public.reminders_reached(today date, only_subjects uuid[])
 RETURNS TABLE(kind text, subject_id uuid, subject_version integer, individual_id uuid, due_on date, recipient_id uuid, told_as text, rung text, instead_of uuid, redirect_reason text, away_until date, obstacle text)
 LANGUAGE sql
 STABLE ROWS 50000
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_nestloop TO 'on'
 SET enable_mergejoin TO 'off'
 SET random_page_cost TO '1.1'
 SET work_mem TO '64MB'
 SET jit TO 'off'
AS $function$
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
              SELECT * FROM owed_about_no_case(today + 60) WHERE only_subjects IS NOT NULL) o
       WHERE o.due_on <= today - (SELECT min(g.days_after_due) FROM ladder g)
         AND (only_subjects IS NULL OR o.subject_id = ANY (only_subjects))
    ), newest AS MATERIALIZED (
      -- For each audience the newest rung of the ladder that is reached: the same for all that are as late and of one sort.
      SELECT d.days_after_due, d.is_own, d.is_chase,
             max(g.rank) FILTER (WHERE g.height = 1) AS first, max(g.rank) FILTER (WHERE g.height = 2) AS second,
             max(g.rank) FILTER (WHERE g.height = 3) AS third, max(g.rank) FILTER (WHERE g.height = 4) AS fourth,
             -- For whoever is the highest that can be told: the newest rung meant for those above, when it is later than theirs.
             ARRAY[CASE WHEN max(g.days_after_due) FILTER (WHERE g.height > 1) > coalesce(max(g.days_after_due) FILTER (WHERE g.height <= 1), -1000)
                        THEN max(g.rank) FILTER (WHERE g.height > 1) END,
                   CASE WHEN max(g.days_after_due) FILTER (WHERE g.height > 2) > coalesce(max(g.days_after_due) FILTER (WHERE g.height <= 2), -1000)
                        THEN max(g.rank) FILTER (WHERE g.height > 2) END,
                   CASE WHEN max(g.days_after_due) FILTER (WHERE g.height > 3) > coalesce(max(g.days_after_due) FILTER (WHERE g.height <= 3), -1000)
                        THEN max(g.rank) FILTER (WHERE g.height > 3) END] AS last_resort
        FROM (SELECT DISTINCT r.days_after_due, r.is_own, r.kind IN ('chase','judgement') AS is_chase FROM running r) d
        JOIN ladder g ON g.days_after_due <= d.days_after_due AND (g.covers_actions OR NOT d.is_own)
         AND (g.days_after_due >= 0 OR NOT d.is_chase)
       GROUP BY d.days_after_due, d.is_own, d.is_chase
    ), holders AS (
      SELECT r.n, a.user_id, a.agency_id, CASE a.kind WHEN 'plan_owner' THEN 1 ELSE 2 END AS part
        FROM running r JOIN assignments a ON a.individual_id = r.individual_id AND a.ended_at IS NULL
         AND a.kind IN ('plan_owner','lead_professional')
       WHERE NOT r.is_own AND r.kind <> 'judgement'
      UNION ALL
      -- What is kept to some agencies may be hidden from both of them: then whoever recorded it is asked.
      SELECT r.n, r.owner_id, r.owner_agency_id, 9 FROM running r WHERE r.kind = 'relationship_review' AND r.visibility <> 'all_agencies'
      UNION ALL
      SELECT r.n, r.owner_id, r.owner_agency_id, CASE r.kind WHEN 'action' THEN 3 ELSE 4 END FROM running r WHERE r.is_own
      UNION ALL
      SELECT r.n, w.owner_id, r.owner_agency_id, 8
        FROM running r CROSS JOIN LATERAL (
               SELECT unnest(a.owner_ids) AS owner_id FROM strategy_activities a WHERE r.kind = 'strategy_activity' AND a.id = r.subject_id
               UNION ALL SELECT k.owner_id FROM strategic_risks k WHERE r.kind = 'risk_review' AND k.id = r.subject_id
               UNION ALL SELECT g.owner_id FROM learning_actions g WHERE r.kind = 'learning_action' AND g.id = r.subject_id) w
       WHERE r.individual_id IS NULL AND r.kind <> 'minutes'
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
               AND NOT EXISTS (SELECT 1 FROM screenings s WHERE r.kind = 'judgement' AND s.id = r.subject_id AND s.screened_by = p.user_id)
              UNION ALL
              -- The second person: a manager of an agency of the case who did not judge it themselves.
              SELECT r.n, u.id, e.height, 5
                FROM running r
                JOIN users u ON (u.agency_id = ANY (r.access_keys) OR u.id = ANY (r.access_keys)) AND 'manager' = ANY (u.roles)
                 AND NOT EXISTS (SELECT 1 FROM screenings s WHERE s.id = r.subject_id AND s.screened_by = u.id)
               CROSS JOIN (VALUES (1), (2)) AS e (height) WHERE r.kind = 'judgement'
              UNION ALL
              SELECT r.n, p.user_id, e.height, 6
                FROM running r JOIN chairs p ON p.panel_id = r.access_keys[1] CROSS JOIN (VALUES (1), (3)) AS e (height) WHERE r.kind = 'minutes'
              UNION ALL
              -- The strategy is the chair's own to review; of the other registers the chair hears after the managers.
              SELECT r.n, p.user_id, e.height, 6
                FROM running r CROSS JOIN chairs p CROSS JOIN (VALUES (1), (3)) AS e (height)
               WHERE r.individual_id IS NULL AND r.kind <> 'minutes' AND (e.height = 3 OR r.kind = 'strategy_review')
              UNION ALL
              SELECT r.n, l.user_id, 4, 7 FROM running r CROSS JOIN partnership_leads l WHERE l.ended_at IS NULL) c
       GROUP BY c.n, c.user_id, c.height
    ), absent AS MATERIALIZED (
      SELECT * FROM stand_ins_on(today)
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
      SELECT p.n, count(p.hearer) > 0 AS is_heard, coalesce(max(p.height) FILTER (WHERE p.hearer IS NOT NULL), 0) AS top,
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
                      CASE WHEN a.nearest[4] = p.height THEN g.fourth END,
                      CASE WHEN a.top = p.height AND p.hearer IS NOT NULL THEN g.last_resort[a.top] END) AS rank,
             -- Of who cannot be told: the newest rung that neither they nor anybody above can hear.
             CASE WHEN p.hearer IS NULL AND p.height > a.top AND (a.is_heard OR NOT p.at_the_last) AND (p.obstacle = 'disabled' OR p.at_the_last)
               THEN greatest(CASE WHEN a.top < 1 THEN g.first END, CASE WHEN a.top < 2 AND p.height >= 2 THEN g.second END,
                             CASE WHEN a.top < 3 AND p.height >= 3 THEN g.third END, CASE WHEN p.height >= 4 THEN g.fourth END) END AS untold
        FROM placed p
        JOIN audiences a ON a.n = p.n
        JOIN running r ON r.n = p.n
        LEFT JOIN newest g ON g.days_after_due = r.days_after_due AND g.is_own = r.is_own AND g.is_chase = (r.kind IN ('chase','judgement'))
    ), stuck AS MATERIALIZED (
      SELECT DISTINCT ON (t.n, t.height) t.n, t.height, t.user_id, t.obstacle, t.away_until
        FROM told t WHERE t.told IS NULL ORDER BY t.n, t.height, t.part, t.user_id
    ), chosen AS (
      SELECT DISTINCT ON (t.n, t.told) t.n, t.told, t.user_id, t.height, t.part, t.obstacle, t.away_until, g.rung, g.height AS meant_for
        FROM told t JOIN ladder g ON g.rank = t.rank
       WHERE t.told IS NOT NULL
       ORDER BY t.n, t.told, g.days_after_due DESC, t.height, t.told <> t.user_id, t.part, g.rung
    ), untold AS (
      SELECT DISTINCT ON (t.n, t.user_id) t.n, t.user_id, t.part, t.obstacle, t.away_until, g.rung
        FROM told t JOIN ladder g ON g.rank = t.untold
       ORDER BY t.n, t.user_id, t.untold DESC, t.height, t.part
    )
    SELECT r.kind, r.subject_id, r.subject_version, r.individual_id, r.due_on, c.told, (ARRAY['plan_owner','lead_professional','action_owner','chaser','agency_manager','panel_chair','partnership_lead','register_owner','recorder'])[c.part], c.rung,
           CASE WHEN c.told <> c.user_id THEN c.user_id ELSE s.user_id END,
           CASE WHEN c.told <> c.user_id THEN c.obstacle ELSE s.obstacle END,
           CASE WHEN c.told <> c.user_id THEN c.away_until ELSE s.away_until END, NULL
      FROM chosen c
      JOIN running r ON r.n = c.n
      LEFT JOIN stuck s ON s.n = c.n AND s.height = c.meant_for AND c.height <> c.meant_for
    UNION ALL
    SELECT r.kind, r.subject_id, r.subject_version, r.individual_id, r.due_on, u.user_id,
           (ARRAY['plan_owner','lead_professional','action_owner','chaser','agency_manager','panel_chair','partnership_lead','register_owner','recorder'])[u.part],
           u.rung, NULL, NULL, u.away_until, u.obstacle
      FROM untold u JOIN running r ON r.n = u.n $function$`;

export const REMINDERS_REACHED_WORDS_BEFORE =
  'What should have been said by this day: for each obligation and each person, the newest rung reached. Somebody away is heard by their delegate where the delegate may see the case; a plan owner, lead or action owner who cannot be told, or an audience with nobody, by the next one up, and the row says for whom. Scan and sending ask this one function.';
