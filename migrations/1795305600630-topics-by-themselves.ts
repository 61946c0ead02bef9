import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Locations and themes come to an agenda by themselves: what the panel wants back or did not come to, and a place or group that
 * several of its cases are linked to. One may be taken off the agenda with a reason.
 */
export class TopicsByThemselves1795305600630 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const part of [COLUMNS, FOR_THE_SERVICE, takeTopicsOn(LEFT_AND_NOT_THERE), BROUGHT_BACK, LINKED]) {
      await queryRunner.query(part);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(takeTopicsOn(''));
    await queryRunner.query(`
      DROP FUNCTION linked_places(uuid, timestamptz); DROP FUNCTION bring_topics_back(uuid, date, timestamptz);
      DROP POLICY meeting_topics_brought_back ON meeting_topics; DROP POLICY meeting_topics_seen ON meeting_topics;
      DROP POLICY meeting_topics_no_longer_owed ON meeting_topics;
      DROP POLICY meeting_topics_go_on ON meeting_topics;
      CREATE POLICY meeting_topics_go_on ON meeting_topics TO cohort_system USING (outcome IS NULL) WITH CHECK (outcome IS NULL);
      REVOKE ALL ON meeting_topics FROM cohort_system;
      GRANT SELECT (id, meeting_id, panel_id, outcome, version, visibility), UPDATE (meeting_id, version) ON meeting_topics TO cohort_system;
      DROP POLICY meeting_topics_put_off ON meeting_topics; DROP POLICY meeting_topics_noted ON meeting_topics;
      CREATE POLICY meeting_topics_noted ON meeting_topics FOR UPDATE TO cohort_app
        USING (ARRAY[panel_id] && (SELECT actor_access_keys())) WITH CHECK (noted_by = (SELECT actor_id()));
      ALTER TABLE meeting_topics DROP COLUMN origin, DROP COLUMN from_topic_id, DROP COLUMN comes_back, DROP COLUMN linked_cases,
        DROP COLUMN new_links, DROP COLUMN new_since, DROP COLUMN put_off_because, DROP COLUMN put_off_by, DROP COLUMN put_off_at;`);
  }
}

const COLUMNS = `
  ALTER TABLE meeting_topics
    ADD COLUMN origin text NOT NULL DEFAULT 'typed' CONSTRAINT meeting_topics_origin_known CHECK (origin IN ('typed','carried_on','linked')),
    ADD COLUMN from_topic_id uuid CONSTRAINT meeting_topics_from_fk REFERENCES meeting_topics,
    ADD COLUMN comes_back boolean NOT NULL DEFAULT false,
    ADD COLUMN linked_cases integer, ADD COLUMN new_links integer, ADD COLUMN new_since date,
    ADD COLUMN put_off_because text,
    ADD COLUMN put_off_by uuid CONSTRAINT meeting_topics_put_off_by_fk REFERENCES users,
    ADD COLUMN put_off_at timestamptz,
    ADD CONSTRAINT meeting_topics_carried_from_one CHECK ((origin = 'carried_on') = (from_topic_id IS NOT NULL)),
    ADD CONSTRAINT meeting_topics_linked_say_how CHECK (CASE WHEN origin = 'linked'
      THEN linked_cases IS NOT NULL AND new_links IS NOT NULL AND new_since IS NOT NULL AND visibility = 'all_agencies'
      ELSE linked_cases IS NULL AND new_links IS NULL AND new_since IS NULL END),
    ADD CONSTRAINT meeting_topics_come_back_when_minuted CHECK (NOT comes_back OR outcome IS NOT NULL),
    ADD CONSTRAINT meeting_topics_put_off_whole CHECK ((put_off_at IS NULL) = (put_off_by IS NULL) AND (put_off_at IS NULL) = (put_off_because IS NULL)
      AND (put_off_at IS NULL OR outcome IS NULL));
  CREATE UNIQUE INDEX meeting_topics_carried_on_once ON meeting_topics (from_topic_id) WHERE from_topic_id IS NOT NULL;
  CREATE INDEX meeting_topics_panel_index ON meeting_topics (panel_id, added_at);
  COMMENT ON COLUMN meeting_topics.origin IS 'Who brought it: somebody typed it, an earlier meeting left it open or wants it back, or the record links several cases to it.';
  COMMENT ON COLUMN meeting_topics.from_topic_id IS 'The topic of an earlier meeting that comes on with this one: each comes on once.';
  COMMENT ON COLUMN meeting_topics.comes_back IS 'The panel spoke of it and wants it on its next agenda again.';
  COMMENT ON COLUMN meeting_topics.linked_cases IS 'How many cases of the panel were linked to it on the day it came, of those everybody seated may see.';
  COMMENT ON COLUMN meeting_topics.new_links IS 'How many of them were not linked to it before new_since.';
  COMMENT ON COLUMN meeting_topics.put_off_because IS 'Why the coordinator took it off the agenda; it comes again by itself only with something new.';
  GRANT UPDATE (comes_back, put_off_because, put_off_by, put_off_at) ON meeting_topics TO cohort_app;
  DROP POLICY meeting_topics_noted ON meeting_topics;
  CREATE POLICY meeting_topics_noted ON meeting_topics FOR UPDATE TO cohort_app
    USING (ARRAY[panel_id] && (SELECT actor_access_keys())) WITH CHECK (noted_by = (SELECT actor_id()) AND put_off_at IS NULL);
  CREATE POLICY meeting_topics_put_off ON meeting_topics FOR UPDATE TO cohort_app
    USING (ARRAY[panel_id] && (SELECT actor_access_keys()) AND (SELECT actor_has_role('panel_chair')))
    WITH CHECK (put_off_by = (SELECT actor_id()));`;

