import { Injectable } from '@nestjs/common';
import { AccessRules } from '../platform/access';
import type { Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid, NotFound } from '../shared/errors';
import { changeSchedule } from './change-schedule';
import type { PlaceInCohort } from './domain/place-in-cohort';
import { ensureAllows, lockSchedule } from './locked-schedule';
import { eventsSql, type HappenedEvent, nextWindow } from './review-window';

export interface NewDate {
  scheduleId: string;
  /** The day the rule counts from. */
  from: Day;
  /** A date sooner than the rule's. */
  soonerOn?: Day | null;
  reason: string;
}

interface Counted extends PlaceInCohort {
  dateOfBirth: Day | null;
  events: HappenedEvent[];
}

const COUNTED = `
  SELECT m.tier, m.strand, i.date_of_birth AS "dateOfBirth", ${eventsSql('i.id')} AS events
    FROM individuals i LEFT JOIN cohort_memberships m ON m.individual_id = i.id AND m.ended_on IS NULL
   WHERE i.id = $1 AND i.access_keys && $2::uuid[]`;

/**
 * Works the date of a running schedule out anew, by the rule of the tier as it is now: when the decision that set it is
 * taken again on the same day. It may become later than it was, since the date that was set stood on a mistake.
 */
@Injectable()
export class DateAgain {
  constructor(private readonly rules: AccessRules) {}

  /** @throws ScheduleDoesNotAllow; Invalid for a date later than the rules allow */
  async within(tx: Transaction, { scheduleId, from, soonerOn, reason }: NewDate): Promise<{ dueOn: Day }> {
    const schedule = await lockSchedule(tx, scheduleId);
    this.rules.ensureMay(tx.actor, 'schedule', 'ReviewSchedule', schedule);
    ensureAllows(schedule, 'change_date', schedule.version);
    const [counted] = await tx.query<Counted>(COUNTED, [schedule.individualId, tx.actor.accessKeys]);
    if (!counted) throw new NotFound();
    const window = nextWindow({ ...counted, from, soonerOn, today: tx.today });
    if ('message' in window) throw new Invalid([window]);
    const { windowFrom, dueOn, rule, explanation, noLaterThan } = window;
    if (dueOn === schedule.dueOn) return { dueOn };
    await changeSchedule(tx, schedule, {
      act: 'review_schedule.date_changed',
      reason,
      values: { windowFrom, dueOn, rule, explanation, noLaterThan, tier: counted.tier },
    });
    return { dueOn };
  }
}
