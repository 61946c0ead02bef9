import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config';
import type { Actor } from '../../platform/access';
import { Reader, type Statement } from '../../platform/database';
import { againWords, howWords, type RungRow, rungs, rungsToCome } from '../../reviews';
import { Clock } from '../../shared/clock';
import { type Day, dayInLondon, dayInWords } from '../../shared/day';

export type LineKind = 'strategy_activity' | 'strategy_review' | 'risk_review' | 'learning_action';

interface LineReminderRow extends Record<string, unknown> {
  days_after_due: number;
  recipient: string;
  agency: string;
  due_on: Day;
  status: keyof typeof STATUS_WORDS;
  sent_at: Date | null;
}

const remindersOfLine = (kind: LineKind, id: string): Statement => ({
  name: 'reminders-of-line',
  text: 'SELECT days_after_due, recipient, agency, due_on, status, sent_at FROM reminders_of_line($1, $2)',
  values: [kind, id],
});

/** What was said about the day of a line and what comes next, by the ladder of reminders. */
@Injectable()
export class LineReminders {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'remindAgainDays'>,
  ) {}

  /** @param dueOn null of a line that is over: nothing is to come */
  async of(actor: Actor, kind: LineKind, id: string, dueOn: Day | null): Promise<LineRemindersModel> {
    const [said, ladder] = await this.reader.read<[LineReminderRow, RungRow]>(
      actor,
      undefined,
      remindersOfLine(kind, id),
      rungs(),
    );
    const { remindAgainDays } = this.settings;
    return presentLineReminders({ said, ladder, kind, dueOn, remindAgainDays, today: this.clock.today() });
  }
}

interface Asked {
  said: LineReminderRow[];
  ladder: RungRow[];
  kind: LineKind;
  dueOn: Day | null;
  remindAgainDays: number;
  today: Day;
}

const presentLineReminders = ({ said, ladder, kind, dueOn, remindAgainDays, today }: Asked) => ({
  said: said.map((row) => [
    { text: whenWords(row.days_after_due) },
    { text: `${row.recipient}, ${row.agency}` },
    { text: dayInWords(row.due_on) },
    {
      text: row.sent_at === null ? STATUS_WORDS[row.status] : `Sent ${dayInWords(dayInLondon(row.sent_at))}`,
    },
  ]),
  toCome: (dueOn === null ? [] : rungsToCome(ladder, dueOn, today)).map((rung) => [
    { text: dayInWords(rung.on) },
    { text: whenWords(rung.days_after_due) },
    { text: rung.audience === 'responsible' ? RESPONSIBLE[kind] : (AUDIENCE_WORDS[rung.audience] ?? 'Somebody else') },
    { text: howWords(rung.is_immediate) },
  ]),
  /** Null of a line that is over. */
  again: dueOn === null ? null : againWords(remindAgainDays),
});

export type LineRemindersModel = ReturnType<typeof presentLineReminders>;

const STATUS_WORDS = {
  owed: 'Waiting to be sent',
  sent: 'Sent',
  failed: 'Could not be sent',
  suppressed: 'Not needed any more',
};

const RESPONSIBLE: Record<LineKind, string> = {
  strategy_activity: 'Its owners',
  strategy_review: 'The chair and coordinator',
  risk_review: 'Its owner',
  learning_action: 'Its owner',
};

const AUDIENCE_WORDS: Record<string, string> = {
  agency_managers: 'Managers of the agency that leads it',
  panel_chairs: 'Panel chair and coordinator',
  partnership_leads: 'Partnership lead',
};

function whenWords(days: number): string {
  if (days === 0) return 'Due today';
  const count = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`;
  return days < 0 ? `Due in ${count}` : `Overdue by ${count}`;
}