/** The service reads topics whoever they are kept to; it writes only what nobody has minuted. */
const FOR_THE_SERVICE = `
  GRANT SELECT, INSERT, DELETE ON meeting_topics TO cohort_system;
  DROP POLICY meeting_topics_go_on ON meeting_topics;
  CREATE POLICY meeting_topics_seen ON meeting_topics FOR SELECT TO cohort_system USING (true);
  CREATE POLICY meeting_topics_go_on ON meeting_topics FOR UPDATE TO cohort_system USING (outcome IS NULL) WITH CHECK (outcome IS NULL);
  CREATE POLICY meeting_topics_brought_back ON meeting_topics FOR INSERT TO cohort_system WITH CHECK (outcome IS NULL AND origin = 'carried_on');
  CREATE POLICY meeting_topics_no_longer_owed ON meeting_topics FOR DELETE TO cohort_system USING (outcome IS NULL AND origin = 'carried_on');
  GRANT SELECT ON individual_relationships TO cohort_system;`;

/** The same place or pattern under the same words, for the same readers. */
const alike = (
  one: string,
  other: string,
): string => `${one}.kind = ${other}.kind AND ${one}.visibility = ${other}.visibility
           AND ${spelt(`${one}.title`)} = ${spelt(`${other}.title`)}`;
const spelt = (title: string): string => String.raw`lower(regexp_replace(trim(${title}), '\s+', ' ', 'g'))`;

/** What was taken off the agenda stays away, and what the panel has there already does not come twice. */
const LEFT_AND_NOT_THERE = `AND t.put_off_at IS NULL AND NOT EXISTS (
           SELECT 1 FROM meeting_topics x JOIN meetings h ON h.id = x.meeting_id AND h.status <> 'cancelled'
            WHERE x.panel_id = t.panel_id AND (h.id = next OR h.held_on >= m.held_on) AND ${alike('x', 't')})`;

const takeTopicsOn = (further: string): string => `
  CREATE OR REPLACE FUNCTION take_topics_on() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    next uuid := (SELECT m.id FROM meetings m WHERE m.panel_id = NEW.panel_id AND m.status = 'planned' ORDER BY m.held_on, m.id LIMIT 1);
  BEGIN
    UPDATE meeting_topics t SET meeting_id = next, version = t.version + 1 FROM meetings m
     WHERE m.id = t.meeting_id AND m.panel_id = NEW.panel_id AND m.status = 'cancelled' AND t.outcome IS NULL AND next IS NOT NULL
       ${further};
    RETURN NULL;
  END $$;`;

