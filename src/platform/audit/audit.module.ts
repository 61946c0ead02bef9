import { Module } from '@nestjs/common';
import { AuditEventsApiController } from './api/audit-events-api.controller';
import { AuditEvents } from './audit-events';
import { AuditEventsController } from './web/audit-events.controller';

/** The pages and API by which governance reads the audit; writing it belongs to Transaction and Reader. */
@Module({ controllers: [AuditEventsController, AuditEventsApiController], providers: [AuditEvents] })
export class AuditModule {}
