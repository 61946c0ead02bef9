import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { loadMeeting } from '../load-meeting';
import { MeetingNotOpen } from '../meeting.errors';
import { refuseSealed } from '../room/refuse-sealed';
import { bringTopicsBack } from './bring-topics';
import { alike } from './known-topics';
import { loadTopic } from './load-topic';
import { MeetingTopic } from './meeting-topic.entity';
import { type TopicKind, topicVisibilitiesFor, type TopicVisibility } from './topic-kinds';

export interface NewTopic {
  meetingId: string;
  kind: TopicKind;
  /** What it is about: a place or a pattern, never a person. */
  title: string;
  /** Everybody on the panel, or those of the actor's own kind of agency. */
  visibility?: TopicVisibility | null;
}

export interface TopicOutcome {
  meetingId: string;
  topicId: string;
  version: number;
  outcome: string;
  /** It stands on the next agenda again. */
  comesBack?: boolean;
}

/** Locations, themes and other business of a meeting: put on its agenda, and what was said and agreed about them. */
@Injectable()
export class Topics {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  add(actor: Actor, topic: NewTopic, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.addWithin(tx, topic), submission);
  }

  /** @throws MeetingNotOpen once the meeting is closed */
  async addWithin(tx: Transaction, { meetingId, kind, title, visibility }: NewTopic): Promise<{ id: string }> {
    const meeting = await loadMeeting(tx, meetingId);
    this.rules.ensureMay(tx.actor, 'add_item', 'Meeting', meeting);
    if (meeting.status !== 'planned') throw new MeetingNotOpen();
    const keptTo = visibility ?? 'all_agencies';
    if (!topicVisibilitiesFor(tx.actor.agencyKind).includes(keptTo)) {
      throw new Invalid([{ field: 'visibility', message: 'Keep it to your own kind of agency, or to nobody' }]);
    }
    const spelt = await this.speltAsBefore(tx, { meetingId, panelId: meeting.panelId, kind, title });
    const id = newId();
    const added = { addedBy: tx.actor.userId, addedAt: tx.now };
    const { panelId } = meeting;
    await tx.insert(MeetingTopic, { id, meetingId, panelId, kind, title: spelt, visibility: keptTo, ...added });
    await tx.audit({
      act: 'meeting_topic.added',
      subjectType: 'meeting',
      subjectId: meetingId,
      fields: ['kind', 'title', 'visibility'],
    });
    return { id };
  }

  /** The same place under the same words, so that it is counted once. @throws Invalid when this meeting has it already */
  private async speltAsBefore(
    tx: Transaction,
    { meetingId, panelId, kind, title }: { meetingId: string; panelId: string; kind: TopicKind; title: string },
  ): Promise<string> {
    if (kind !== 'location' && kind !== 'theme') return title.trim();
    const known = await tx.query<{ title: string; meetingId: string; isPutOff: boolean }>(SPELT_ALIKE, [
      panelId,
      kind,
      topicVisibilitiesFor(tx.actor.agencyKind),
      title,
    ]);
    if (known.some((one) => one.meetingId === meetingId && !one.isPutOff))
      throw new Invalid([{ field: 'title', message: 'This is on the agenda already' }]);
    return known[0]?.title ?? title.trim();
  }

  note(actor: Actor, noted: TopicOutcome, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.noteWithin(tx, noted), submission);
  }

  /** @throws Stale when somebody else wrote first, so that neither writes over the other; MinutesSealed once approved */
  async noteWithin(tx: Transaction, noted: TopicOutcome): Promise<{ id: string }> {
    const { meetingId, topicId, version, outcome, comesBack = false } = noted;
    const meeting = await loadMeeting(tx, meetingId);
    this.rules.ensureMay(tx.actor, 'minute', 'Meeting', meeting);
    await refuseSealed(tx, meetingId);
    const topic = await loadTopic(tx, { meetingId, topicId });
    if (outcome.trim() === '') throw new Invalid([{ field: 'outcome', message: 'Enter what was said and agreed' }]);
    if (topic.isPutOff && topic.version === version) {
      throw new Invalid([
        { field: 'outcome', message: 'It was taken off this agenda. Add it to the agenda again first' },
      ]);
    }
    const said = { outcome: outcome.trim(), comesBack, notedBy: tx.actor.userId, notedAt: tx.now };
    await tx.change(MeetingTopic, { id: topicId, version }, said);
    // Minuted after the closing: the next agenda is made already, and follows.
    if (meeting.status === 'held') await bringTopicsBack(tx, meeting.panelId);
    await tx.audit({
      act: 'meeting_topic.noted',
      subjectType: 'meeting',
      subjectId: meetingId,
      fields: ['outcome', 'comesBack'],
    });
    return { id: topicId };
  }
}

/** Topics of a panel that are about the same place or pattern as one that is typed. */
const SPELT_ALIKE = `
  SELECT x.title, x.meeting_id AS "meetingId", x.put_off_at IS NOT NULL AS "isPutOff" FROM meeting_topics x
   WHERE x.panel_id = $1 AND x.kind = $2 AND x.visibility = ANY ($3) AND ${alike('x.title')} = ${alike('$4::text')}
   ORDER BY x.added_at DESC, x.id`;
