import { Injectable } from '@nestjs/common';
import { visibleIndividual } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { addDays, type Day, dayInLondon, dayInWords } from '../shared/day';
import { Conflict, type FieldProblem, Invalid, Stale } from '../shared/errors';
import { newId } from '../shared/ids';
import { changeSchedule } from './change-schedule';
import type { RecordedTrigger } from './domain/review-rules';
import { whyNot } from './domain/schedule-change';
import { soonestOf, triggerDue } from './domain/trigger';
import type { LockedSchedule } from './locked-schedule';
import { lockRunningSchedule } from './running-schedule';
import { ReviewTrigger } from './review-trigger.entity';
import { TRIGGER_WORDS } from './schedule-words';

export interface NewTrigger {
  individualId: string;
  kind: RecordedTrigger;
  happenedOn: Day;
  /** Who says so. */
  source: string;
  description: string;
  /** The schedule the user saw, and its version; without it, whichever runs. */
  seen?: { scheduleId: string; version: number };
}

export interface TriggerRecorded {
  id: string;
  scheduleId: string;
  /** When the review is due now. */
  dueOn: Day;
  broughtForward: boolean;
  isExempt: boolean;
}

export class NothingToBringForward extends Conflict {
  constructor() {
    super('This person has no review scheduled, so there is no date to bring forward. Schedule the review first.');
  }
}

/** Older than this, an event is history: a note says it better than a date. */
const OLDEST_DAYS = 365;

/** Records what happened to the person. The review is due by the rule of its kind when that is sooner, never later. */
@Injectable()
export class RecordTrigger {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, trigger: NewTrigger, submission?: Submission): Promise<TriggerRecorded> {
    return this.transactions.act(actor, (tx) => this.within(tx, trigger), submission);
  }

  /**
   * @throws NothingToBringForward when no review is scheduled; Invalid, also when this kind of event of that day is on record already
   * @throws Stale when the schedule changed after the user saw it: exempted, reviewed, moved
   */
  async within(tx: Transaction, trigger: NewTrigger): Promise<TriggerRecorded> {
    const individual = await visibleIndividual(tx, trigger.individualId);
    this.rules.ensureMay(tx.actor, 'record', 'ReviewSchedule', individual);
    const problems = problemsOf(trigger, tx.today);
    if (problems.length > 0) throw new Invalid(problems);
    const schedule = await runningSchedule(tx, trigger.individualId);
    refuseStale(schedule, trigger.seen);
    await refuseTwice(tx, trigger);
    const { kind, happenedOn } = trigger;
    const due = triggerDue({ kind, happenedOn, today: tx.today });
    const sooner = soonestOf(schedule, [{ kind, happenedOn }], { today: tx.today, ...schedule });
    const broughtForward = whyNot(schedule.status, 'bring_forward') === null && sooner.because !== null;
    const id = newId();
    await tx.insert(ReviewTrigger, {
      id,
      individualId: trigger.individualId,
      scheduleId: schedule.id,
      kind,
      happenedOn,
      source: trigger.source.trim(),
      description: trigger.description.trim(),
      rule: due.rule,
      ruleDueOn: due.dueOn,
      broughtForward,
      recordedBy: tx.actor.userId,
      recordedAt: tx.now,
    });
    await tx.audit({
      act: 'review_trigger.recorded',
      subjectType: 'review_trigger',
      subjectId: id,
      individualId: trigger.individualId,
      fields: ['kind', 'happenedOn', 'source', 'description'],
    });
    if (broughtForward) {
      const { dueOn, windowFrom, rule, explanation } = sooner;
      await changeSchedule(tx, schedule, {
        act: 'review_schedule.brought_forward',
        reason: due.rule,
        values: { dueOn, windowFrom, rule, explanation, noLaterThan: dueOn },
      });
    }
    return {
      id,
      scheduleId: schedule.id,
      dueOn: broughtForward ? sooner.dueOn : schedule.dueOn,
      broughtForward,
      isExempt: schedule.status === 'exempt',
    };
  }
}

function refuseStale({ id, version }: LockedSchedule, seen: NewTrigger['seen']): void {
  if (seen && (seen.scheduleId !== id || seen.version !== version)) throw new Stale();
}

/** Two people hear of one arrest: it is on record once, and counts once. The lock of the schedule makes the second wait. */
async function refuseTwice(tx: Transaction, { individualId, kind, happenedOn }: NewTrigger): Promise<void> {
  const [same] = await tx.query<{ recordedBy: string; recordedAt: Date }>(
    `SELECT u.display_name AS "recordedBy", t.recorded_at AS "recordedAt"
       FROM review_triggers t JOIN users u ON u.id = t.recorded_by
      WHERE t.individual_id = $1 AND t.kind = $2 AND t.happened_on = $3 ORDER BY t.recorded_at, t.id LIMIT 1`,
    [individualId, kind, happenedOn],
  );
  if (!same) return;
  const { recordedBy, recordedAt } = same;
  const message = `${TRIGGER_WORDS[kind]} on ${dayInWords(happenedOn)} is on record already: ${recordedBy} recorded it on ${dayInWords(dayInLondon(recordedAt))}. It counts once. Add what is new about it as a note`;
  throw new Invalid([{ field: 'happenedOn', message }]);
}

async function runningSchedule(tx: Transaction, individualId: string): Promise<LockedSchedule> {
  const schedule = await lockRunningSchedule(tx, individualId);
  if (!schedule) throw new NothingToBringForward();
  return schedule;
}

function problemsOf({ happenedOn, source }: NewTrigger, today: Day): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (happenedOn > today)
    problems.push({ field: 'happenedOn', message: 'The day it happened must be today or in the past' });
  if (happenedOn < addDays(today, -OLDEST_DAYS)) {
    problems.push({
      field: 'happenedOn',
      message: 'The day it happened must be in the last year. Add a note for what is older',
    });
  }
  if (source.trim() === '') problems.push({ field: 'source', message: 'Enter who says so' });
  return problems;
}
