import { Controller, Get, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type FieldProblem, Invalid } from '../../../shared/errors';
import { withDays } from '../../../web/forms/date-fields';
import { type Actor, CurrentActor, Roles } from '../../access';
import { checked } from '../../http';
import { AuditEvents } from '../audit-events';
import { AuditFilterForm } from '../audit-filter.form';
import { presentAuditEvents } from './present-audit-events';

const VIEW = 'platform/audit/views/audit-events.njk';
const NOTHING = { items: [], nextCursor: null };

@Controller('audit-events')
@Roles('governance')
export class AuditEventsController {
  constructor(private readonly events: AuditEvents) {}

  @Get()
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const users = await this.events.users(actor);
    try {
      const { cursor, ...filter } = checked(
        AuditFilterForm,
        withDays(query, { from: 'The first day', to: 'The last day' }),
      );
      const page = await this.events.list(actor, filter, cursor);
      response.render(VIEW, presentAuditEvents({ page, users, typed: query }));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const errors: FieldProblem[] = error.problems;
      response.status(422).render(VIEW, { ...presentAuditEvents({ page: NOTHING, users, typed: query }), errors });
    }
  }
}
