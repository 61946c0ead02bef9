import { Module } from '@nestjs/common';
import { registerPolicy } from '../platform/access';
import { IndicatorsApiController } from './api/indicators-api.controller';
import { AskForRefresh } from './ask-for-refresh';
import { Figures } from './figures';
import { figuresPolicy } from './figures.policy';
import { FreezeQuarters } from './freeze-quarters';
import { RefreshFigures } from './refresh-figures';
import { FreezeGroups } from './groups/freeze-groups';
import { FrozenGroups } from './groups/frozen-groups';
import { LoadCensus } from './groups/load-census';
import { ImportFigures } from './import-figures';
import { IssueReport, PublishReport } from './reports/issue-report';
import { MakeReport } from './reports/make-report';
import { NameBoxOwners } from './reports/name-box-owners';
import { ReleasePublication } from './reports/release-publication';
import { ReportPacks } from './reports/report-packs';
import { ReportVerbs } from './reports/report-verbs';
import { WriteNarrative } from './reports/write-narrative';
import { ReviseIndicator } from './revise-indicator';
import { SetSmallNumberRule } from './set-small-number-rule';
import { SupplyFigure } from './supply-figure';
import { ConfirmTopFive } from './top-five/confirm-top-five';
import { TopFiveController } from './top-five/top-five.controller';
import { BoxOwnersController } from './web/box-owners.controller';
import { FigureImportsController } from './web/figure-imports.controller';
import { FigureRecordsController } from './web/figure-records.controller';
import { FiguresController } from './web/figures.controller';
import { GroupsController } from './web/groups.controller';
import { PublicationsController } from './web/publications.controller';
import { ReportsController } from './web/reports.controller';

const verbs = [
  AskForRefresh,
  FreezeQuarters,
  ImportFigures,
  RefreshFigures,
  ReviseIndicator,
  SetSmallNumberRule,
  SupplyFigure,
];
const reporting = [
  ConfirmTopFive,
  FreezeGroups,
  LoadCensus,
  IssueReport,
  MakeReport,
  NameBoxOwners,
  PublishReport,
  ReleasePublication,
  ReportPacks,
  WriteNarrative,
];

@Module({
  controllers: [
    GroupsController,
    IndicatorsApiController,
    FigureImportsController,
    TopFiveController,
    FigureRecordsController,
    FiguresController,
    // Before the one whose paths take any word for a report.
    BoxOwnersController,
    PublicationsController,
    ReportsController,
  ],
  providers: [...verbs, ...reporting, ReportVerbs, Figures, FrozenGroups, registerPolicy(figuresPolicy)],
  exports: [...verbs, ...reporting, Figures],
})
export class IndicatorsModule {}
