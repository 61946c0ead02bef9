import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import { KNOWN_TOPICS } from './known-topics';
import { type TopicKind, type TopicVisibility, topicVisibilitiesFor } from './topic-kinds';

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
}

/** What of locations and themes the panel of a meeting has spoken of before. */
export const knownTopics = (actor: Actor, meetingId: string): Statement => ({
  name: 'known-topics-of-panel',
  text: `SELECT ${KNOWN_TOPICS('m.panel_id', '$3')} AS known FROM meetings m WHERE m.id = $2 AND ARRAY[m.panel_id] && $1::uuid[]`,
  values: [actor.accessKeys, meetingId, topicVisibilitiesFor(actor.agencyKind)],
});

/** What a meeting speaks of beside its cases, as far as it is for the actor's kind of agency, urgent matters first, then in the order it was put down. */
export const topicsOf = (actor: Actor, meetingId: string): Statement => ({
  name: 'topics-of-meeting',
  text: `
    SELECT t.id, t.kind, t.title, t.outcome, t.visibility, a.display_name AS added_by, n.display_name AS noted_by, t.version
      FROM meeting_topics t JOIN users a ON a.id = t.added_by LEFT JOIN users n ON n.id = t.noted_by
     WHERE t.meeting_id = $2 AND ARRAY[t.panel_id] && $1::uuid[] AND t.visibility = ANY ($3)
     ORDER BY (t.kind = 'urgent') DESC, t.added_at, t.id`,
  values: [actor.accessKeys, meetingId, topicVisibilitiesFor(actor.agencyKind)],
});
