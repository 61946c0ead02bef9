import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RecordsParted } from '../individuals';
import { DomainEvents, type Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { changeSchedule } from './change-schedule';
import { isBirthday } from './domain/event-words';
import { PARTED_REASON, PARTED_RULE_REASON } from './domain/place-change';
import type { Tier, TriggerKind } from './domain/review-rules';
import type { ReviewWindow } from './domain/review-rule';
import { whyNot } from './domain/schedule-change';
import { isOfBirth, soonestOf, type TriggerDue, triggerDue } from './domain/trigger';
import { opensOn } from './domain/window-opens';
import type { LockedSchedule } from './locked-schedule';
import { lowerLimit } from './lower-limit';
import { lockRunningSchedule } from './running-schedule';

/** What a merge changed of a schedule: before the first change, and after the last. */
const BEFORE_THE_MERGE = `
  SELECT was.* FROM record_merge_changes c CROSS JOIN LATERAL jsonb_to_record(c.was)
         AS was (window_from date, due_on date, rule text, explanation text, tier text, no_later_than date)
   WHERE c.merge_id = $2 AND c.table_name = 'review_schedules' AND c.row_id = $1 AND c.was ? 'due_on' ORDER BY c.id LIMIT 1`;
const AFTER_THE_MERGE = `
  SELECT c.became, c.put_back FROM record_merge_changes c
   WHERE c.merge_id = $2 AND c.table_name = 'review_schedules' AND c.row_id = $1 AND c.was ? 'due_on' ORDER BY c.id DESC LIMIT 1`;

/** A schedule that the undoing left, because somebody touched it meanwhile, while its rule and tier are still those of the merge. */
const LEFT_WITH_THE_MERGE = `
  SELECT was.rule, was.tier, was.window_from AS "windowFrom", was.due_on AS "dueOn", was.explanation,
         coalesce(was.no_later_than, was.due_on) AS "noLaterThan",
         s.due_on <> (m.became ->> 'due_on')::date AS "isDateSet", s.no_later_than <> (m.became ->> 'no_later_than')::date AS "isLimitLowered"
    FROM review_schedules s, (${BEFORE_THE_MERGE}) was, (${AFTER_THE_MERGE}) m
   WHERE s.id = $1 AND s.access_keys && $3::uuid[] AND NOT m.put_back
     AND s.rule = m.became ->> 'rule' AND s.tier IS NOT DISTINCT FROM m.became ->> 'tier'`;

/** What happened while two records were one, and did not count then where the date of the merge was sooner. */
const MEANWHILE = `
  SELECT t.kind, t.happened_on AS "happenedOn", t.brought_forward AS "broughtForward", i.date_of_birth AS "dateOfBirth"
    FROM review_triggers t JOIN record_merges m ON m.id = $2 AND t.recorded_at >= m.merged_at
    JOIN individuals i ON i.id = t.individual_id AND i.access_keys && $3::uuid[]
   WHERE t.schedule_id = $1 AND EXISTS (SELECT 1 FROM record_merge_changes c WHERE c.merge_id = m.id AND c.row_id = t.schedule_id
                                           AND c.was -> 'due_on' IS NOT NULL)
   ORDER BY t.happened_on, t.id`;

interface LeftWithTheMerge extends ReviewWindow {
  tier: Tier | null;
  noLaterThan: Day;
  /** By people, after the merge: their date stays. */
  isDateSet: boolean;
  /** After the merge too: by an event, which counts below, or by a new place in the cohort. */
  isLimitLowered: boolean;
}

interface Asked {
  mergeId: string;
  happened: readonly Meanwhile[];
}

interface Meanwhile {
  kind: TriggerKind;
  happenedOn: Day;
  broughtForward: boolean;
  /** As it is on record again. */
  dateOfBirth: Day | null;
}

/**
 * Two records that were joined are two again: each running review goes by its own rule, up to its own latest day. The date from
 * before holds again unless people set another, but never later than what happened meanwhile allows.
 */
@Injectable()
export class FollowParted implements OnModuleInit {
  constructor(private readonly events: DomainEvents) {}

  onModuleInit(): void {
    this.events.on(RecordsParted, (tx, parted) => this.follow(tx, parted));
  }

  private async follow(tx: Transaction, { individualIds, mergeId }: RecordsParted): Promise<void> {
    for (const individualId of individualIds) {
      const running = await lockRunningSchedule(tx, individualId);
      if (!running || whyNot(running.status, 'bring_forward') !== null) continue;
      const meanwhile = await tx.query<Meanwhile>(MEANWHILE, [running.id, mergeId, tx.actor.accessKeys]);
      const happened = meanwhile.filter((one) => !isBirthday(one.kind) || isOfBirth(one, one.dateOfBirth));
      // What was brought forward by an event meanwhile has the rule of that event, and keeps it.
      if (!happened.some(({ broughtForward }) => broughtForward))
        await giveBackRule(tx, running, { mergeId, happened });
      const schedule = await lockRunningSchedule(tx, individualId);
      if (schedule) await bringForward(tx, schedule, happened);
    }
  }
}

async function giveBackRule(tx: Transaction, schedule: LockedSchedule, asked: Asked): Promise<void> {
  const values = [schedule.id, asked.mergeId, tx.actor.accessKeys];
  const [left] = await tx.query<LeftWithTheMerge>(LEFT_WITH_THE_MERGE, values);
  if (!left) return;
  const { rule, tier, explanation } = left;
  const isOfThePlace = left.isLimitLowered && asked.happened.length === 0;
  const noLaterThan = isOfThePlace ? schedule.noLaterThan : left.noLaterThan;
  const isDateBack = !left.isDateSet && left.dueOn <= noLaterThan;
  const dueOn = isDateBack ? left.dueOn : schedule.dueOn;
  const windowFrom = opensOn({ wanted: left.windowFrom, dueOn, countedFrom: schedule.countedFrom });
  await changeSchedule(tx, schedule, {
    act: 'review_schedule.rule_given_back',
    reason: isDateBack ? PARTED_REASON : PARTED_RULE_REASON,
    values: { rule, tier, noLaterThan, windowFrom, ...(isDateBack ? { dueOn, explanation } : {}) },
  });
}

async function bringForward(tx: Transaction, schedule: LockedSchedule, happened: readonly Meanwhile[]): Promise<void> {
  const sooner = soonestOf(schedule, happened, { today: tx.today, ...schedule });
  if (sooner.because === null) {
    const due = happened.map((one) => triggerDue({ ...one, today: tx.today })).sort(bySoonest)[0];
    if (due) await lowerLimit(tx, schedule, { latestOn: due.dueOn, because: due.rule });
    return;
  }
  const { dueOn, windowFrom, rule, explanation } = sooner;
  await changeSchedule(tx, schedule, {
    act: 'review_schedule.brought_forward',
    reason: rule,
    values: { dueOn, windowFrom, rule, explanation, noLaterThan: dueOn },
  });
}

const bySoonest = (one: TriggerDue, other: TriggerDue): number => (one.dueOn < other.dueOn ? -1 : 1);
