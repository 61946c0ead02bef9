import { type MiddlewareConsumer, Module, type NestModule, RequestMethod } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AssignmentsModule } from '../assignments';
import { CohortModule } from '../cohort';
import { IndividualsModule } from '../individuals';
import { NotesModule } from '../notes';
import { PlansModule } from '../plans';
import { registerPolicy } from '../platform/access';
import { ReviewsModule } from '../reviews';
import { ScreeningsModule } from '../screenings';
import { UsersModule } from '../users';
import { AbandonImport } from './abandon-import';
import { ImportsApiController } from './api/imports-api.controller';
import { ApiUpload } from './api/api-upload';
import { ConfirmImport } from './confirm-import';
import { Import } from './import.entity';
import { importPolicy } from './import.policy';
import { ImportedRow, ImportedRowCells } from './import-row.entity';
import { ImportPreviews } from './import-previews';
import { ImportRuns } from './import-runs';
import { KeepFacts } from './keep-facts';
import { MakePerson } from './make-person';
import { SaveChoices } from './save-choices';
import { TakeOverPlan } from './take-over-plan';
import { UploadSpreadsheet } from './upload-spreadsheet';
import { ImportDecisionsController } from './web/import-decisions.controller';
import { ImportsController } from './web/imports.controller';
import { PreviewPages } from './web/preview-pages';

@Module({
  imports: [
    TypeOrmModule.forFeature([Import, ImportedRow, ImportedRowCells]),
    AssignmentsModule,
    CohortModule,
    IndividualsModule,
    NotesModule,
    PlansModule,
    ReviewsModule,
    ScreeningsModule,
    UsersModule,
  ],
  controllers: [ImportsController, ImportDecisionsController, ImportsApiController],
  providers: [
    ImportPreviews,
    UploadSpreadsheet,
    SaveChoices,
    ConfirmImport,
    ImportRuns,
    AbandonImport,
    MakePerson,
    KeepFacts,
    TakeOverPlan,
    PreviewPages,
    ApiUpload,
    registerPolicy(importPolicy),
  ],
  exports: [UploadSpreadsheet, SaveChoices, ConfirmImport, ImportPreviews],
})
export class ImportsModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(ApiUpload).forRoutes({ path: 'api/v1/imports', method: RequestMethod.POST });
  }
}
