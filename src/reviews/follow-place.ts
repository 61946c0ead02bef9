import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PlaceChanged, PlaceForecasts, type PlaceForecast } from '../cohort';
import { RecordsJoined } from '../individuals';
import type { Actor } from '../platform/access';
import { DomainEvents, Reader, type Transaction } from '../platform/database';
import { Clock } from '../shared/clock';
import { dayInLondon, dayInWords } from '../shared/day';
import { changeSchedule } from './change-schedule';
import { forecastWords, placeReason, soonerByPlace } from './domain/place-change';
import type { PlaceInCohort } from './domain/place-in-cohort';
import type { LockedSchedule } from './locked-schedule';
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
    this.events.on(RecordsJoined, (tx, { individualId }) => this.followJoined(tx, individualId));
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

  /** One person had two places, and the one that stands may be the more urgent. */
  private async followJoined(tx: Transaction, individualId: string): Promise<void> {
    const schedule = await lockRunningSchedule(tx, individualId);
    const [after] = await tx.query<PlaceInCohort>(PLACE, [individualId, tx.actor.accessKeys]);
    if (!schedule || !after) return;
    const before = schedule.tier === null ? null : { tier: schedule.tier, strand: null };
    await bringForward(tx, schedule, { before, after, because: 'two records of one person were joined' });
  }

  private async forecast(actor: Actor, individualId: string, before: PlaceInCohort): Promise<PlaceForecast> {
    const row = await this.reader.one<CurrentScheduleRow>(actor, undefined, currentSchedule(actor, individualId));
    if (!row) return () => 'No review is scheduled.';
    const schedule = { dueOn: row.due_on, countedFrom: row.counted_from ?? dayInLondon(row.made_at) };
    const now = { schedule, before, today: this.clock.today(), isExempt: row.status === 'exempt' };
    return (after) => forecastWords({ ...now, after });
  }
}

interface NewPlace {
  before: PlaceInCohort | null;
  after: PlaceInCohort;
  because?: string;
}

async function bringForward(tx: Transaction, schedule: LockedSchedule, place: NewPlace) {
  const { today } = tx;
  const sooner = soonerByPlace({ schedule, ...place, today });
  if (sooner === null) return null;
  const reason = placeReason(schedule.dueOn, place.because ?? sooner.because, today);
  const { windowFrom, dueOn, rule } = sooner;
  const values = { windowFrom, dueOn, rule, tier: place.after.tier, noLaterThan: dueOn };
  await changeSchedule(tx, schedule, {
    act: 'review_schedule.brought_forward',
    reason,
    values: { ...values, explanation: `${reason}. ${sooner.explanation}` },
  });
  return dueOn;
}
