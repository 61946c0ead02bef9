import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, formSubmission } from '../../platform/http';
import { Invalid } from '../../shared/errors';
import { AbandonImport } from '../abandon-import';
import { ImportRuns } from '../import-runs';
import { importPaths } from '../paths';
import { SaveChoices } from '../save-choices';
import { choicesOf } from './choices.form';
import { PreviewPages } from './preview-pages';

/** What the coordinator decides about a preview: answers, confirmation, abandonment. */
@Controller('imports')
@Roles('panel_chair')
export class ImportDecisionsController {
  constructor(
    private readonly pages: PreviewPages,
    private readonly saveChoices: SaveChoices,
    private readonly runs: ImportRuns,
    private readonly abandonImport: AbandonImport,
  ) {}

  @Post(':id/choices')
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: () =>
        this.saveChoices.run(actor, { id, version: versionOf(body), answers: choicesOf(body) }, formSubmission(body)),
      saved: () => importPaths.preview(id),
      notice: 'Your answers are saved and the preview is up to date. Nothing has been imported yet.',
      again: () => this.pages.of(actor, id),
    });
  }

  @Post(':id/confirmation')
  async confirm(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const previewKey = typeof body['previewKey'] === 'string' ? body['previewKey'] : '';
    await answerForm(response, {
      save: () => this.runs.confirm(actor, { id, version: versionOf(body), previewKey }, formSubmission(body)),
      saved: () => importPaths.preview(id),
      again: () => this.pages.of(actor, id),
    });
  }

  @Post(':id/abandonment')
  async abandon(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: () => this.abandonImport.run(actor, { id, version: versionOf(body) }, formSubmission(body)),
      saved: () => importPaths.list,
      notice: 'The import was abandoned. Nothing was made and the file was removed.',
      again: () => this.pages.of(actor, id),
    });
  }
}

function versionOf(body: Record<string, unknown>): number {
  const version = Number(body['version']);
  if (!Number.isSafeInteger(version)) throw new Invalid([{ field: 'main-content', message: 'Open this page again' }]);
  return version;
}
