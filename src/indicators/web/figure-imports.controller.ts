import { Body, Controller, Get, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import type { TypedFields } from '../../web/page-model';
import { ImportFigures } from '../import-figures';
import { figurePaths } from '../paths';
import { FigureImportForm } from './figure-import.form';

const VIEW = 'indicators/views/figure-import.njk';

/** Many figures that agencies hold, from one table. */
@Controller('figures/imports')
@Roles('analyst', 'panel_chair', 'manager')
export class FigureImportsController {
  constructor(private readonly importFigures: ImportFigures) {}

  @Get()
  @Render(VIEW)
  form(): FigureImportModel {
    return presentImport({});
  }

  @Post()
  import(
    @CurrentActor() actor: Actor,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    return answerForm(response, {
      save: async () => this.importFigures.run(actor, checked(FigureImportForm, body).csv, formSubmission(body)),
      saved: () => figurePaths.all,
      notice: ({ recorded, corrections }) =>
        `${recorded} ${recorded === 1 ? 'figure' : 'figures'} recorded, ${corrections} of them beside what was there`,
      again: async () => ({ view: VIEW, model: presentImport(body) }),
    });
  }
}

const presentImport = (typed: TypedFields<keyof FigureImportForm>) => ({
  backHref: figurePaths.all,
  action: figurePaths.imports,
  typed,
});
type FigureImportModel = ReturnType<typeof presentImport>;
