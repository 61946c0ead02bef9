import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IndividualsModule } from '../individuals';
import { registerPolicy } from '../platform/access';
import { ScreeningToolsApiController } from './api/screening-tools-api.controller';
import { ScreeningsApiController } from './api/screenings-api.controller';
import { ImportScreening } from './import-screening';
import { InstallTool } from './install-tool';
import { RecordScreening } from './record-screening';
import { Screening } from './screening.entity';
import { screeningPolicy } from './screening.policy';
import { ScreeningReads } from './screening-reads';
import { ScreeningTool } from './screening-tool.entity';
import { ScreeningToolVersion } from './screening-tool-version.entity';
import { CurrentTool } from './tool-in-force';
import { ScreeningsController } from './web/screenings.controller';

@Module({
  imports: [TypeOrmModule.forFeature([ScreeningTool, ScreeningToolVersion, Screening]), IndividualsModule],
  controllers: [ScreeningsController, ScreeningToolsApiController, ScreeningsApiController],
  providers: [
    CurrentTool,
    ImportScreening,
    InstallTool,
    RecordScreening,
    ScreeningReads,
    registerPolicy(screeningPolicy),
  ],
  exports: [CurrentTool, ImportScreening, InstallTool, RecordScreening],
})
export class ScreeningsModule {}
