import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuditEventsApiController } from './api/audit-events-api.controller';
import { AuditEvents } from './audit-events';
import { AuditKeeping } from './chain/audit-keeping';
import { KeepingHealth } from './keeping-health';
import { ExportAudit } from './export-audit';
import { ReadingPace } from './watch/reading-pace';
import { UnusualAccess } from './watch/unusual-access';
import { UnusualAccessController } from './watch/unusual-access.controller';
import { AuditEventsController } from './web/audit-events.controller';
import { KeepingHealthController } from './web/keeping-health.controller';

/** The pages and API by which governance reads the audit; writing it belongs to Transaction and Reader. */
@Module({
  controllers: [AuditEventsController, UnusualAccessController, AuditEventsApiController, KeepingHealthController],
  providers: [
    { provide: APP_GUARD, useClass: ReadingPace },
    AuditEvents,
    ExportAudit,
    UnusualAccess,
    AuditKeeping,
    KeepingHealth,
  ],
  exports: [AuditKeeping, ExportAudit],
})
export class AuditModule {}
