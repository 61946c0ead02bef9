import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What another panel passed on, and the topics of a cancelled meeting, go to the next planned meeting, not to one that is open: its members
 * have not read of them. A case that stands on the open agenda anyway has its place there.
 */
export class LandOnAPlannedMeeting1795305600931 implements MigrationInterface {
  name = 'LandOnAPlannedMeeting1795305600931';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LAND_ON_PLANNED);
    await runner.query(TAKE_ON_TO_PLANNED);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(LAND);
    await runner.query(TAKE_ON);
  }
}

const LAND_ON_PLANNED = `
CREATE OR REPLACE FUNCTION public.land_escalations(panel uuid, today date, at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  DECLARE
    waiting record;
    target uuid;
    placed uuid;
    landed integer := 0;
  BEGIN
    IF actor_id() IS NULL THEN
      RAISE EXCEPTION 'nobody asks' USING ERRCODE = '42501';
    END IF;
    FOR waiting IN
      SELECT e.id, e.individual_id, e.question, CASE WHEN m.status <> 'cancelled' THEN m.held_on END AS last_on
        FROM panel_escalations e LEFT JOIN meeting_items t ON t.id = e.item_id LEFT JOIN meetings m ON m.id = t.meeting_id
       WHERE e.to_panel_id = panel AND e.ended_at IS NULL AND (t.id IS NULL OR t.status = 'deferred')
         AND EXISTS (SELECT 1 FROM cohort_memberships o WHERE o.individual_id = e.individual_id AND o.ended_on IS NULL)
       ORDER BY e.made_at, e.id FOR UPDATE OF e
    LOOP
      SELECT m.id INTO target FROM meetings m
       WHERE m.panel_id = panel AND m.status = 'planned' AND m.held_on >= today
         AND (m.started_at IS NULL OR EXISTS (SELECT 1 FROM meeting_items t WHERE t.meeting_id = m.id
                AND t.individual_id = waiting.individual_id AND t.status = 'listed'))
         AND (waiting.last_on IS NULL OR m.held_on > waiting.last_on)
         AND NOT EXISTS (SELECT 1 FROM meeting_items t WHERE t.meeting_id = m.id AND t.individual_id = waiting.individual_id
                            AND t.status <> 'listed')
       ORDER BY m.held_on, m.id LIMIT 1;
      CONTINUE WHEN target IS NULL;
      PERFORM pg_advisory_xact_lock(hashtextextended('agenda of ' || target, 0));
      SELECT t.id INTO placed FROM meeting_items t
       WHERE t.meeting_id = target AND t.individual_id = waiting.individual_id ORDER BY t.id LIMIT 1;
      IF placed IS NULL THEN
        placed := gen_random_uuid();
        INSERT INTO meeting_items (id, meeting_id, panel_id, individual_id, reason, position, question, created_at)
          SELECT placed, target, panel, waiting.individual_id, 'escalation',
                 coalesce((SELECT max(t.position) FROM meeting_items t WHERE t.meeting_id = target), 0) + 1, waiting.question, at;
      END IF;
      UPDATE panel_escalations SET item_id = placed WHERE id = waiting.id;
      landed := landed + 1;
    END LOOP;
    RETURN landed;
  END $function$`;

const TAKE_ON_TO_PLANNED = `
CREATE OR REPLACE FUNCTION public.take_topics_on()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  DECLARE
    next uuid := (SELECT m.id FROM meetings m WHERE m.panel_id = NEW.panel_id AND m.status = 'planned' AND m.started_at IS NULL ORDER BY m.held_on, m.id LIMIT 1);
  BEGIN
    UPDATE meeting_topics t SET meeting_id = next, version = t.version + 1 FROM meetings m
     WHERE m.id = t.meeting_id AND m.panel_id = NEW.panel_id AND m.status = 'cancelled' AND t.outcome IS NULL AND next IS NOT NULL
       AND t.put_off_at IS NULL AND NOT EXISTS (
           SELECT 1 FROM meeting_topics x JOIN meetings h ON h.id = x.meeting_id AND h.status <> 'cancelled'
            WHERE x.panel_id = t.panel_id AND (h.id = next OR h.held_on >= m.held_on) AND x.kind = t.kind AND x.visibility = t.visibility
           AND lower(regexp_replace(trim(x.title), '\\s+', ' ', 'g')) = lower(regexp_replace(trim(t.title), '\\s+', ' ', 'g')));
    RETURN NULL;
  END $function$`;

