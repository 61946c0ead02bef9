import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid, NotFound } from '../../shared/errors';
import { isId, newId } from '../../shared/ids';
import { loadMeeting } from '../load-meeting';
import { MeetingNotOpen } from '../meeting.errors';
import { refuseSealed } from '../room/refuse-sealed';
import { alike } from './known-topics';
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
    const known = await tx.query<{ title: string; meetingId: string }>(SPELT_ALIKE, [
      panelId,
      kind,
      topicVisibilitiesFor(tx.actor.agencyKind),
      title,
    ]);
    if (known.some((one) => one.meetingId === meetingId))
      throw new Invalid([{ field: 'title', message: 'This is on the agenda already' }]);
    return known[0]?.title ?? title.trim();
  }

  note(actor: Actor, noted: TopicOutcome, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.noteWithin(tx, noted), submission);
  }

  /** @throws Stale when somebody else wrote first, so that neither writes over the other; MinutesSealed once approved */
  async noteWithin(tx: Transaction, { meetingId, topicId, version, outcome }: TopicOutcome): Promise<{ id: string }> {
    const meeting = await loadMeeting(tx, meetingId);
    this.rules.ensureMay(tx.actor, 'minute', 'Meeting', meeting);
    await refuseSealed(tx, meetingId);
    if (!isId(topicId)) throw new NotFound();
    const found = await tx.query(
      'SELECT 1 FROM meeting_topics WHERE id = $1 AND meeting_id = $2 AND visibility = ANY ($3)',
      [topicId, meetingId, topicVisibilitiesFor(tx.actor.agencyKind)],
    );
    if (found.length === 0) throw new NotFound();
    if (outcome.trim() === '') throw new Invalid([{ field: 'outcome', message: 'Enter what was said and agreed' }]);
    const noted = { outcome: outcome.trim(), notedBy: tx.actor.userId, notedAt: tx.now };
    await tx.change(MeetingTopic, { id: topicId, version }, noted);
    await tx.audit({ act: 'meeting_topic.noted', subjectType: 'meeting', subjectId: meetingId, fields: ['outcome'] });
    return { id: topicId };
  }
}

/** Topics of a panel that are about the same place or pattern as one that is typed. */
const SPELT_ALIKE = `
  SELECT x.title, x.meeting_id AS "meetingId" FROM meeting_topics x
   WHERE x.panel_id = $1 AND x.kind = $2 AND x.visibility = ANY ($3) AND ${alike('x.title')} = ${alike('$4::text')}
   ORDER BY x.added_at DESC, x.id`;
