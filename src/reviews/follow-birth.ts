import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BirthCorrected } from '../individuals';
import { DomainEvents, type Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { changeSchedule } from './change-schedule';
import { beforeBirthdays, birthReason, windowAfterCorrection } from './domain/birth-correction';
import type { PlaceInCohort } from './domain/place-in-cohort';
import type { TriggerKind } from './domain/review-rules';
import { keepBirthday } from './keep-birthday';
import { eventsSql, type HappenedEvent } from './review-window';
import { lockRunningSchedule } from './running-schedule';

interface Facts extends PlaceInCohort {
  dateOfBirth: Day | null;
  events: HappenedEvent[];
}

const FACTS = `
  SELECT m.tier, m.strand, i.date_of_birth AS "dateOfBirth", ${eventsSql('i.id')} AS events
    FROM individuals i LEFT JOIN cohort_memberships m ON m.individual_id = i.id AND m.ended_on IS NULL
   WHERE i.id = $1 AND i.access_keys && $2::uuid[]`;

interface Event {
  kind: TriggerKind;
  happenedOn: Day;
  rule: string;
  ruleDueOn: Day;
  wasDueOn: Day | null;
}

/** What brought this schedule forward, each with the date before it: none where the schedule was made with it. */
const SET_BY = `
  SELECT t.kind, t.happened_on AS "happenedOn", t.rule, t.rule_due_on AS "ruleDueOn",
         (SELECT c.from_due_on FROM review_schedule_changes c
           WHERE c.schedule_id = t.schedule_id AND c.to_due_on = t.rule_due_on AND c.from_due_on > c.to_due_on
           ORDER BY c.version DESC LIMIT 1) AS "wasDueOn"
    FROM review_triggers t
    JOIN individuals i ON i.id = t.individual_id AND i.access_keys && $2::uuid[]
   WHERE t.schedule_id = $1 AND t.brought_forward
   ORDER BY t.recorded_at DESC, t.id DESC`;

/** A date of birth that was wrong moves the review in the transaction of its correction, and not with the next day's run. */
@Injectable()
export class FollowBirth implements OnModuleInit {
  constructor(private readonly events: DomainEvents) {}

  onModuleInit(): void {
    this.events.on(BirthCorrected, (tx, corrected) => this.follow(tx, corrected));
  }

  private async follow(tx: Transaction, { individualId, by }: BirthCorrected): Promise<void> {
    const schedule = await lockRunningSchedule(tx, individualId);
    const [facts] = await tx.query<Facts>(FACTS, [individualId, tx.actor.accessKeys]);
    if (!schedule || !facts) return;
    const setBy = await tx.query<Event>(SET_BY, [schedule.id, tx.actor.accessKeys]);
    const { dateOfBirth, events } = facts;
    const asked = {
      schedule,
      setByBirthday: beforeBirthdays(schedule, setBy),
      place: facts,
      dateOfBirth,
      events,
      today: tx.today,
    };
    const window = windowAfterCorrection(asked);
    if (window === null) return;
    const { windowFrom, dueOn, rule, because } = window;
    const reason = birthReason(tx.today, by);
    const isLater = dueOn > schedule.dueOn;
    await changeSchedule(tx, schedule, {
      act: isLater ? 'review_schedule.date_changed' : 'review_schedule.brought_forward',
      reason,
      values: { windowFrom, dueOn, rule, noLaterThan: dueOn, explanation: `${reason}. ${window.explanation}` },
    });
    if (because?.kind.startsWith('turning'))
      await keepBirthday(tx, { ...because, scheduleId: schedule.id, individualId });
  }
}
