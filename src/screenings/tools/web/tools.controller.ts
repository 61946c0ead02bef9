import { Body, Controller, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../../platform/access';
import { answerForm, checked, formSubmission } from '../../../platform/http';
import { Trimmed } from '../../../web/forms/text-fields';
import { toolPaths } from '../../paths';
import { DraftTool } from '../draft-tool';
import { ToolReads } from '../tool-reads';
import { type ComparisonModel, presentComparison } from './present-comparison';
import { presentTool, type ToolModel } from './present-tool';
import { type NewToolModel, presentNewTool, presentTools, type ToolsModel } from './present-tools';
import { presentPreview, type PreviewModel } from './present-trial';

const NEW = 'screenings/views/new-tool.njk';
const TOOL = 'screenings/views/tool.njk';

class NewToolForm {
  @Trimmed()
  @IsString({ message: 'Enter the name of the tool' })
  @Matches(/\S/, { message: 'Enter the name of the tool' })
  @MaxLength(120, { message: 'Name must be 120 characters or fewer' })
  title!: string;
}

/** The tools there are, and where a draft begins. */
@Controller('screening-tools')
@Roles('panel_chair', 'administrator')
export class ToolsController {
  constructor(
    private readonly reads: ToolReads,
    private readonly drafts: DraftTool,
  ) {}

  @Get()
  @Render('screenings/views/tools.njk')
  async list(@CurrentActor() actor: Actor, @Query('cursor') asked: unknown): Promise<ToolsModel> {
    const cursor = typeof asked === 'string' ? asked : '';
    return presentTools(await this.reads.list(actor, cursor), cursor);
  }

  @Get('new')
  @Render(NEW)
  form(): NewToolModel {
    return presentNewTool();
  }

  @Post()
  async add(
    @CurrentActor() actor: Actor,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.drafts.run(actor, { title: checked(NewToolForm, body).title }, formSubmission(body)),
      saved: ({ id }) => toolPaths.one(id),
      notice: 'Draft started',
      again: () => Promise.resolve({ view: NEW, model: presentNewTool(body) }),
    });
  }

  @Get(':id')
  @Render(TOOL)
  one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ToolModel> {
    return this.model(actor, id);
  }

  @Post(':id/drafts')
  async draft(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.drafts.run(actor, { basedOnId: id }, formSubmission(body)),
      saved: (draft) => toolPaths.one(draft.id),
      notice: 'Draft started',
      again: async () => ({ view: TOOL, model: await this.model(actor, id) }),
    });
  }

  @Get(':id/preview')
  @Render('screenings/views/tool-preview.njk')
  async preview(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PreviewModel> {
    return presentPreview(await this.reads.one(actor, id));
  }

  @Get(':id/comparison')
  @Render('screenings/views/tool-comparison.njk')
  async comparison(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ComparisonModel> {
    const tool = await this.reads.one(actor, id);
    return presentComparison(tool, await this.reads.before(actor, id));
  }

  private async model(actor: Actor, id: string): Promise<ToolModel> {
    const { tool, examples } = await this.reads.withExamples(actor, id);
    return presentTool(actor, tool, examples);
  }
}
