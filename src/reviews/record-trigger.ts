import { Injectable } from '@nestjs/common';
import { visibleIndividual } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { addDays, type Day, dayInLondon, dayInWords } from '../shared/day';
import { Conflict, type FieldProblem, Invalid, Stale } from '../shared/errors';
import { isOnRecord, type KeptTrigger, keepTrigger, OLDEST_DAYS } from './keep-trigger';
import type { LockedSchedule } from './locked-schedule';
import { lockRunningSchedule } from './running-schedule';
import { TRIGGER_WORDS } from './schedule-words';

export interface NewTrigger extends KeptTrigger {
  /** The schedule the user saw, and its version; without it, whichever runs. */
  seen?: { scheduleId: string; version: number };
}

export interface TriggerRecorded {
  id: string;
  scheduleId: string;
  /** When the review is due now. */
  dueOn: Day;
  broughtForward: boolean;
  /** The latest day the date may be put back to, where this lowered it. */
  latestOn: Day | null;
  isExempt: boolean;
}

export class NothingToBringForward extends Conflict {
  constructor() {
    super('This person has no review scheduled, so there is no date to bring forward. Schedule the review first.');
  }
}

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
    const kept = await keepTrigger(tx, schedule, trigger);
    return { ...kept, scheduleId: schedule.id, isExempt: schedule.status === 'exempt' };
  }
}

function refuseStale({ id, version }: LockedSchedule, seen: NewTrigger['seen']): void {
  if (seen && (seen.scheduleId !== id || seen.version !== version)) throw new Stale();
}

async function refuseTwice(tx: Transaction, trigger: NewTrigger): Promise<void> {
  const same = await isOnRecord(tx, trigger);
  if (!same) return;
  const { recordedBy, recordedAt } = same;
  const what = `${TRIGGER_WORDS[trigger.kind]} on ${dayInWords(trigger.happenedOn)}`;
  const message = `${what} is on record already: ${recordedBy} recorded it on ${dayInWords(dayInLondon(recordedAt))}. It counts once. Add what is new about it as a note`;
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
