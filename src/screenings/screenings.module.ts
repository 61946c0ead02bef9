import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IndividualsModule } from '../individuals';
import { registerPolicy } from '../platform/access';
import { WorkCountsModule } from '../web/work-counts';
import { ScreeningToolsApiController } from './api/screening-tools-api.controller';
import { ScreeningsApiController } from './api/screenings-api.controller';
import { ImportScreening } from './import-screening';
import { InstallTool } from './install-tool';
import { JudgeBands } from './judge-bands';
import { RecordScreening } from './record-screening';
import { JudgementsApiController } from './judgements/api/judgements-api.controller';
import { WaitingJudgementsApiController } from './judgements/api/waiting-judgements-api.controller';
import { DecideJudgement } from './judgements/decide-judgement';
import { JudgementDecision } from './judgements/judgement-decision.entity';
import { WaitingJudgements } from './judgements/waiting-judgements';
import { JudgementsController } from './judgements/web/judgements.controller';
import { MeasuresApiController } from './measures/api/measures-api.controller';
import { Measure } from './measures/measure.entity';
import { MeasureReads } from './measures/measure-reads';
import { RecordMeasure } from './measures/record-measure';
import { MeasuresController } from './measures/web/measures.controller';
import { Screening } from './screening.entity';
import { screeningPolicy } from './screening.policy';
import { ScreeningReads } from './screening-reads';
import { ScreeningTool } from './screening-tool.entity';
import { ScreeningToolVersion } from './screening-tool-version.entity';
import { CurrentTool } from './tool-in-force';
import { ScreeningToolApiController } from './tools/api/screening-tool-api.controller';
import { ChangeDraft } from './tools/change-draft';
import { DecideTool } from './tools/decide-tool';
import { DraftTool } from './tools/draft-tool';
import { KeepExample } from './tools/keep-example';
import { ToolExample } from './tools/tool-example.entity';
import { ToolReads } from './tools/tool-reads';
import { ToolDecisionController } from './tools/web/tool-decision.controller';
import { ToolPartsController } from './tools/web/tool-parts.controller';
import { ToolTrialController } from './tools/web/tool-trial.controller';
import { ToolsController } from './tools/web/tools.controller';
import { ScreeningsController } from './web/screenings.controller';

@Module({
  imports: [
    TypeOrmModule.forFeature([ScreeningTool, ScreeningToolVersion, Screening, ToolExample, JudgementDecision, Measure]),
    IndividualsModule,
    WorkCountsModule,
  ],
  controllers: [
    ScreeningsController,
    ToolsController,
    ToolPartsController,
    ToolTrialController,
    ToolDecisionController,
    ScreeningToolsApiController,
    ScreeningToolApiController,
    ScreeningsApiController,
    JudgementsController,
    JudgementsApiController,
    WaitingJudgementsApiController,
    MeasuresController,
    MeasuresApiController,
  ],
  providers: [
    ChangeDraft,
    CurrentTool,
    DecideJudgement,
    DecideTool,
    DraftTool,
    ImportScreening,
    InstallTool,
    JudgeBands,
    KeepExample,
    MeasureReads,
    RecordMeasure,
    RecordScreening,
    ScreeningReads,
    ToolReads,
    WaitingJudgements,
    registerPolicy(screeningPolicy),
  ],
  exports: [
    CurrentTool,
    DecideJudgement,
    DraftTool,
    ImportScreening,
    InstallTool,
    JudgeBands,
    KeepExample,
    RecordMeasure,
    RecordScreening,
  ],
})
export class ScreeningsModule {}
