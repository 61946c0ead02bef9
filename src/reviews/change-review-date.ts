import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { type Day, dayInWords } from '../shared/day';
import { type FieldProblem, Invalid } from '../shared/errors';
import { changeSchedule } from './change-schedule';
import { whyNotMoveTo } from './domain/schedule-change';
import { ensureAllows, lockSchedule } from './locked-schedule';

export interface DateChange {
  scheduleId: string;
  /** The version the user saw. */
  version: number;
  dueOn: Day;
  reason: string;
}

/** Sets another date by hand: sooner, or back as far as the rules allow. An overdue review keeps its date. */
@Injectable()
export class ChangeReviewDate {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, change: DateChange, submission?: Submission): Promise<{ individualId: string; dueOn: Day }> {
    return this.transactions.act(actor, (tx) => this.within(tx, change), submission);
  }

  /** @throws Stale; ScheduleDoesNotAllow; Invalid */
  async within(tx: Transaction, change: DateChange): Promise<{ individualId: string; dueOn: Day }> {
    const schedule = await lockSchedule(tx, change.scheduleId);
    this.rules.ensureMay(tx.actor, 'schedule', 'ReviewSchedule', schedule);
    ensureAllows(schedule, 'change_date', change.version);
    const problems: FieldProblem[] = [];
    const refused = whyNotMoveTo(change.dueOn, { ...schedule, today: tx.today });
    if (refused !== null) problems.push({ field: 'dueOn', message: refused });
    const reason = change.reason.trim();
    if (reason === '') problems.push({ field: 'reason', message: 'Enter why the date changes' });
    if (problems.length > 0) throw new Invalid(problems);
    const { dueOn } = change;
    await changeSchedule(tx, schedule, {
      act: 'review_schedule.date_changed',
      reason,
      values: {
        dueOn,
        windowFrom: schedule.windowFrom < dueOn ? schedule.windowFrom : dueOn,
        noLaterThan: schedule.noLaterThan,
        explanation: `Set by hand: ${dayInWords(dueOn)} in place of ${dayInWords(schedule.dueOn)}, because: ${reason}`,
      },
    });
    return { individualId: schedule.individualId, dueOn };
  }
}
