/** Rules that make way for a merge of two records, as they are with merges and as they were before there were any. */

export const VERSION_BEFORE = `
CREATE OR REPLACE FUNCTION public.refuse_skipped_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        IF NEW.version = OLD.version + 1 THEN
          RETURN NEW;
        END IF;
        IF to_jsonb(NEW) - 'access_keys' = to_jsonb(OLD) - 'access_keys' THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'version % of % does not follow version %', NEW.version, TG_TABLE_NAME, OLD.version
          USING ERRCODE = 'TC001';
      END $function$`;

export const VERSION_NOW = `
CREATE OR REPLACE FUNCTION public.refuse_skipped_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        IF NEW.version = OLD.version + 1 THEN
          RETURN NEW;
        END IF;
        IF to_jsonb(NEW) - 'access_keys' = to_jsonb(OLD) - 'access_keys' THEN
          RETURN NEW;
        END IF;
        -- Whose record it hangs on, when two records of one person are joined or taken apart; whoever edits it is not stale for that.
        IF current_user = 'cohort_system'
           AND to_jsonb(NEW) - '{individual_id,access_keys}'::text[] = to_jsonb(OLD) - '{individual_id,access_keys}'::text[] THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'version % of % does not follow version %', NEW.version, TG_TABLE_NAME, OLD.version
          USING ERRCODE = 'TC001';
      END $function$`;

export const HISTORY_BEFORE = `
CREATE OR REPLACE FUNCTION public.refuse_change_of_history()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'TC002';
      END $function$`;

export const HISTORY_NOW = `
CREATE OR REPLACE FUNCTION public.refuse_change_of_history()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        -- Whose record it hangs on, in a merge of two records of one person; the audit itself is never touched.
        IF TG_OP = 'UPDATE' AND current_user = 'cohort_system' AND TG_TABLE_NAME NOT IN ('audit_events', 'audit_seals') THEN
          IF to_jsonb(NEW) - 'individual_id' = to_jsonb(OLD) - 'individual_id' THEN
            RETURN NEW;
          END IF;
        END IF;
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'TC002';
      END $function$`;

export const SEALED_BEFORE = `
CREATE OR REPLACE FUNCTION public.refuse_sealed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  BEGIN
    IF EXISTS (SELECT 1 FROM meetings m WHERE m.id = NEW.meeting_id AND m.minutes_approved_at IS NOT NULL) THEN
      RAISE EXCEPTION 'the minutes of meeting % are sealed', NEW.meeting_id USING ERRCODE = 'TC002';
    END IF;
    RETURN NEW;
  END $function$`;

export const SEALED_NOW = `
CREATE OR REPLACE FUNCTION public.refuse_sealed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  BEGIN
    -- Sealed words stay as they are; whose record they hang on follows a merge of two records of one person, and no other act.
    IF TG_OP = 'UPDATE' THEN
      IF to_jsonb(NEW) - '{individual_id,came_by_merge,version}'::text[] = to_jsonb(OLD) - '{individual_id,came_by_merge,version}'::text[]
         AND EXISTS (SELECT 1 FROM record_merges m WHERE ARRAY[m.survivor_id, m.merged_id] = (SELECT records_being_merged())
                      AND (to_jsonb(NEW) ->> 'individual_id')::uuid IN (m.survivor_id, m.merged_id)
                      AND (to_jsonb(OLD) ->> 'individual_id')::uuid IN (m.survivor_id, m.merged_id)) THEN
        RETURN NEW;
      END IF;
    END IF;
    IF EXISTS (SELECT 1 FROM meetings m WHERE m.id = NEW.meeting_id AND m.minutes_approved_at IS NOT NULL) THEN
      RAISE EXCEPTION 'the minutes of meeting % are sealed', NEW.meeting_id USING ERRCODE = 'TC002';
    END IF;
    RETURN NEW;
  END $function$`;

