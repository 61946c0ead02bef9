import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, HttpCode, Post, Query, Render, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsString, Matches, MaxLength } from 'class-validator';
import type { Response } from 'express';
import { Clock } from '../../../shared/clock';
import { Invalid } from '../../../shared/errors';
import { withDays } from '../../../web/forms/date-fields';
import { type Actor, CurrentActor, Roles, StepUp } from '../../access';
import { checked } from '../../http';
import { AuditFilterForm } from '../audit-filter.form';
import { ExportAudit } from '../export-audit';
import { csvOf } from './audit-csv';
import { type AuditExportModel, presentAuditExport } from './present-audit-export';

const VIEW = 'platform/audit/views/audit-export.njk';

class AuditExportForm extends AuditFilterForm {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString({ message: 'Enter what the export is for' })
  @Matches(/\S/, { message: 'Enter what the export is for' })
  @MaxLength(500, { message: 'What the export is for must be 500 characters or fewer' })
  purpose!: string;
}

@Controller('audit-exports')
@Roles('governance')
export class AuditExportsController {
  constructor(
    private readonly exports: ExportAudit,
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
    @Res() response: Response,
  ): Promise<void> {
    try {
      const days = withDays(body, { from: 'The first day', to: 'The last day' });
      const { purpose, cursor: _cursor, ...filter } = checked(AuditExportForm, days);
      const pages = await this.exports.run(actor, filter, purpose);
      response.setHeader('Content-Type', 'text/csv; charset=utf-8');
      response.setHeader('Content-Disposition', `attachment; filename="audit-${this.clock.today()}.csv"`);
      await pipeline(csvOf(pages), response);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      response.status(422).render(VIEW, { ...presentAuditExport(body), errors: error.problems });
    }
  }
}
