import { Module } from '@nestjs/common';
import { IndicatorsModule } from './indicators.module';
import { FiguresKeeper } from './jobs/figures-keeper';

/** What only the worker does about figures: it counts and freezes them. */
@Module({ imports: [IndicatorsModule], providers: [FiguresKeeper] })
export class IndicatorsWorkModule {
  constructor(private readonly keeper: FiguresKeeper) {}

  async stop(): Promise<void> {
    await this.keeper.stop();
  }
}