export const ACCESS_KEYS_BEFORE = `
CREATE OR REPLACE FUNCTION public.access_keys_of(wanted uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
        SELECT CASE
          WHEN i.is_restricted THEN i.restricted_to
          WHEN NOT EXISTS (SELECT 1 FROM assignments a WHERE a.individual_id = i.id)
           AND NOT EXISTS (SELECT 1 FROM cohort_memberships m WHERE m.individual_id = i.id) THEN ARRAY[CASE WHEN EXISTS (SELECT 1 FROM users c WHERE c.id = i.created_by AND c.status <> 'disabled'
              AND c.agency_id = i.added_in_agency_id) THEN i.created_by ELSE i.added_in_agency_id END] || ARRAY(SELECT g.id FROM break_glass_grants g WHERE g.individual_id = i.id AND g.ended_at IS NULL ORDER BY 1)
          ELSE ARRAY(
            SELECT a.user_id FROM assignments a JOIN users u ON u.id = a.user_id AND u.status = 'active' AND u.agency_id = a.agency_id
             WHERE a.individual_id = i.id AND a.ended_at IS NULL
            UNION SELECT a.agency_id FROM assignments a WHERE a.individual_id = i.id AND a.ended_at IS NULL
            UNION SELECT coalesce((SELECT k.id FROM panel_case_keys k WHERE k.panel_id = m.panel_id AND k.individual_id = i.id
                     AND EXISTS (SELECT 1 FROM panel_conflicts x WHERE x.panel_id = k.panel_id AND x.individual_id = i.id AND x.ended_at IS NULL)),
                   m.panel_id) FROM cohort_memberships m WHERE m.individual_id = i.id AND m.ended_on IS NULL
            ORDER BY 1) || ARRAY(SELECT g.id FROM break_glass_grants g WHERE g.individual_id = i.id AND g.ended_at IS NULL ORDER BY 1)
          END
          FROM individuals i WHERE i.id = wanted $function$`;

export const ACCESS_KEYS_NOW = `
CREATE OR REPLACE FUNCTION public.access_keys_of(wanted uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
        SELECT CASE
          WHEN i.merged_into IS NOT NULL THEN '{}'
          WHEN i.is_restricted THEN i.restricted_to
          WHEN NOT EXISTS (SELECT 1 FROM assignments a WHERE a.individual_id = i.id)
           AND NOT EXISTS (SELECT 1 FROM cohort_memberships m WHERE m.individual_id = i.id) THEN ARRAY[CASE WHEN EXISTS (SELECT 1 FROM users c WHERE c.id = i.created_by AND c.status <> 'disabled'
              AND c.agency_id = i.added_in_agency_id) THEN i.created_by ELSE i.added_in_agency_id END] || ARRAY(SELECT g.id FROM break_glass_grants g WHERE g.individual_id = i.id AND g.ended_at IS NULL ORDER BY 1)
          ELSE ARRAY(
            SELECT a.user_id FROM assignments a JOIN users u ON u.id = a.user_id AND u.status = 'active' AND u.agency_id = a.agency_id
             WHERE a.individual_id = i.id AND a.ended_at IS NULL
            UNION SELECT a.agency_id FROM assignments a WHERE a.individual_id = i.id AND a.ended_at IS NULL
            UNION SELECT coalesce((SELECT k.id FROM panel_case_keys k WHERE k.panel_id = m.panel_id AND k.individual_id = i.id
                     AND EXISTS (SELECT 1 FROM panel_conflicts x WHERE x.panel_id = k.panel_id AND x.individual_id = i.id AND x.ended_at IS NULL)),
                   m.panel_id) FROM cohort_memberships m WHERE m.individual_id = i.id AND m.ended_on IS NULL
            ORDER BY 1) || ARRAY(SELECT g.id FROM break_glass_grants g WHERE g.individual_id = i.id AND g.ended_at IS NULL ORDER BY 1)
          END
          FROM individuals i WHERE i.id = wanted $function$`;

export const RESTRICTED_BEFORE = `
CREATE OR REPLACE FUNCTION public.restricted_individuals()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    SELECT coalesce(array_agg(i.id), '{}') FROM individuals i WHERE i.is_restricted $function$`;

export const RESTRICTED_NOW = `
CREATE OR REPLACE FUNCTION public.restricted_individuals()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    SELECT coalesce(array_agg(i.id), '{}') FROM individuals i WHERE i.is_restricted
        OR i.merged_into IN (SELECT s.id FROM individuals s WHERE s.is_restricted) $function$`;
