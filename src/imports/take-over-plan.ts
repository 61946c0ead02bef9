import { Injectable } from '@nestjs/common';
import { RecordExistingPlan } from '../plans';
import type { Transaction } from '../platform/database';
import { ScheduleReview } from '../reviews';
import { dayInWords } from '../shared/day';
import type { PersonToMake } from './person-to-make';

/** The plan that lives outside, and the review it is owed: on the sheet's date, else by the rule of the tier from today. */
@Injectable()
export class TakeOverPlan {
  constructor(
    private readonly recordPlan: RecordExistingPlan,
    private readonly scheduleReview: ScheduleReview,
  ) {}

  async within(tx: Transaction, individualId: string, { person, fileName }: PersonToMake): Promise<void> {
    if (!person.plan) return;
    const { plannedOn, needs, rowNumber } = person.plan;
    const note = `The plan is outside this service: row ${rowNumber} of ${fileName} gives its date and no more.`;
    const { planId } = await this.recordPlan.within(tx, { individualId, plannedOn, needs, note });
    if (!person.nextReview) {
      await this.scheduleReview.within(tx, { planId, individualId, from: tx.today });
      return;
    }
    const { on, rowNumber: reviewRow } = person.nextReview;
    await this.scheduleReview.within(tx, {
      planId,
      individualId,
      from: plannedOn,
      dueOn: on,
      rule: 'Imported date',
      explanation: `Row ${reviewRow} of the imported spreadsheet gives ${dayInWords(on)} as the next review.`,
    });
  }
}
