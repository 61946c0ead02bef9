import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config';
import { CHAIR_NAMED, meetingPaths } from '../meetings';
import { SYSTEM_ACTOR } from '../platform/access';
import { Transactions } from '../platform/database';
import { Mailer } from '../platform/mail';
import { type OutboxEvent, OutboxListeners } from '../platform/queue';
import { type ChairNaming, chairNamingWords } from './chair-naming-words';

interface Told extends ChairNaming {
  user_id: string;
  email: string;
  meeting_id: string;
}

const subjectFor = ({ chairs }: Pick<ChairNaming, 'chairs'>): string =>
  chairs ? 'You are named to chair a meeting of your panel' : 'You do not chair a meeting of your panel any more';

/** Mails whoever is named to chair a meeting, and who was named before: panel, day, time and by whom, and nothing of any case. */
@Injectable()
export class TellOfChair implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly mailer: Mailer,
    private readonly listeners: OutboxListeners,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.listeners.on([CHAIR_NAMED], (event) => this.run(event));
  }

  /** May run twice: the message id is that of the naming and its reader. Nothing is said of a meeting that is over. */
  async run({ subjectId }: Pick<OutboxEvent, 'subjectId'>): Promise<void> {
    // Without a way out it stands in the inbox all the same.
    if (!this.mailer.isSetUp) return;
    const told = await this.transactions.act(SYSTEM_ACTOR, (tx) =>
      tx.query<Told>('SELECT * FROM told_of_chair_naming($1)', [subjectId]),
    );
    for (const one of told) {
      const page = new URL(meetingPaths.room(one.meeting_id), this.settings.baseUrl).href;
      const text = `${chairNamingWords(one)}.\n\nSign in to open the meeting:\n${page}\n`;
      await this.mailer.send({
        messageId: `chair-named-${subjectId}-${one.user_id}`,
        to: one.email,
        subject: subjectFor(one),
        text,
      });
    }
  }
}
