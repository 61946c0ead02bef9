import { VISIBILITY_WORDS } from '../../notes';
import { typedText } from '../../web/forms/typed-text';
import type { MeetingRow } from '../meetings.queries';
import { meetingPaths } from '../paths';
import { presentMeeting } from '../web/present-meetings';
import { TOPIC_KINDS, TOPIC_WORDS, topicVisibilitiesFor } from './topic-kinds';
import type { KnownTopicsRow, TopicRow } from './topics.queries';

/** One item without a case, as agenda, pack and minutes say it. */
export const presentTopic = (row: TopicRow) => ({
  kindWords: TOPIC_WORDS[row.kind],
  title: row.title,
  outcome: row.outcome ?? '',
  keptTo: row.visibility === 'all_agencies' ? '' : VISIBILITY_WORDS[row.visibility],
});

interface TopicsOfMeeting {
  meeting: MeetingRow;
  topics: TopicRow[];
  isSealed: boolean;
  agencyKind: string;
  /** What the panel has spoken of before. */
  known: KnownTopicsRow['known'];
}

/** Locations, themes and other business: what is on the agenda, and where what was agreed is written down. */
export function presentTopics(
  { meeting, topics, isSealed, agencyKind, known }: TopicsOfMeeting,
  body: Record<string, unknown> = {},
  topicId = '',
) {
  return {
    meeting: presentMeeting(meeting),
    canAdd: meeting.status === 'planned',
    canNote: !isSealed,
    topics: topics.map((row) => ({
      ...presentTopic(row),
      id: row.id,
      version: row.version,
      words: row.id === topicId ? typedText(body['outcome']) : (row.outcome ?? ''),
      isTyped: row.id === topicId,
      notedBy: row.noted_by ?? '',
      action: meetingPaths.topicOutcome(meeting.id, row.id),
    })),
    kinds: TOPIC_KINDS.map((value) => ({ value, text: TOPIC_WORDS[value], selected: value === body['kind'] })),
    keeps: topicVisibilitiesFor(agencyKind).map((value) => ({
      value,
      text: value === 'all_agencies' ? 'Everybody on the panel' : VISIBILITY_WORDS[value],
      selected: value === (body['visibility'] ?? 'all_agencies'),
    })),
    title: typedText(body['title']),
    known: known.map(({ title }) => title),
    action: meetingPaths.topics(meeting.id),
    backHref: meetingPaths.meeting(meeting.id),
  };
}

export type TopicsModel = ReturnType<typeof presentTopics>;
