import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import type { Day } from '../../shared/day';
import { Conflict, Invalid } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { quarterOf } from '../domain/quarter';
import { ensureNamesNobody } from '../../individuals';

/** A report is due so many working days after its quarter. */
export const WORKING_DAYS_TO_REPORT = 20;

class DraftThere extends Conflict {
  constructor() {
    super('There is a draft for that quarter already. Open it from the list.');
  }
}

/** Starts the report of a quarter that is over; after one was issued, a new version that says why. */
@Injectable()
export class MakeReport {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, input: { until: Day; changeNote: string }, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  async within(tx: Transaction, { until, changeNote }: { until: Day; changeNote: string }): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'make', 'QuarterlyReport', {});
    const quarter = quarterOf(until);
    if (quarter.until !== until || until >= tx.today)
      throw new Invalid([{ field: 'until', message: 'Select a quarter that is over' }]);
    const there = await tx.query<{ number: number; status: string }>(
      'SELECT number, status FROM quarterly_reports WHERE period_until = $1 ORDER BY number DESC',
      [until],
    );
    if (there.some(({ status }) => status === 'draft')) throw new DraftThere();
    const number = (there[0]?.number ?? 0) + 1;
    if (number > 1 && changeNote === '') {
      throw new Invalid([{ field: 'changeNote', message: 'Say why there is a new version: one was issued before' }]);
    }
    await ensureNamesNobody(tx, { changeNote });
    const id = newId();
    await tx.query(
      `INSERT INTO quarterly_reports (id, period_from, period_until, number, due_on, change_note, made_by, made_at)
       VALUES ($1, $2, $3, $4, add_working_days($3::date, $8), $5, $6, $7)`,
      [id, quarter.from, until, number, changeNote, tx.actor.userId, tx.now, WORKING_DAYS_TO_REPORT],
    );
    await tx.audit({ act: 'quarterly_report.made', subjectType: 'quarterly_report', subjectId: id });
    return { id };
  }
}
