import { Controller, Get, Param, Post, Query, Render, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, decodeCursor, formSubmission, PAGE_SIZE, pageOf } from '../../platform/http';
import { sha256 } from '../../shared/sha256';
import { type ImportListRow, ownImports } from '../imports.queries';
import { importPaths } from '../paths';
import { UploadSpreadsheet } from '../upload-spreadsheet';
import { fileOf } from './file-of';
import { type ImportListModel, presentList } from './present-imports';
import { PreviewPages } from './preview-pages';

const LIST = 'imports/views/imports.njk';

@Controller('imports')
@Roles('panel_chair')
export class ImportsController {
  constructor(
    private readonly reader: Reader,
    private readonly pages: PreviewPages,
    private readonly upload: UploadSpreadsheet,
  ) {}

  @Get()
  @Render(LIST)
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor?: string): Promise<ImportListModel> {
    return this.listModel(actor, cursor);
  }

  @Post()
  async add(@CurrentActor() actor: Actor, @Req() request: Request, @Res() response: Response): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const file = fileOf(request);
        const fields = { ...bodyOf(request), file: sha256(file.content.toString('latin1')) };
        return this.upload.run(actor, file, formSubmission(fields));
      },
      saved: ({ id }) => importPaths.preview(id),
      again: async () => ({ view: LIST, model: await this.listModel(actor) }),
    });
  }

  @Get(':id')
  async show(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const { view, model } = await this.pages.of(actor, id, query);
    response.render(view, model);
  }

  private async listModel(actor: Actor, cursor?: string): Promise<ImportListModel> {
    const after = decodeCursor(cursor, 1);
    const rows = await this.reader.many<ImportListRow>(actor, undefined, ownImports(actor, after, PAGE_SIZE));
    return presentList(pageOf(rows, (row) => [row.id]));
  }
}

const bodyOf = (request: Request): Record<string, unknown> =>
  typeof request.body === 'object' && request.body !== null ? { ...request.body } : {};
