import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, HttpCode, Post, Query, Render, Req, Res } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';
import type { Request, Response } from 'express';
import { type Actor, CurrentActor, Roles, StepUp } from '../platform/access';
import { AuditFilterForm } from '../platform/audit';
import { checked, sessionSaved } from '../platform/http';
import { Clock } from '../shared/clock';
import { Invalid } from '../shared/errors';
import { withDays } from '../web/forms/date-fields';
import { Trimmed } from '../web/forms/text-fields';
import { AskAuditExport } from './ask-audit-export';
import { csvOfExport } from './export-csv';
import { exportPaths } from './paths';
import { type AuditExportModel, presentAuditExport } from './present-audit-export';
import { TakeExport } from './take-export';

const VIEW = 'exports/views/audit-export.njk';

class AuditExportForm extends AuditFilterForm {
  @Trimmed()
  @IsString({ message: 'Enter what the export is for' })
  @Matches(/\S/, { message: 'Enter what the export is for' })
  @MaxLength(500, { message: 'What the export is for must be 500 characters or fewer' })
  purpose!: string;
}

/** The audit as a file: at once where it is about few people, else as every bulk export, once a second person agreed. */
@Controller('audit-exports')
@Roles('governance')
export class AuditExportsController {
  constructor(
    private readonly askExport: AskAuditExport,
    private readonly takeExport: TakeExport,
    private readonly clock: Clock,
  ) {}

  @Get('new')
  @Render(VIEW)
  form(@Query() query: Record<string, unknown>): AuditExportModel {
    return presentAuditExport(query);
  }

  @Post()
  @HttpCode(200)
  @StepUp()
  async make(
    @CurrentActor() actor: Actor,
    @Body() body: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    try {
      const days = withDays(body, { from: 'The first day', to: 'The last day' });
      const { purpose, cursor: _cursor, ...filter } = checked(AuditExportForm, days);
      const { id, isReady } = await this.askExport.run(actor, filter, purpose);
      if (isReady) return await this.give(response, actor, id);
      request.session.notice = 'Asked. A second person must agree';
      await sessionSaved(response);
      response.redirect(303, exportPaths.one(id));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      response.status(422).render(VIEW, { ...presentAuditExport(body), errors: error.problems });
    }
  }

  private async give(response: Response, actor: Actor, id: string): Promise<void> {
    const taken = await this.takeExport.run(actor, id);
    response.setHeader('Content-Type', 'text/csv; charset=utf-8');
    response.setHeader('Content-Disposition', `attachment; filename="audit-${this.clock.today()}.csv"`);
    await pipeline(csvOfExport(taken, actor.displayName, this.clock.now()), response);
  }
}
