import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, HttpCode, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles, StepUp } from '../platform/access';
import { answerForm, checked, formSubmission } from '../platform/http';
import { Clock } from '../shared/clock';
import { NotFound } from '../shared/errors';
import { AskExport } from './ask-export';
import { DecideExport } from './decide-export';
import { csvOfExport, dictionaryCsv } from './export-csv';
import { AskExportForm, DecideExportForm } from './export.forms';
import { EXPORT_KINDS, type ExportKind } from './export.entity';
import { ExportReads } from './export-reads';
import { exportPaths } from './paths';
import {
  type ExportModel,
  type ExportsModel,
  type NewExportModel,
  presentExport,
  presentExports,
  presentNewExport,
} from './present-exports';
import { TakeExport } from './take-export';

const NEW = 'exports/views/new-export.njk';
const ONE = 'exports/views/export.njk';

type Fields = Record<string, unknown>;

@Controller('exports')
@Roles('manager', 'panel_chair', 'analyst', 'governance')
export class ExportsController {
  constructor(
    private readonly reads: ExportReads,
    private readonly askExport: AskExport,
    private readonly decideExport: DecideExport,
    private readonly takeExport: TakeExport,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Render('exports/views/exports.njk')
  async list(@CurrentActor() actor: Actor): Promise<ExportsModel> {
    return presentExports(await this.reads.list(actor), actor);
  }

  @Get('new')
  @Roles('manager', 'panel_chair', 'analyst')
  @Render(NEW)
  form(@CurrentActor() actor: Actor): NewExportModel {
    return presentNewExport(actor, {});
  }

  @Post()
  @Roles('manager', 'panel_chair', 'analyst')
  @StepUp()
  async ask(@CurrentActor() actor: Actor, @Body() body: Fields, @Res() response: Response): Promise<void> {
    await answerForm(response, {
      save: async () => this.askExport.run(actor, checked(AskExportForm, body), formSubmission(body)),
      saved: ({ id }) => exportPaths.one(id),
      notice: ({ isReady }) => (isReady ? 'Export ready' : 'Asked. A second person must agree'),
      again: async () => ({ view: NEW, model: presentNewExport(actor, body) }),
    });
  }

  @Get('dictionaries/:kind')
  async dictionary(@Param('kind') kind: string, @Res() response: Response): Promise<void> {
    if (!isKind(kind)) throw new NotFound();
    sendCsv(response, `dictionary-${kind}`);
    await pipeline(dictionaryCsv(kind), response);
  }

  @Get(':id')
  @Render(ONE)
  async one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ExportModel> {
    return presentExport(await this.reads.one(actor, id));
  }

  @Post(':id/decision')
  @Roles('manager', 'governance')
  @StepUp()
  async decide(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.decideExport.run(actor, { id, ...checked(DecideExportForm, body) }, formSubmission(body)),
      saved: () => exportPaths.one(id),
      notice: 'Decision recorded',
      again: async () => ({ view: ONE, model: presentExport(await this.reads.one(actor, id), body) }),
    });
  }

  /** A POST, because each taking is written down; the answer is the file. */
  @Post(':id/file')
  @HttpCode(200)
  async file(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    const taken = await this.takeExport.run(actor, id);
    sendCsv(response, `${taken.asked.kind}-${this.clock.today()}`);
    await pipeline(csvOfExport(taken, actor.displayName, this.clock.now()), response);
  }
}

const isKind = (word: string): word is ExportKind => EXPORT_KINDS.some((kind) => kind === word);

function sendCsv(response: Response, name: string): void {
  response.setHeader('Content-Type', 'text/csv; charset=utf-8');
  response.setHeader('Content-Disposition', `attachment; filename="${name}.csv"`);
}
