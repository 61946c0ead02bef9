import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import { KNOWN_TOPICS } from './known-topics';
import type { Day } from '../../shared/day';
import { type TopicKind, type TopicOrigin, type TopicVisibility, topicVisibilitiesFor } from './topic-kinds';

export interface KnownTopicsRow {
  known: { kind: TopicKind; title: string }[];
}

export interface TopicRow {
  id: string;
  kind: TopicKind;
  title: string;
  outcome: string | null;
  visibility: TopicVisibility;
  added_by: string;
  noted_by: string | null;
  version: number;
  origin: TopicOrigin;
  comes_back: boolean;
  linked_cases: number | null;
  new_links: number | null;
  new_since: Day | null;
  put_off_because: string | null;
  /** Of one that an earlier meeting left open or wants back: when that was, and what it said. */
  from_on: Day | null;
  from_outcome: string | null;
}

/** What of locations and themes the panel of a meeting has spoken of before. */
export const knownTopics = (actor: Actor, meetingId: string): Statement => ({
  name: 'known-topics-of-panel',
  text: `SELECT ${KNOWN_TOPICS('m.panel_id', '$3')} AS known FROM meetings m WHERE m.id = $2 AND ARRAY[m.panel_id] && $1::uuid[]`,
  values: [actor.accessKeys, meetingId, topicVisibilitiesFor(actor.agencyKind)],
});

/** What a meeting speaks of beside its cases, as far as it is for the actor's kind of agency, urgent matters first, what was taken off last, else in the order it was put down. */
export const topicsOf = (actor: Actor, meetingId: string): Statement => ({
  name: 'topics-of-meeting',
  text: `
    SELECT t.id, t.kind, t.title, t.outcome, t.visibility, a.display_name AS added_by, n.display_name AS noted_by, t.version,
           t.origin, t.comes_back, t.linked_cases, t.new_links, t.new_since, t.put_off_because, m.held_on AS from_on, o.outcome AS from_outcome
      FROM meeting_topics t JOIN users a ON a.id = t.added_by LEFT JOIN users n ON n.id = t.noted_by
      LEFT JOIN meeting_topics o ON o.id = t.from_topic_id LEFT JOIN meetings m ON m.id = o.meeting_id
     WHERE t.meeting_id = $2 AND ARRAY[t.panel_id] && $1::uuid[] AND t.visibility = ANY ($3)
     ORDER BY t.put_off_at IS NOT NULL, (t.kind = 'urgent') DESC, t.added_at, o.added_at, o.id, t.id`,
  values: [actor.accessKeys, meetingId, topicVisibilitiesFor(actor.agencyKind)],
});
