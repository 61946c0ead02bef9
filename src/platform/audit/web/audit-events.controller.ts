import { Controller, Get, Param, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type FieldProblem, Invalid } from '../../../shared/errors';
import { withDays } from '../../../web/forms/date-fields';
import { type Actor, CurrentActor, Roles } from '../../access';
import { checked } from '../../http';
import { AuditEvents } from '../audit-events';
import { AuditFilterForm } from '../audit-filter.form';
import { KeepingHealth } from '../keeping-health';
import { type AuditEventModel, presentAuditEvent } from './present-audit-event';
import { presentAuditEvents } from './present-audit-events';

const VIEW = 'platform/audit/views/audit-events.njk';
const NOTHING = { items: [], nextCursor: null };

@Controller('audit-events')
@Roles('governance')
export class AuditEventsController {
  constructor(
    private readonly events: AuditEvents,
    private readonly health: KeepingHealth,
  ) {}

  @Get()
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const choices = await this.events.choices(actor);
    const problems = await this.health.problems();
    try {
      const { cursor, ...filter } = checked(
        AuditFilterForm,
        withDays(query, { from: 'The first day', to: 'The last day' }),
      );
      const page = await this.events.list(actor, filter, cursor);
      response.render(VIEW, presentAuditEvents({ page, choices, problems, typed: query }));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const errors: FieldProblem[] = error.problems;
      const model = presentAuditEvents({ page: NOTHING, choices, problems, typed: query });
      response.status(422).render(VIEW, { ...model, errors });
    }
  }

  @Get(':id')
  @Render('platform/audit/views/audit-event.njk')
  async one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<AuditEventModel> {
    return presentAuditEvent(await this.events.one(actor, id));
  }
}
