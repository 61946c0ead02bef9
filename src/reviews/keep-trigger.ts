import type { Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { newId } from '../shared/ids';
import { changeSchedule } from './change-schedule';
import type { RecordedTrigger } from './domain/review-rules';
import { whyNot } from './domain/schedule-change';
import { soonestOf, triggerDue } from './domain/trigger';
import type { LockedSchedule } from './locked-schedule';
import { lowerLimit } from './lower-limit';
import { ReviewTrigger } from './review-trigger.entity';

/** Older than this, an event is history: a note says it better than a date. */
export const OLDEST_DAYS = 365;

export interface KeptTrigger {
  individualId: string;
  kind: RecordedTrigger;
  happenedOn: Day;
  /** Who says so. */
  source: string;
  description: string;
}

type SameEvent = Pick<KeptTrigger, 'individualId' | 'kind' | 'happenedOn'>;

interface OnRecord {
  recordedBy: string;
  recordedAt: Date;
}

/** Two people hear of one arrest: it is on record once, and counts once. The lock of the schedule makes the second wait. */
export async function isOnRecord(tx: Transaction, same: SameEvent): Promise<OnRecord | undefined> {
  const [found] = await tx.query<OnRecord>(
    `SELECT u.display_name AS "recordedBy", t.recorded_at AS "recordedAt"
       FROM review_triggers t JOIN users u ON u.id = t.recorded_by
      WHERE t.individual_id = $1 AND t.kind = $2 AND t.happened_on = $3 ORDER BY t.recorded_at, t.id LIMIT 1`,
    [same.individualId, same.kind, same.happenedOn],
  );
  return found;
}

export interface TriggerKept {
  id: string;
  dueOn: Day;
  broughtForward: boolean;
  /** The latest day the date may be put back to, where this lowered it. */
  latestOn: Day | null;
}

/** Writes down what happened, and brings the locked schedule forward where the rule of its kind is sooner, or lowers the latest day. */
export async function keepTrigger(
  tx: Transaction,
  schedule: LockedSchedule,
  trigger: KeptTrigger,
): Promise<TriggerKept> {
  const { individualId, kind, happenedOn } = trigger;
  const due = triggerDue({ kind, happenedOn, today: tx.today });
  const sooner = soonestOf(schedule, [{ kind, happenedOn }], { today: tx.today, ...schedule });
  const broughtForward = whyNot(schedule.status, 'bring_forward') === null && sooner.because !== null;
  const id = newId();
  await tx.insert(ReviewTrigger, {
    id,
    individualId,
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
    individualId,
    fields: ['kind', 'happenedOn', 'source', 'description'],
  });
  let isLimit = false;
  if (broughtForward) {
    const { dueOn, windowFrom, rule, explanation } = sooner;
    await changeSchedule(tx, schedule, {
      act: 'review_schedule.brought_forward',
      reason: due.rule,
      values: { dueOn, windowFrom, rule, explanation, noLaterThan: dueOn },
    });
  } else isLimit = await lowerLimit(tx, schedule, { latestOn: due.dueOn, because: due.rule });

  return {
    id,
    dueOn: broughtForward ? sooner.dueOn : schedule.dueOn,
    broughtForward,
    latestOn: isLimit ? due.dueOn : null,
  };
}
