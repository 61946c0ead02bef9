import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PlaceChanged, PlaceForecasts, type PlaceForecast } from '../cohort';
import type { Actor } from '../platform/access';
import { DomainEvents, Reader, type Transaction } from '../platform/database';
import { Clock } from '../shared/clock';
import { dayInLondon, dayInWords } from '../shared/day';
import { changeSchedule } from './change-schedule';
import { limitByRules } from './domain/limit-cause';
import { forecastWords, placeReason, soonerByPlace } from './domain/place-change';
import type { PlaceInCohort } from './domain/place-in-cohort';
import type { LockedSchedule } from './locked-schedule';
import { lowerLimit } from './lower-limit';
import { type CurrentScheduleRow, currentSchedule } from './reviews.queries';
import { lockRunningSchedule } from './running-schedule';

const PLACE = `SELECT m.tier, m.strand FROM cohort_memberships m JOIN individuals i ON i.id = m.individual_id
  WHERE m.individual_id = $1 AND m.ended_on IS NULL AND i.access_keys && $2::uuid[]`;

/** A tier or strand that became another, on whatever page or sheet, brings the running review forward when its rule is sooner. */
@Injectable()
export class FollowPlace implements OnModuleInit {
  constructor(
    private readonly events: DomainEvents,
    private readonly forecasts: PlaceForecasts,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.events.on(PlaceChanged, (tx, placed) => this.follow(tx, placed));
    this.forecasts.add((actor, individualId, from) => this.forecast(actor, individualId, from));
  }

  private async follow(tx: Transaction, { individualId, before, after, effects }: PlaceChanged): Promise<void> {
    const schedule = await lockRunningSchedule(tx, individualId);
    if (!schedule) return;
    const dueOn = await bringForward(tx, schedule, { before, after });
    if (dueOn === null) return;
    const exempt = schedule.status === 'exempt' ? ' and stays exempt' : '';
    effects.push(`The review is brought forward to ${dayInWords(dueOn)}${exempt}`);
  }

  private async forecast(actor: Actor, individualId: string, before: PlaceInCohort): Promise<PlaceForecast> {
    const row = await this.reader.one<CurrentScheduleRow>(actor, undefined, currentSchedule(actor, individualId));
    if (!row) return () => 'No review is scheduled.';
    const schedule = { dueOn: row.due_on, countedFrom: row.counted_from ?? dayInLondon(row.made_at) };
    const now = { schedule, before, today: this.clock.today(), isExempt: row.status === 'exempt' };
    return (after) => forecastWords({ ...now, after });
  }
}

/** Where somebody stands in the cohort now, when they are in it. */
export async function placeOf(tx: Transaction, individualId: string): Promise<PlaceInCohort | undefined> {
  const [place] = await tx.query<PlaceInCohort>(PLACE, [individualId, tx.actor.accessKeys]);
  return place;
}

interface NewPlace {
  before: PlaceInCohort | null;
  after: PlaceInCohort;
}

async function bringForward(tx: Transaction, schedule: LockedSchedule, place: NewPlace) {
  const { today } = tx;
  const sooner = soonerByPlace({ schedule, ...place, today });
  if (sooner === null) {
    const latest = soonerByPlace({ schedule: { ...schedule, dueOn: schedule.noLaterThan }, ...place, today });
    if (latest)
      await lowerLimit(tx, schedule, { latestOn: latest.dueOn, because: limitByRules(latest.because, latest) });
    return null;
  }
  const reason = placeReason(schedule.dueOn, sooner.because, today);
  const { windowFrom, dueOn, rule } = sooner;
  const values = { windowFrom, dueOn, rule, tier: place.after.tier, noLaterThan: dueOn };
  await changeSchedule(tx, schedule, {
    act: 'review_schedule.brought_forward',
    reason,
    values: { ...values, explanation: `${reason}. ${sooner.explanation}` },
  });
  return dueOn;
}
