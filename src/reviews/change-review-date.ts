import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { addDays, type Day, daysBetween, dayInWords } from '../shared/day';
import { type FieldProblem, Invalid } from '../shared/errors';
import { changeSchedule } from './change-schedule';
import { setByHand } from './domain/date-by-hand';
import { moveTo } from './domain/schedule-change';
import { opensOn } from './domain/window-opens';
import { ensureAllows, lockSchedule } from './locked-schedule';

export interface DateChange {
  scheduleId: string;
  /** The version the user saw. */
  version: number;
  dueOn: Day;
  reason: string;
}

export interface DateChanged {
  individualId: string;
  /** A working day: the one asked for or the one before. */
  dueOn: Day;
  /** Why it is not the day asked for; empty when it is. */
  words: string;
}

/** Sets another date by hand: sooner, or back as far as the rules allow. An overdue review keeps its date. */
@Injectable()
export class ChangeReviewDate {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, change: DateChange, submission?: Submission): Promise<DateChanged> {
    return this.transactions.act(actor, (tx) => this.within(tx, change), submission);
  }

  /** @throws Stale; ScheduleDoesNotAllow; Invalid */
  async within(tx: Transaction, change: DateChange): Promise<DateChanged> {
    const schedule = await lockSchedule(tx, change.scheduleId);
    this.rules.ensureMay(tx.actor, 'schedule', 'ReviewSchedule', schedule);
    ensureAllows(schedule, 'change_date', change.version);
    const problems: FieldProblem[] = [];
    const moved = moveTo(change.dueOn, { ...schedule, today: tx.today });
    if ('refused' in moved) problems.push({ field: 'dueOn', message: moved.refused });
    const reason = change.reason.trim();
    if (reason === '') problems.push({ field: 'reason', message: 'Enter why the date changes' });
    if ('refused' in moved || problems.length > 0) throw new Invalid(problems);
    const { dueOn, words } = moved;
    await changeSchedule(tx, schedule, {
      act: 'review_schedule.date_changed',
      reason,
      values: {
        dueOn,
        windowFrom: opensOn({ wanted: movedWith(schedule, dueOn), dueOn, countedFrom: schedule.countedFrom }),
        noLaterThan: schedule.noLaterThan,
        explanation: `${setByHand(dueOn)} in place of ${dayInWords(schedule.dueOn)}, because: ${reason}${words === '' ? '' : `\n${words}`}`,
      },
    });
    return { individualId: schedule.individualId, dueOn, words };
  }
}

/** The first day it may be held goes back with the date that is put back; one that is brought forward opens as early as before. */
const movedWith = ({ windowFrom, dueOn: was }: { windowFrom: Day; dueOn: Day }, dueOn: Day): Day =>
  addDays(windowFrom, Math.max(0, daysBetween(was, dueOn)));
