import { VISIBILITY_WORDS } from '../../notes';
import { typedText } from '../../web/forms/typed-text';
import type { MeetingRow } from '../meetings.queries';
import { meetingPaths } from '../paths';
import { presentMeeting } from '../web/present-meetings';
import { TOPIC_KINDS, TOPIC_WORDS, topicVisibilitiesFor } from './topic-kinds';
import type { KnownTopicsRow, TopicRow } from './topics.queries';
import { whyTopic } from './why-topic';

/** One item without a case, as agenda, pack and minutes say it. */
export const presentTopic = (row: TopicRow) => ({
  kindWords: TOPIC_WORDS[row.kind],
  title: row.title,
  outcome: row.outcome ?? '',
  /** What became of it in one sentence, as the minutes say it. */
  saidWords: saidWords(row),
  why: whyTopic(row),
  isPutOff: row.put_off_because !== null,
  putOffWords: putOffWords(row),
  keptTo: row.visibility === 'all_agencies' ? '' : VISIBILITY_WORDS[row.visibility],
});

export const COMES_BACK_WORDS = 'It comes back to the next meeting.';

const putOffWords = ({ put_off_because }: TopicRow): string =>
  put_off_because === null ? '' : `Taken off the agenda: ${put_off_because}`;

function saidWords(row: TopicRow): string {
  if (row.put_off_because !== null) return putOffWords(row);
  if (row.outcome === null) return 'Nothing was written down.';
  return row.comes_back ? `${row.outcome} ${COMES_BACK_WORDS}` : row.outcome;
}

interface TopicsOfMeeting {
  meeting: MeetingRow;
  topics: TopicRow[];
  isSealed: boolean;
  mayPutOff: boolean;
  agencyKind: string;
  /** What the panel has spoken of before. */
  known: KnownTopicsRow['known'];
}

/** Locations, themes and other business: what is on the agenda, and where what was agreed is written down. */
export function presentTopics(
  { meeting, topics, isSealed, mayPutOff, agencyKind, known }: TopicsOfMeeting,
  body: Record<string, unknown> = {},
  topicId = '',
) {
  return {
    meeting: presentMeeting(meeting),
    canAdd: meeting.status === 'planned',
    topics: topics.map((row) => ({
      ...presentTopic(row),
      // What was taken off meanwhile keeps the words somebody was typing.
      canNote: !isSealed && (row.put_off_because === null || (row.id === topicId && 'outcome' in body)),
      putOff:
        mayPutOff && meeting.status === 'planned' && row.outcome === null && row.put_off_because === null
          ? { action: meetingPaths.topicDeferral(meeting.id, row.id), reason: typedReason(row, topicId, body) }
          : undefined,
      comesBack: row.id === topicId && 'outcome' in body ? body['comesBack'] === 'yes' : row.comes_back,
      comesBackWords: row.comes_back ? COMES_BACK_WORDS : '',
      id: row.id,
      version: row.version,
      words: row.id === topicId && 'outcome' in body ? typedText(body['outcome']) : (row.outcome ?? ''),
      isTyped: row.id === topicId && 'outcome' in body,
      isPuttingOff: row.id === topicId && 'reason' in body,
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

const typedReason = (row: TopicRow, topicId: string, body: Record<string, unknown>): string =>
  row.id === topicId ? typedText(body['reason']) : '';

export type TopicsModel = ReturnType<typeof presentTopics>;
