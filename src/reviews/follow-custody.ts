import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type CustodyFact, CustodyRecorded } from '../individuals';
import { DomainEvents, type Transaction } from '../platform/database';
import { addDays, type Day, dayInWords, isBefore } from '../shared/day';
import { changeSchedule } from './change-schedule';
import { limitByRules } from './domain/limit-cause';
import { whyNot } from './domain/schedule-change';
import { soonestOf, triggerDue } from './domain/trigger';
import { isOnRecord, keepTrigger, OLDEST_DAYS } from './keep-trigger';
import type { LockedSchedule } from './locked-schedule';
import { lowerLimit } from './lower-limit';
import { lockRunningSchedule } from './running-schedule';

/**
 * Somebody who left custody is reviewed by the rule of a release, without anybody having to say it twice; and a release that is
 * expected brings the review forward before the day is there, so that nobody meets it at the gate.
 */
@Injectable()
export class FollowCustody implements OnModuleInit {
  constructor(private readonly events: DomainEvents) {}

  onModuleInit(): void {
    this.events.on(CustodyRecorded, (tx, { custody }) => this.follow(tx, custody));
  }

  private async follow(tx: Transaction, custody: CustodyFact): Promise<void> {
    const { individualId, hasLeft, fromOn, releaseExpectedOn, source } = custody;
    const schedule = await lockRunningSchedule(tx, individualId);
    if (!schedule) return;
    const release = { individualId, kind: 'release' as const, happenedOn: fromOn };
    if (hasLeft && isToAnswer(schedule, fromOn, tx.today) && !(await isOnRecord(tx, release))) {
      await keepTrigger(tx, schedule, { ...release, source, description: 'Custody status recorded.' });
    }
    if (releaseExpectedOn !== null && !isBefore(releaseExpectedOn, tx.today)) {
      await bringForward(tx, schedule, releaseExpectedOn);
    }
  }
}

/** What was before the last review was answered by it, and what is very old is history. */
const isToAnswer = ({ countedFrom }: LockedSchedule, fromOn: Day, today: Day): boolean =>
  isBefore(countedFrom, fromOn) && isBefore(addDays(today, -OLDEST_DAYS), fromOn);

async function bringForward(tx: Transaction, schedule: LockedSchedule, expectedOn: Day): Promise<void> {
  const because = `release from custody is expected on ${dayInWords(expectedOn)}`;
  const expected = [{ kind: 'release' as const, happenedOn: expectedOn }];
  const sooner = soonestOf(schedule, expected, { today: tx.today, countedFrom: schedule.countedFrom });
  if (sooner.because === null) {
    const due = triggerDue({ kind: 'release', happenedOn: expectedOn, today: tx.today });
    await lowerLimit(tx, schedule, { latestOn: due.dueOn, because: limitByRules(because, due) });
    return;
  }
  if (whyNot(schedule.status, 'bring_forward') !== null) return;
  const { dueOn, windowFrom, rule, explanation } = sooner;
  await changeSchedule(tx, schedule, {
    act: 'review_schedule.brought_forward',
    reason: `Brought forward because ${because}`,
    values: { dueOn, windowFrom, rule, explanation, noLaterThan: dueOn },
  });
}
