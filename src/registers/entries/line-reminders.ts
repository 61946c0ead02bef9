import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access';
import { Reader, type Statement } from '../../platform/database';
import { Clock } from '../../shared/clock';
import { addDays, type Day, dayInLondon, dayInWords } from '../../shared/day';

export type LineKind = 'strategy_activity' | 'strategy_review' | 'risk_review' | 'learning_action';

interface LineReminderRow extends Record<string, unknown> {
  days_after_due: number;
  recipient: string;
  agency: string;
  due_on: Day;
  status: keyof typeof STATUS_WORDS;
  sent_at: Date | null;
}

interface RungRow extends Record<string, unknown> {
  days_after_due: number;
  audience: string;
}

const remindersOfLine = (kind: LineKind, id: string): Statement => ({
  name: 'reminders-of-line',
  text: 'SELECT days_after_due, recipient, agency, due_on, status, sent_at FROM reminders_of_line($1, $2)',
  values: [kind, id],
});

const rungs = (): Statement => ({
  name: 'rungs-of-lines',
  text: 'SELECT days_after_due, audience FROM reminder_rungs WHERE removed_at IS NULL ORDER BY days_after_due, rung',
});

/** What was said about the day of a line and what comes next, by the ladder of reminders. */
@Injectable()
export class LineReminders {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** @param dueOn null of a line that is over: nothing is to come */
  async of(actor: Actor, kind: LineKind, id: string, dueOn: Day | null): Promise<LineRemindersModel> {
    const [said, ladder] = await this.reader.read<[LineReminderRow, RungRow]>(
      actor,
      undefined,
      remindersOfLine(kind, id),
      rungs(),
    );
    return presentLineReminders({ said, ladder, kind, dueOn, today: this.clock.today() });
  }
}

interface Asked {
  said: LineReminderRow[];
  ladder: RungRow[];
  kind: LineKind;
  dueOn: Day | null;
  today: Day;
}

const presentLineReminders = ({ said, ladder, kind, dueOn, today }: Asked) => ({
  said: said.map((row) => [
    { text: whenWords(row.days_after_due) },
    { text: `${row.recipient}, ${row.agency}` },
    { text: dayInWords(row.due_on) },
    {
      text: row.sent_at === null ? STATUS_WORDS[row.status] : `Sent ${dayInWords(dayInLondon(row.sent_at))}`,
    },
  ]),
  toCome: ladder
    .flatMap((rung) => (dueOn === null ? [] : [{ ...rung, on: addDays(dueOn, rung.days_after_due) }]))
    .filter(({ on }) => on > today)
    .map(({ on, days_after_due: days, audience }) => [
      { text: dayInWords(on) },
      { text: whenWords(days) },
      { text: audience === 'responsible' ? RESPONSIBLE[kind] : (AUDIENCE_WORDS[audience] ?? 'Somebody else') },
    ]),
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