const LAND = `
CREATE OR REPLACE FUNCTION public.land_escalations(panel uuid, today date, at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  DECLARE
    waiting record;
    target uuid;
    placed uuid;
    landed integer := 0;
  BEGIN
    IF actor_id() IS NULL THEN
      RAISE EXCEPTION 'nobody asks' USING ERRCODE = '42501';
    END IF;
    FOR waiting IN
      SELECT e.id, e.individual_id, e.question, CASE WHEN m.status <> 'cancelled' THEN m.held_on END AS last_on
        FROM panel_escalations e LEFT JOIN meeting_items t ON t.id = e.item_id LEFT JOIN meetings m ON m.id = t.meeting_id
       WHERE e.to_panel_id = panel AND e.ended_at IS NULL AND (t.id IS NULL OR t.status = 'deferred')
         AND EXISTS (SELECT 1 FROM cohort_memberships o WHERE o.individual_id = e.individual_id AND o.ended_on IS NULL)
       ORDER BY e.made_at, e.id FOR UPDATE OF e
    LOOP
      SELECT m.id INTO target FROM meetings m
       WHERE m.panel_id = panel AND m.status = 'planned' AND m.held_on >= today
         AND (waiting.last_on IS NULL OR m.held_on > waiting.last_on)
         AND NOT EXISTS (SELECT 1 FROM meeting_items t WHERE t.meeting_id = m.id AND t.individual_id = waiting.individual_id
                            AND t.status <> 'listed')
       ORDER BY m.held_on, m.id LIMIT 1;
      CONTINUE WHEN target IS NULL;
      PERFORM pg_advisory_xact_lock(hashtextextended('agenda of ' || target, 0));
      SELECT t.id INTO placed FROM meeting_items t
       WHERE t.meeting_id = target AND t.individual_id = waiting.individual_id ORDER BY t.id LIMIT 1;
      IF placed IS NULL THEN
        placed := gen_random_uuid();
        INSERT INTO meeting_items (id, meeting_id, panel_id, individual_id, reason, position, question, created_at)
          SELECT placed, target, panel, waiting.individual_id, 'escalation',
                 coalesce((SELECT max(t.position) FROM meeting_items t WHERE t.meeting_id = target), 0) + 1, waiting.question, at;
      END IF;
      UPDATE panel_escalations SET item_id = placed WHERE id = waiting.id;
      landed := landed + 1;
    END LOOP;
    RETURN landed;
  END $function$`;

const TAKE_ON = `
CREATE OR REPLACE FUNCTION public.take_topics_on()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  DECLARE
    next uuid := (SELECT m.id FROM meetings m WHERE m.panel_id = NEW.panel_id AND m.status = 'planned' ORDER BY m.held_on, m.id LIMIT 1);
  BEGIN
    UPDATE meeting_topics t SET meeting_id = next, version = t.version + 1 FROM meetings m
     WHERE m.id = t.meeting_id AND m.panel_id = NEW.panel_id AND m.status = 'cancelled' AND t.outcome IS NULL AND next IS NOT NULL
       AND t.put_off_at IS NULL AND NOT EXISTS (
           SELECT 1 FROM meeting_topics x JOIN meetings h ON h.id = x.meeting_id AND h.status <> 'cancelled'
            WHERE x.panel_id = t.panel_id AND (h.id = next OR h.held_on >= m.held_on) AND x.kind = t.kind AND x.visibility = t.visibility
           AND lower(regexp_replace(trim(x.title), '\\s+', ' ', 'g')) = lower(regexp_replace(trim(t.title), '\\s+', ' ', 'g')));
    RETURN NULL;
  END $function$`;
