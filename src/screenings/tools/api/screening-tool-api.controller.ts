import { Body, Controller, Get, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../../platform/access';
import type { Submission } from '../../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../../platform/http';
import { Invalid } from '../../../shared/errors';
import { answersById } from '../../api/new-screening';
import { checkAnswers } from '../../check-answers';
import { scoreScreening } from '../../domain/score-screening';
import { ChangeDraft } from '../change-draft';
import { DecideTool } from '../decide-tool';
import { DraftTool } from '../draft-tool';
import { KeepExample } from '../keep-example';
import { runExamples } from '../run-examples';
import { ToolReads } from '../tool-reads';
import { DefinitionRequest } from './definition.request';
import { readDefinition } from './read-definition';
import { ToolDecisionRequest, NewDraftRequest, NewExampleRequest, TrialRequest } from './screening-tool.request';
import {
  ExampleListResponse,
  exampleOf,
  ToolMadeResponse,
  ToolVersionResponse,
  TrialResponse,
  versionOf,
} from './screening-tool.response';

/** Tools for their editors, as on the pages: the same verbs. */
@ApiTags('screenings')
@ApiBearerAuth()
@Controller('api/v1/screening-tools')
@Roles('panel_chair', 'administrator')
export class ScreeningToolApiController {
  constructor(
    private readonly reads: ToolReads,
    private readonly drafts: DraftTool,
    private readonly changeDraft: ChangeDraft,
    private readonly decide: DecideTool,
    private readonly examples: KeepExample,
  ) {}

  /** Starts a draft from a version, or a new tool. */
  @Post()
  @ApiCreatedResponse({ type: ToolMadeResponse })
  draft(
    @CurrentActor() actor: Actor,
    @Body() body: NewDraftRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<ToolMadeResponse> {
    const { basedOnId, title } = checked(NewDraftRequest, body);
    if (basedOnId !== undefined) return this.drafts.run(actor, { basedOnId }, submission);
    if (title === undefined)
      throw new Invalid([{ field: 'title', message: 'Name a version to begin from, or a new tool' }]);
    return this.drafts.run(actor, { title }, submission);
  }

  @Get(':id')
  @ApiOkResponse({ type: ToolVersionResponse })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ToolVersionResponse> {
    const { tool, examples } = await this.reads.withExamples(actor, id);
    response.setHeader('ETag', `"${tool.version}"`);
    return versionOf(tool, examples);
  }

  /** The whole definition at once. What would score wrongly is kept and listed as an obstacle; a draft may be unfinished. */
  @Put(':id/definition')
  @ApiOkResponse({ type: ToolMadeResponse })
  async define(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: DefinitionRequest,
    @IfMatch('draft') version: number,
  ): Promise<ToolMadeResponse> {
    const definition = readDefinition(checked(DefinitionRequest, body));
    await this.changeDraft.run(actor, { id, version, change: { kind: 'whole', definition } });
    return { id };
  }

  /** Made-up answers in, bands and every point out. Nothing is saved. */
  @Post(':id/trials')
  @HttpCode(200)
  @ApiOkResponse({ type: TrialResponse })
  async try(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: TrialRequest): Promise<TrialResponse> {
    const { screenedOn, age = null, answers: sent } = checked(TrialRequest, body);
    const { tool } = await this.reads.withExamples(actor, id);
    const answers = answersById(sent);
    const problems = checkAnswers(tool.definition, { screenedOn, answers, isTrial: true });
    if (problems.length > 0) throw new Invalid(problems);
    return { result: scoreScreening(tool.definition, answers, { ageOnDay: age, screenedOn }) };
  }

  /** The kept examples, run with this version. */
  @Get(':id/examples')
  @ApiOkResponse({ type: ExampleListResponse })
  async kept(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ExampleListResponse> {
    const { tool, examples } = await this.reads.withExamples(actor, id);
    return { items: runExamples(tool.definition, examples).map(exampleOf), nextCursor: null };
  }

  @Post(':id/examples')
  @ApiCreatedResponse({ type: ToolMadeResponse })
  keep(
    @CurrentActor() actor: Actor,
    @Param('id') versionId: string,
    @Body() body: NewExampleRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<ToolMadeResponse> {
    const { title, screenedOn, age = null, answers } = checked(NewExampleRequest, body);
    const example = { versionId, title, screenedOn, age, answers: answersById(answers) };
    return this.examples.keep(actor, example, submission);
  }

  @Post(':id/examples/:exampleId/acceptance')
  @HttpCode(200)
  @ApiOkResponse({ type: ToolMadeResponse })
  accept(
    @CurrentActor() actor: Actor,
    @Param('id') versionId: string,
    @Param('exampleId') id: string,
    @IfMatch('example') version: number,
  ): Promise<ToolMadeResponse> {
    return this.examples.accept(actor, versionId, { id, version });
  }

  @Post(':id/examples/:exampleId/removal')
  @HttpCode(200)
  @ApiOkResponse({ type: ToolMadeResponse })
  remove(
    @CurrentActor() actor: Actor,
    @Param('id') versionId: string,
    @Param('exampleId') id: string,
    @IfMatch('example') version: number,
  ): Promise<ToolMadeResponse> {
    return this.examples.remove(actor, versionId, { id, version });
  }

  @Post(':id/decision')
  @HttpCode(200)
  @ApiOkResponse({ type: ToolMadeResponse })
  ask(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: ToolDecisionRequest,
    @IfMatch('draft') version: number,
  ): Promise<ToolMadeResponse> {
    return this.decide.ask(actor, { id, version, ...checked(ToolDecisionRequest, body) });
  }

  @Post(':id/decision/withdrawal')
  @HttpCode(200)
  @ApiOkResponse({ type: ToolMadeResponse })
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch('draft') version: number,
  ): Promise<ToolMadeResponse> {
    return this.decide.withdraw(actor, { id, version });
  }

  /** As the second person: in force from today, the version before it is retired. */
  @Post(':id/agreement')
  @HttpCode(200)
  @ApiOkResponse({ type: ToolMadeResponse })
  agree(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch('draft') version: number,
  ): Promise<ToolMadeResponse> {
    return this.decide.agree(actor, { id, version });
  }

  @Post(':id/putting-aside')
  @HttpCode(200)
  @ApiOkResponse({ type: ToolMadeResponse })
  putAside(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch('draft') version: number,
  ): Promise<ToolMadeResponse> {
    return this.decide.putAside(actor, { id, version });
  }
}
