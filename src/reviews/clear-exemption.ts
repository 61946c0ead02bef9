import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid } from '../shared/errors';
import { changeSchedule } from './change-schedule';
import { dueAfterExemption, explainedWithClearing, heldAgainFrom } from './domain/exemption';
import { ensureAllows, lockSchedule } from './locked-schedule';
import { NO_EXEMPTION } from './review-schedule.entity';

export interface ExemptionCleared {
  scheduleId: string;
  /** The version the user saw. */
  version: number;
  reason: string;
}

/** Says that the review can be held again. Never sooner than before, and one that was overdue stays overdue. */
@Injectable()
export class ClearExemption {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, cleared: ExemptionCleared, submission?: Submission): Promise<{ individualId: string; dueOn: Day }> {
    return this.transactions.act(actor, (tx) => this.within(tx, cleared), submission);
  }

  /** @throws Stale; ScheduleDoesNotAllow when it is not exempt; Invalid */
  async within(tx: Transaction, cleared: ExemptionCleared): Promise<{ individualId: string; dueOn: Day }> {
    const schedule = await lockSchedule(tx, cleared.scheduleId);
    this.rules.ensureMay(tx.actor, 'exempt', 'ReviewSchedule', schedule);
    ensureAllows(schedule, 'clear_exemption', cleared.version);
    const reason = cleared.reason.trim();
    if (reason === '') throw new Invalid([{ field: 'reason', message: 'Enter why the review can be held again' }]);
    const { exemptKind: kind, exemptSince: since, exemptUntil: until } = schedule;
    // The database holds that an exempt schedule has all three.
    if (kind === null || since === null || until === null) throw new Error('an exempt schedule without its exemption');
    const exemption = { dueOn: schedule.dueOn, kind, since, clearedOn: heldAgainFrom(until, tx.today) };
    const dueOn = dueAfterExemption(exemption);
    await changeSchedule(tx, schedule, {
      act: 'review_schedule.exemption_cleared',
      reason,
      values: {
        ...NO_EXEMPTION,
        status: 'active',
        statusReason: null,
        dueOn,
        noLaterThan: dueOn > schedule.noLaterThan ? dueOn : schedule.noLaterThan,
        explanation: explainedWithClearing(schedule.explanation, exemption, dueOn),
      },
    });
    return { individualId: schedule.individualId, dueOn };
  }
}
