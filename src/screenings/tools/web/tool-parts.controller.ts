import { Body, Controller, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../../platform/access';
import { answerForm, formSubmission } from '../../../platform/http';
import { toolPaths } from '../../paths';
import { seenVersion } from '../../web/seen-version';
import { ChangeDraft } from '../change-draft';
import { NotADraft } from '../../screening.errors';
import { ToolReads } from '../tool-reads';
import { type PartModel, presentPart } from './present-part';
import { listedPart, type PartAddress, partAddress, readPart } from './read-part';

const VIEW = 'screenings/views/tool-part.njk';

interface Shown {
  kind: PartAddress;
  code: string | undefined;
  typed?: Record<string, unknown>;
  domainId?: string;
}

/** The parts of a draft: one form for each kind, which works without a script and by compare-and-set. */
@Controller('screening-tools/:id/parts/:kind')
@Roles('panel_chair', 'administrator')
export class ToolPartsController {
  constructor(
    private readonly reads: ToolReads,
    private readonly changeDraft: ChangeDraft,
  ) {}

  @Get('new')
  @Render(VIEW)
  form(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('kind') kind: string,
    @Query('domain') domain: unknown,
  ): Promise<PartModel> {
    listedPart(kind);
    const domainId = typeof domain === 'string' ? domain : undefined;
    return this.model(actor, id, { kind: partAddress(kind), code: undefined, domainId });
  }

  @Post()
  async add(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('kind') kind: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    listedPart(kind);
    await this.keep(actor, id, { kind: partAddress(kind), code: undefined, typed: body }, response);
  }

  @Get(':code')
  @Render(VIEW)
  part(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('kind') kind: string,
    @Param('code') code: string,
  ): Promise<PartModel> {
    return this.model(actor, id, { kind: partAddress(kind), code });
  }

  @Post(':code')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('kind') kind: string,
    @Param('code') code: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await this.keep(actor, id, { kind: partAddress(kind), code, typed: body }, response);
  }

  @Post(':code/removal')
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('kind') kind: string,
    @Param('code') code: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const change = { kind: 'removal' as const, of: listedPart(kind), id: code };
    await answerForm(response, {
      save: async () =>
        this.changeDraft.run(actor, { id, version: seenVersion(body['version']), change }, formSubmission(body)),
      saved: () => toolPaths.one(id),
      notice: 'Removed from the draft',
      again: async () => ({ view: VIEW, model: await this.model(actor, id, { kind: partAddress(kind), code }) }),
    });
  }

  @Post(':code/position')
  async move(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('kind') kind: string,
    @Param('code') code: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const direction = body['direction'] === 'up' ? ('up' as const) : ('down' as const);
    const change = { kind: 'position' as const, of: listedPart(kind), id: code, direction };
    await answerForm(response, {
      save: async () =>
        this.changeDraft.run(actor, { id, version: seenVersion(body['version']), change }, formSubmission(body)),
      saved: () => toolPaths.part(id, kind, code),
      notice: direction === 'up' ? 'Moved up' : 'Moved down',
      again: async () => ({ view: VIEW, model: await this.model(actor, id, { kind: partAddress(kind), code }) }),
    });
  }

  private async keep(actor: Actor, id: string, shown: Shown, response: Response): Promise<void> {
    const body = shown.typed ?? {};
    await answerForm(response, {
      save: async () => {
        const change = readPart(shown.kind, shown.code, body);
        return this.changeDraft.run(actor, { id, version: seenVersion(body['version']), change }, formSubmission(body));
      },
      saved: () => toolPaths.one(id),
      notice: 'Draft saved',
      // Stale: the form carries the version there is now, with what was typed here, to be sent again on purpose.
      again: async () => ({ view: VIEW, model: await this.model(actor, id, shown) }),
    });
  }

  /** @throws NotADraft: what was in force is read on its own page and changed nowhere */
  private async model(actor: Actor, id: string, shown: Shown): Promise<PartModel> {
    const { tool } = await this.reads.withExamples(actor, id);
    if (tool.status !== 'draft') throw new NotADraft();
    return presentPart(tool, shown);
  }
}
