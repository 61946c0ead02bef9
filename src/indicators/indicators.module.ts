import { Module } from '@nestjs/common';
import { registerPolicy } from '../platform/access';
import { AskForRefresh } from './ask-for-refresh';
import { Figures } from './figures';
import { figuresPolicy } from './figures.policy';
import { FreezeQuarters } from './freeze-quarters';
import { RefreshFigures } from './refresh-figures';
import { ReviseIndicator } from './revise-indicator';
import { SetSmallNumberRule } from './set-small-number-rule';
import { SupplyFigure } from './supply-figure';
import { FigureRecordsController } from './web/figure-records.controller';
import { FiguresController } from './web/figures.controller';

const verbs = [AskForRefresh, FreezeQuarters, RefreshFigures, ReviseIndicator, SetSmallNumberRule, SupplyFigure];

@Module({
  controllers: [FigureRecordsController, FiguresController],
  providers: [...verbs, Figures, registerPolicy(figuresPolicy)],
  exports: [...verbs, Figures],
})
export class IndicatorsModule {}
