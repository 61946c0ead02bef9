import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid } from '../../shared/errors';
import { loadMeeting, lockAgenda } from '../load-meeting';
import { MeetingNotOpen } from '../meeting.errors';
import { loadTopic } from './load-topic';
import { MeetingTopic } from './meeting-topic.entity';

export interface TopicDeferral {
  meetingId: string;
  topicId: string;
  /** The version of the topic the user saw. */
  version: number;
  reason: string;
}

/** Takes a location or theme off the agenda of a meeting; the minutes say why. By itself it comes again only with something new. */
@Injectable()
export class PutOffTopic {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, deferral: TopicDeferral, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, deferral), submission);
  }

  /** @throws Stale, MeetingNotOpen; Invalid without a reason, and once something was written down about it */
  async within(tx: Transaction, { meetingId, topicId, version, reason }: TopicDeferral): Promise<{ id: string }> {
    const meeting = await loadMeeting(tx, meetingId);
    this.rules.ensureMay(tx.actor, 'build_agenda', 'Meeting', meeting);
    if (meeting.status !== 'planned') throw new MeetingNotOpen();
    await lockAgenda(tx, meetingId);
    const topic = await loadTopic(tx, { meetingId, topicId });
    const refusal = refusalOf(topic, reason);
    if (refusal !== undefined) throw new Invalid([{ field: 'reason', message: refusal }]);
    const putOff = { putOffBecause: reason.trim(), putOffBy: tx.actor.userId, putOffAt: tx.now };
    await tx.change(MeetingTopic, { id: topicId, version }, putOff);
    const audited = { subjectType: 'meeting', subjectId: meetingId, fields: ['putOffBecause'] };
    await tx.audit({ act: 'meeting_topic.put_off', ...audited });
    return { id: topicId };
  }
}

function refusalOf(topic: { isNoted: boolean; isPutOff: boolean }, reason: string): string | undefined {
  if (topic.isNoted) return 'The panel has spoken of it: it stays on this agenda';
  if (topic.isPutOff) return 'It is off this agenda already';
  return reason.trim() === '' ? 'Enter why it is taken off the agenda' : undefined;
}
