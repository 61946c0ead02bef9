import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import { IsString, Matches, MaxLength, Validate } from 'class-validator';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../../platform/access';
import { answerForm, formSubmission } from '../../../platform/http';
import { Clock } from '../../../shared/clock';
import type { Day } from '../../../shared/day';
import { checkedWithDays } from '../../../web/forms/checked-with-days';
import { IsRealDay } from '../../../web/forms/is-real-day';
import { Trimmed } from '../../../web/forms/text-fields';
import { toolPaths } from '../../paths';
import { seenVersion } from '../../web/seen-version';
import { DecideTool } from '../decide-tool';
import { ToolReads } from '../tool-reads';
import { presentTool, type ToolModel } from './present-tool';
import { presentToolDecision, type ToolDecisionModel } from './present-tool-decision';

const ASKING = 'screenings/views/tool-decision.njk';
const TOOL = 'screenings/views/tool.njk';

type Typed = Record<string, unknown>;

export class DecisionForm {
  @Validate(IsRealDay, {
    message: ({ value }) =>
      value === undefined ? 'Enter the day it was decided' : 'The day it was decided must be a real date',
  })
  decidedOn!: Day;

  @Trimmed()
  @IsString({ message: 'Enter why this version, and who decided' })
  @Matches(/\S/, { message: 'Enter why this version, and who decided' })
  @MaxLength(2000, { message: 'Why this version must be 2,000 characters or fewer' })
  reason!: string;
}

/** Putting a draft in force: one asks, a second person agrees. */
@Controller('screening-tools/:id')
@Roles('panel_chair', 'administrator')
export class ToolDecisionController {
  constructor(
    private readonly reads: ToolReads,
    private readonly decide: DecideTool,
    private readonly clock: Clock,
  ) {}

  @Get('decision')
  @Render(ASKING)
  form(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ToolDecisionModel> {
    return this.asking(actor, id);
  }

  @Post('decision')
  async ask(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { version, ...fields } = body;
        const form = checkedWithDays(DecisionForm, fields, { decidedOn: 'The day it was decided' });
        return this.decide.ask(actor, { id, version: seenVersion(version), ...form }, formSubmission(body));
      },
      saved: () => toolPaths.one(id),
      notice: 'Asked for. A second person must agree.',
      again: async () => ({ view: ASKING, model: await this.asking(actor, id, body) }),
    });
  }

  @Post('agreement')
  async agree(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.decide.agree(actor, { id, version: seenVersion(body['version']) }, formSubmission(body)),
      saved: () => toolPaths.one(id),
      notice: 'In force from today. The version before it is retired.',
      again: async () => ({ view: TOOL, model: await this.tool(actor, id) }),
    });
  }

  @Post('decision/withdrawal')
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () =>
        this.decide.withdraw(actor, { id, version: seenVersion(body['version']) }, formSubmission(body)),
      saved: () => toolPaths.one(id),
      notice: 'Request withdrawn',
      again: async () => ({ view: TOOL, model: await this.tool(actor, id) }),
    });
  }

  @Post('putting-aside')
  async putAside(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () =>
        this.decide.putAside(actor, { id, version: seenVersion(body['version']) }, formSubmission(body)),
      saved: () => toolPaths.list,
      notice: 'Draft put aside',
      again: async () => ({ view: TOOL, model: await this.tool(actor, id) }),
    });
  }

  private async asking(actor: Actor, id: string, typed?: Typed): Promise<ToolDecisionModel> {
    return presentToolDecision(await this.reads.withExamples(actor, id), { today: this.clock.today(), typed });
  }

  private async tool(actor: Actor, id: string): Promise<ToolModel> {
    const { tool, examples } = await this.reads.withExamples(actor, id);
    return presentTool(actor, tool, examples);
  }
}
