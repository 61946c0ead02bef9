import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { registerPolicy } from '../platform/access';
import { AuditModule } from '../platform/audit';
import { AskAuditExport } from './ask-audit-export';
import { AskExport } from './ask-export';
import { AuditExportsController } from './audit-exports.controller';
import { DecideExport } from './decide-export';
import { Export } from './export.entity';
import { ExportReads } from './export-reads';
import { ExportsController } from './exports.controller';
import { exportsPolicy } from './exports.policy';
import { TakeExport } from './take-export';

@Module({
  imports: [TypeOrmModule.forFeature([Export]), AuditModule],
  controllers: [ExportsController, AuditExportsController],
  providers: [AskAuditExport, AskExport, DecideExport, TakeExport, ExportReads, registerPolicy(exportsPolicy)],
  exports: [AskExport, DecideExport, TakeExport],
})
export class ExportsModule {}
