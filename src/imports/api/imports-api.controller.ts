import { Body, Controller, Get, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader, type Submission, submissionOf } from '../../platform/database';
import {
  checked,
  type CursorPage,
  decodeCursor,
  IdempotencyKey,
  IfMatch,
  PAGE_SIZE,
  pageOf,
} from '../../platform/http';
import { Clock } from '../../shared/clock';
import { sha256 } from '../../shared/sha256';
import { ConfirmImport } from '../confirm-import';
import { ImportPreviews } from '../import-previews';
import { type ImportListRow, ownImports } from '../imports.queries';
import { SaveChoices } from '../save-choices';
import { type UploadedFile, UploadSpreadsheet } from '../upload-spreadsheet';
import { fileOf } from '../web/file-of';
import { answersOf } from './answers-of';
import { AnswerImportRequest, ConfirmImportRequest } from './imports.request';
import {
  ConfirmedImportResponse,
  type ImportListItem,
  ImportListResponse,
  ImportResponse,
  UploadedImportResponse,
} from './imports.response';
import { previewResponse } from './present-preview';

@ApiTags('imports')
@ApiBearerAuth()
@Controller('api/v1/imports')
@Roles('panel_chair')
export class ImportsApiController {
  constructor(
    private readonly reader: Reader,
    private readonly previews: ImportPreviews,
    private readonly upload: UploadSpreadsheet,
    private readonly saveChoices: SaveChoices,
    private readonly confirmImport: ConfirmImport,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: ImportListResponse })
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<CursorPage<ImportListItem>> {
    const after = decodeCursor(cursor, 1);
    const rows = await this.reader.many<ImportListRow>(actor, undefined, ownImports(actor, after, PAGE_SIZE));
    const page = pageOf(rows, (row) => [row.id]);
    return { ...page, items: page.items.map(listItem) };
  }

  /** The file as the field `file` of a form, or as the body itself with `Content-Type: text/csv`. */
  @Post()
  @ApiConsumes('multipart/form-data', 'text/csv')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiCreatedResponse({ type: UploadedImportResponse })
  add(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @IdempotencyKey() submission?: Submission,
  ): Promise<UploadedImportResponse> {
    const file = bodyFile(request) ?? fileOf(request);
    const print = sha256(file.content.toString('latin1'));
    return this.upload.run(actor, file, submission && submissionOf(submission.key, { file: print }));
  }

  @Get(':id')
  @ApiOkResponse({ type: ImportResponse })
  async show(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ImportResponse> {
    const record = await this.previews.record(actor, id);
    response.setHeader('ETag', `"${record.version}"`);
    if (record.content === null) return listItem(record);
    const preview = await this.previews.load(actor, record);
    return { ...listItem(record), preview: previewResponse(preview, this.clock.today()) };
  }

  @Patch(':id')
  @ApiBody({ type: AnswerImportRequest })
  @ApiOkResponse({ type: ImportResponse })
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch('import') version: number,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ImportResponse> {
    const answers = answersOf(checked(AnswerImportRequest, body));
    await this.saveChoices.run(actor, { id, version, answers });
    return this.show(actor, id, response);
  }

  @Post(':id/confirmation')
  @ApiBody({ type: ConfirmImportRequest, required: false })
  @ApiCreatedResponse({ type: ConfirmedImportResponse })
  async confirm(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch('import') version: number,
    @Body() body: unknown,
    @IdempotencyKey() submission?: Submission,
  ): Promise<ConfirmedImportResponse> {
    const { previewKey } = checked(ConfirmImportRequest, body ?? {});
    const done = await this.confirmImport.run(actor, { id, version, previewKey }, submission);
    return {
      id,
      made: done.made ?? 0,
      added: done.added ?? 0,
      importedBefore: done.importedBefore ?? 0,
      changed: done.changed ?? 0,
      heldBackRows: done.heldBackRows ?? [],
    };
  }
}

const listItem = (row: ImportListRow): ImportListItem => ({
  id: row.id,
  fileName: row.file_name,
  status: row.status,
  uploadedAt: row.uploaded_at,
  confirmedAt: row.confirmed_at,
  summary: row.summary,
  version: row.version,
});

function bodyFile(request: Request): UploadedFile | undefined {
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? { name: 'upload.csv', content: body } : undefined;
}
