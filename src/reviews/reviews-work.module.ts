import { Module } from '@nestjs/common';
import { DayKeeper } from './jobs/day-keeper';
import { KeepDays } from './keep-days';

/** What only the worker does about schedules: what a new day brings. */
@Module({ providers: [KeepDays, DayKeeper] })
export class ReviewsWorkModule {
  constructor(private readonly keeper: DayKeeper) {}

  async stop(): Promise<void> {
    await this.keeper.stop();
  }
}
