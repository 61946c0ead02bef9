import { Injectable } from '@nestjs/common';
import { SYSTEM_ACTOR } from '../platform/access';
import { type Transaction, Transactions } from '../platform/database';
import { addDays, type Day } from '../shared/day';
import { turnsOn } from '../shared/age';
import { dueAfterExemption, type ExemptionKind, explainClearing } from './domain/exemption';
import { triggerDue } from './domain/trigger';

interface Moved {
  schedule_id: string;
  individual_id: string;
}

interface ExemptionOver {
  id: string;
  version: number;
  due_on: Day;
  kind: ExemptionKind;
  since: Day;
  until: Day;
}

/** Exemptions are ended so many at a time; the next day's run, or the next round of this one, takes the rest. */
const MOST_AT_ONCE = 1_000;

/**
 * What a new day does to schedules by itself: birthdays bring reviews forward, exemptions whose last day is past end.
 * Each a set-based statement, right however often it runs and however many days were missed.
 */
@Injectable()
export class KeepDays {
  constructor(private readonly transactions: Transactions) {}

  async run(): Promise<{ broughtForward: number; exemptionsEnded: number }> {
    const broughtForward = await this.transactions.act(SYSTEM_ACTOR, (tx) => bringBirthdaysForward(tx));
    let exemptionsEnded = 0;
    for (let ended = MOST_AT_ONCE; ended === MOST_AT_ONCE; exemptionsEnded += ended) {
      ended = await this.transactions.act(SYSTEM_ACTOR, (tx) => endExemptions(tx));
    }
    return { broughtForward, exemptionsEnded };
  }
}

async function bringBirthdaysForward(tx: Transaction): Promise<number> {
  const births = await tx.query<{ date_of_birth: Day }>('SELECT date_of_birth FROM births_that_matter()');
  const reached = births.flatMap(({ date_of_birth: born }) => [
    birthday(born, { kind: 'turning_17_and_a_half', happenedOn: turnsOn(born, 17, 6) }, tx.today),
    birthday(born, { kind: 'turning_18', happenedOn: turnsOn(born, 18) }, tx.today),
  ]);
  if (reached.length === 0) return 0;
  const moved = await tx.query<Moved>('SELECT * FROM bring_birthdays_forward($1, $2)', [
    tx.now,
    JSON.stringify(reached),
  ]);
  return saySo(tx, moved, { act: 'review_schedule.brought_forward', fields: ['dueOn', 'rule'] });
}

function birthday(
  born: Day,
  reached: { kind: 'turning_17_and_a_half' | 'turning_18'; happenedOn: Day },
  today: Day,
): object {
  const { dueOn, rule, explanation } = triggerDue({ ...reached, today });
  return {
    date_of_birth: born,
    kind: reached.kind,
    happened_on: reached.happenedOn,
    due_on: dueOn,
    rule,
    explanation,
  };
}

async function endExemptions(tx: Transaction): Promise<number> {
  const over = await tx.query<ExemptionOver>('SELECT * FROM exemptions_over($1, $2)', [tx.today, MOST_AT_ONCE]);
  if (over.length === 0) return 0;
  const ended = over.map(({ id, version, kind, since, until, ...row }) => {
    // From the day after the last one, not from today: a worker that was down for a week gives nobody a week more.
    const exemption = { dueOn: row.due_on, kind, since, clearedOn: addDays(until, 1) };
    const dueOn = dueAfterExemption(exemption);
    return {
      id,
      version,
      due_on: dueOn,
      // The database keeps it beside what was there, as `explainedWithClearing` does.
      explanation: explainClearing(exemption, dueOn),
      reason: 'The last day of the exemption is past',
    };
  });
  const moved = await tx.query<Moved>('SELECT * FROM end_exemptions($1, $2)', [tx.now, JSON.stringify(ended)]);
  await saySo(tx, moved, { act: 'review_schedule.exemption_ended', fields: ['status', 'dueOn'] });
  return over.length;
}

async function saySo(tx: Transaction, moved: Moved[], change: { act: string; fields: string[] }): Promise<number> {
  for (const { schedule_id: subjectId, individual_id: individualId } of moved) {
    await tx.audit({ ...change, subjectType: 'review_schedule', subjectId, individualId });
    await tx.announce('review_schedule.changed', subjectId);
  }
  return moved.length;
}
