import { Module } from '@nestjs/common';
import { registerPolicy } from '../platform/access';
import { AskForRefresh } from './ask-for-refresh';
import { Figures } from './figures';
import { figuresPolicy } from './figures.policy';
import { FreezeQuarters } from './freeze-quarters';
import { RefreshFigures } from './refresh-figures';
import { IssueReport, PublishReport } from './reports/issue-report';
import { MakeReport } from './reports/make-report';
import { ReportPacks } from './reports/report-packs';
import { WriteNarrative } from './reports/write-narrative';
import { ReviseIndicator } from './revise-indicator';
import { SetSmallNumberRule } from './set-small-number-rule';
import { SupplyFigure } from './supply-figure';
import { FigureRecordsController } from './web/figure-records.controller';
import { FiguresController } from './web/figures.controller';
import { ReportsController } from './web/reports.controller';

const verbs = [AskForRefresh, FreezeQuarters, RefreshFigures, ReviseIndicator, SetSmallNumberRule, SupplyFigure];
const reporting = [IssueReport, MakeReport, PublishReport, ReportPacks, WriteNarrative];

@Module({
  controllers: [FigureRecordsController, FiguresController, ReportsController],
  providers: [...verbs, ...reporting, Figures, registerPolicy(figuresPolicy)],
  exports: [...verbs, ...reporting, Figures],
})
export class IndicatorsModule {}
