import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config';
import { ACTION_LIST_ISSUED, MEETING_CANCELLED, MEETING_MOVED, meetingPaths, MINUTES_ISSUED } from '../meetings';
import { SYSTEM_ACTOR } from '../platform/access';
import { Transactions } from '../platform/database';
import { Mailer } from '../platform/mail';
import { type OutboxEvent, OutboxListeners } from '../platform/queue';

const WORDS: Record<string, string> = {
  [ACTION_LIST_ISSUED]: 'The action list of your panel went round',
  [MINUTES_ISSUED]: 'The minutes of your panel went round',
  [MEETING_CANCELLED]: 'A meeting of your panel is cancelled',
  [MEETING_MOVED]: 'A meeting of your panel has moved to another day, time or place',
};

/** The action list is read where its actions are, a change of the diary on the page of the meeting. */
function pageOf(kind: string, meetingId: string): string {
  if (kind === MINUTES_ISSUED) return meetingPaths.minutes(meetingId);
  return kind === ACTION_LIST_ISSUED ? meetingPaths.decisions(meetingId) : meetingPaths.meeting(meetingId);
}

/** Mails the members of a panel that papers of a meeting are there to read: no paper, no name, no case leaves the service. */
@Injectable()
export class TellOfPapers implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly mailer: Mailer,
    private readonly listeners: OutboxListeners,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.listeners.on(Object.keys(WORDS), (event) => this.run(event));
  }

  /** May run twice: the message id is that of the announcement and its reader. */
  async run({ id, kind, subjectId }: OutboxEvent): Promise<void> {
    const subject = WORDS[kind];
    // Without a way out the papers stand in the product all the same.
    if (!this.mailer.isSetUp || subject === undefined) return;
    const told = await this.transactions.act(SYSTEM_ACTOR, (tx) =>
      tx.query<{ user_id: string; email: string }>('SELECT user_id, email FROM told_of_papers($1)', [subjectId]),
    );
    const page = new URL(pageOf(kind, subjectId), this.settings.baseUrl).href;
    for (const { user_id: userId, email: to } of told) {
      const text = `${subject}.\n\nSign in to read what is yours to see:\n${page}\n`;
      await this.mailer.send({ messageId: `meeting-papers-${id}-${userId}`, to, subject, text });
    }
  }
}
