import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RecordsJoined } from '../individuals';
import { DomainEvents, type Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { changeSchedule } from './change-schedule';
import { LIMIT_BY_JOINING } from './domain/limit-cause';
import { joinedReason, placeReason, soonerByPlace } from './domain/place-change';
import type { PlaceInCohort } from './domain/place-in-cohort';
import { placeOf } from './follow-place';
import type { LockedSchedule } from './locked-schedule';
import { lowerLimit } from './lower-limit';
import { lockRunningSchedule } from './running-schedule';

/** What makes the review that stays sooner: the date of the one that was cancelled, or the place in the cohort that stands. */
interface Sooner {
  dueOn: Day;
  windowFrom: Day;
  /** What the rules allow: a date that people chose on one of two records binds as little as before. */
  noLaterThan: Day;
  rule: string;
  explanation: string;
  reason: string;
}

/** Its date, and what the rules allow of the two together. */
const SET_ASIDE = `
  SELECT s.due_on AS "dueOn", s.window_from AS "windowFrom", s.rule, s.explanation,
         least(coalesce(s.no_later_than, s.due_on), $4::date) AS "noLaterThan"
    FROM review_schedules s JOIN record_merge_changes c ON c.table_name = 'review_schedules' AND c.row_id = s.id AND c.was ->> 'status' = 'active'
   WHERE c.merge_id = $1 AND s.individual_id = $2 AND s.access_keys && $3::uuid[]
   ORDER BY s.due_on LIMIT 1`;

/**
 * Two records became one, and one review runs on: by the sooner of the two dates, so that nothing that was due, or overdue, is
 * put off by joining them; and sooner still where the place in the cohort that stands is the more urgent.
 */
@Injectable()
export class FollowJoined implements OnModuleInit {
  constructor(private readonly events: DomainEvents) {}

  onModuleInit(): void {
    this.events.on(RecordsJoined, (tx, joined) => this.follow(tx, joined));
  }

  private async follow(tx: Transaction, { individualId, mergeId }: RecordsJoined): Promise<void> {
    const schedule = await lockRunningSchedule(tx, individualId);
    if (!schedule) return;
    const setAside = await otherDate(tx, schedule, mergeId);
    const other = setAside && setAside.dueOn < schedule.dueOn ? setAside : undefined;
    const after = await placeOf(tx, individualId);
    const placeBefore = (dueOn: Day) => (after ? byPlace(tx, schedule, { after, dueOn }) : null);
    const place = placeBefore(other?.dueOn ?? schedule.dueOn);
    const sooner = place ?? other;
    if (!sooner) {
      const latestOn = setAside?.noLaterThan ?? schedule.noLaterThan;
      await lowerLimit(tx, schedule, { latestOn: placeBefore(latestOn)?.dueOn ?? latestOn, because: LIMIT_BY_JOINING });
      return;
    }
    const { reason, explanation, ...window } = sooner;
    const tier = place ? after?.tier : schedule.tier;
    const noLaterThan = placeBefore(sooner.noLaterThan)?.dueOn ?? sooner.noLaterThan;
    // One change, so that undoing the merge finds one date to give back.
    await changeSchedule(tx, schedule, {
      act: 'review_schedule.brought_forward',
      reason,
      values: { ...window, tier, noLaterThan, explanation: `${reason}. ${explanation}` },
    });
  }
}

async function otherDate(tx: Transaction, schedule: LockedSchedule, mergeId: string): Promise<Sooner | undefined> {
  const values = [mergeId, schedule.individualId, tx.actor.accessKeys, schedule.noLaterThan];
  const [other] = await tx.query<Omit<Sooner, 'reason'>>(SET_ASIDE, values);
  return other && { ...other, reason: joinedReason(schedule.dueOn, other.dueOn) };
}

/** dueOn: the day that it must be sooner than. */
function byPlace(
  tx: Transaction,
  schedule: LockedSchedule,
  { after, dueOn: by }: { after: PlaceInCohort; dueOn: Day },
): Sooner | null {
  const before = schedule.tier === null ? null : { tier: schedule.tier, strand: null };
  const sooner = soonerByPlace({ schedule: { ...schedule, dueOn: by }, before, after, today: tx.today });
  if (sooner === null) return null;
  const { windowFrom, dueOn, rule, explanation } = sooner;
  const reason = placeReason(schedule.dueOn, 'two records of one person were joined', tx.today);
  return { windowFrom, dueOn, noLaterThan: dueOn, rule, explanation, reason };
}