// What was not minuted is owed by the last meeting alone, and what the panel wants back by whichever meeting said so: a meeting
// after it that had the same topic has dealt with it. What was minuted after all, once its meeting was closed, is owed no more.
const BROUGHT_BACK = `
  CREATE FUNCTION bring_topics_back(panel uuid, today date, at timestamptz) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    next meetings;
  BEGIN
    IF actor_id() IS NULL THEN
      RAISE EXCEPTION 'nobody asks' USING ERRCODE = '42501';
    END IF;
    SELECT m.* INTO next FROM meetings m WHERE m.panel_id = panel AND m.status = 'planned' AND m.held_on >= today
     ORDER BY m.held_on, m.id LIMIT 1;
    IF next.id IS NULL THEN RETURN; END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('agenda of ' || next.id, 0));
    DELETE FROM meeting_topics c USING meeting_topics o
     WHERE c.meeting_id = next.id AND o.id = c.from_topic_id AND o.outcome IS NOT NULL AND NOT o.comes_back
       AND c.outcome IS NULL AND c.put_off_at IS NULL AND next.started_at IS NULL;
    INSERT INTO meeting_topics (id, meeting_id, panel_id, kind, title, visibility, added_by, added_at, origin, from_topic_id)
    SELECT gen_random_uuid(), next.id, panel, t.kind, t.title, t.visibility, t.added_by, at, 'carried_on', t.id
      FROM (SELECT DISTINCT ON (o.kind, o.visibility, ${spelt('o.title')}) o.*, m.held_on
              FROM meeting_topics o JOIN meetings m ON m.id = o.meeting_id AND m.status = 'held'
             WHERE o.panel_id = panel AND o.put_off_at IS NULL AND m.held_on <= next.held_on
               AND (o.comes_back OR (o.outcome IS NULL AND m.id = (SELECT l.id FROM meetings l WHERE l.panel_id = panel AND l.status = 'held'
                                                                    ORDER BY l.held_on DESC, l.id LIMIT 1)))
             ORDER BY o.kind, o.visibility, ${spelt('o.title')}, m.held_on DESC, o.added_at, o.id) t
     WHERE NOT EXISTS (SELECT 1 FROM meeting_topics x WHERE x.from_topic_id = t.id)
       AND NOT EXISTS (
         SELECT 1 FROM meeting_topics x JOIN meetings h ON h.id = x.meeting_id AND h.status <> 'cancelled'
          WHERE x.panel_id = panel AND h.held_on <= next.held_on AND (h.id = next.id OR h.held_on > t.held_on) AND ${alike('x', 't')})
     ORDER BY t.added_at, t.id;
  END $$;
  COMMENT ON FUNCTION bring_topics_back(uuid, date, timestamptz) IS
    'Puts what a panel wants back, and what its last meeting did not come to, on its next planned agenda, whoever asks and whatever they may read: it answers nothing.';
  ALTER FUNCTION bring_topics_back(uuid, date, timestamptz) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION bring_topics_back(uuid, date, timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION bring_topics_back(uuid, date, timestamptz) TO cohort_app;`;

// Counted are only people and links that everybody seated may see, whoever asks: nobody restricted, nobody with whom anybody has a
// conflict of interest, nothing kept to some agencies, no intelligence. What is protective is nothing the panel must speak of.
const LINKED = `
  CREATE FUNCTION linked_places(panel uuid, since timestamptz)
    RETURNS TABLE (kind text, title text, linked_cases integer, new_links integer, new_since timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH linked AS (
      SELECT r.individual_id, CASE r.kind WHEN 'place_of_concern' THEN 'location' ELSE 'theme' END AS kind, ${spelt('r.name')} AS spelt,
             min(r.recorded_at) AS first_at, (array_agg(r.name ORDER BY r.recorded_at, r.id))[1] AS name
        FROM cohort_memberships m
        JOIN individuals i ON i.id = m.individual_id AND NOT i.is_restricted
        JOIN individual_relationships r ON r.individual_id = i.id AND r.visibility = 'all_agencies' AND r.basis <> 'intelligence'
         AND r.kind IN ('place_of_concern','peer_group','problematic_peer_group','street_gang')
       WHERE m.panel_id = panel AND m.ended_on IS NULL AND panel = ANY (actor_access_keys())
         AND NOT EXISTS (SELECT 1 FROM panel_conflicts c WHERE c.individual_id = i.id AND c.ended_at IS NULL)
       GROUP BY 1, 2, 3 HAVING bool_or(r.until_on IS NULL AND r.withdrawn_at IS NULL)
    ), known AS (
      SELECT x.kind, ${spelt('x.title')} AS spelt, (array_agg(x.title ORDER BY x.added_at DESC, x.id))[1] AS title, max(x.put_off_at) AS put_off_at
        FROM meeting_topics x WHERE x.panel_id = panel AND x.visibility = 'all_agencies' GROUP BY 1, 2
    ), places AS (
      SELECT l.*, k.title, greatest(since, k.put_off_at) AS new_since FROM linked l LEFT JOIN known k USING (kind, spelt)
    )
    SELECT p.kind, coalesce(min(p.title), (array_agg(p.name ORDER BY p.first_at, p.individual_id))[1]), count(*)::integer,
           (count(*) FILTER (WHERE p.first_at > p.new_since))::integer, min(p.new_since)
      FROM places p GROUP BY p.kind, p.spelt
    HAVING count(*) >= 3 AND count(*) FILTER (WHERE p.first_at > p.new_since) >= 1
     ORDER BY 3 DESC, 1, 2 $$;
  COMMENT ON FUNCTION linked_places(uuid, timestamptz) IS
    'Places and groups that at least three cases of a panel the actor sits on are linked to, one of them since: counted of people and links everybody seated may see, the same for whoever asks. No person.';
  ALTER FUNCTION linked_places(uuid, timestamptz) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION linked_places(uuid, timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION linked_places(uuid, timestamptz) TO cohort_app;`;
