import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader, type Submission } from '../../platform/database';
import { checked, decodeCursor, IdempotencyKey, IfMatch, PAGE_SIZE, pageOf } from '../../platform/http';
import { NotFound } from '../../shared/errors';
import { ApprovePlan } from '../approve-plan';
import { ReturnForm } from '../forms/return.form';
import { listPlans, type PlanByReviewRow, type PlanListRow, plansByReview } from '../plan-lists.queries';
import { compareEditions } from '../domain/compare-editions';
import { type EditionRead, PlanContents } from '../plan-contents';
import { ReturnPlan } from '../return-plan';
import { StartPlan } from '../start-plan';
import { SubmitPlan } from '../submit-plan';
import {
  ComparisonResponse,
  EditionResponse,
  planByReview,
  PlanListResponse,
  PlanResponse,
  planResponse,
  planSummary,
  VersionResponse,
} from '../plan.response';
import { ListPlansRequest, PLAN_SORTS, StartPlanRequest } from './plan.requests';

/** Plans: read, started, sent, approved and returned. What a plan says is written through its sections. */
@Controller('api/v1/plans')
@ApiTags('plans')
@ApiBearerAuth()
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class PlansApiController {
  constructor(
    private readonly reader: Reader,
    private readonly contents: PlanContents,
    private readonly startPlan: StartPlan,
    private readonly submitPlan: SubmitPlan,
    private readonly approvePlan: ApprovePlan,
    private readonly returnPlan: ReturnPlan,
  ) {}

  @Get()
  @ApiQuery({ name: 'individualId', required: false })
  @ApiQuery({ name: 'status', required: false })
  @ApiQuery({
    name: 'sort',
    required: false,
    enum: PLAN_SORTS,
    description: 'next_review: open plans alone, by the day of their next review, whatever else is asked for',
  })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: PlanListResponse })
  async list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<PlanListResponse> {
    const { cursor, sort, ...filter } = checked(ListPlansRequest, query);
    if (sort === 'next_review') return this.byReview(actor, cursor);
    const after = decodeCursor(cursor, 1);
    const rows = await this.reader.many<PlanListRow>(
      actor,
      { act: 'plans.listed', subjectType: 'plan', individualId: filter.individualId },
      listPlans(actor, { ...filter, after, limit: PAGE_SIZE }),
    );
    const page = pageOf(rows, (row) => [row.id]);
    return { items: page.items.map(planSummary), nextCursor: page.nextCursor };
  }

  @Get(':id')
  @ApiOkResponse({ type: PlanResponse })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PlanResponse> {
    const plan = await this.contents.load(actor, id);
    // An individual's id would find a plan too, but this is the address of a plan.
    if (plan?.id !== id.toLowerCase()) throw new NotFound();
    response.setHeader('ETag', `"${plan.version}"`);
    return planResponse(plan);
  }

  @Get(':id/editions/:number')
  @ApiOkResponse({ type: EditionResponse })
  async edition(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
  ): Promise<EditionResponse> {
    const edition = await this.approved(actor, id, number);
    return { ...edition, approvedAt: edition.approvedAt.toISOString(), content: { ...edition.content } };
  }

  /** Two editions, part by part, with what changed marked. */
  @Get(':id/editions/:number/comparison/:other')
  @ApiOkResponse({ type: ComparisonResponse })
  async compare(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @Param('other') other: string,
  ): Promise<ComparisonResponse> {
    const [before, after] = [await this.approved(actor, id, number), await this.approved(actor, id, other)];
    return { before: before.number, after: after.number, items: compareEditions(before.content, after.content) };
  }

  @Post()
  @ApiBody({ type: StartPlanRequest })
  @ApiCreatedResponse({ type: VersionResponse })
  async start(
    @CurrentActor() actor: Actor,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VersionResponse> {
    const { planId } = await this.startPlan.run(actor, checked(StartPlanRequest, body), submission);
    response.setHeader('ETag', '"1"');
    response.setHeader('Location', `/api/v1/plans/${planId}`);
    return { id: planId, version: 1 };
  }

  @Post(':id/submission')
  @ApiCreatedResponse({ type: VersionResponse })
  async submit(
    @CurrentActor() actor: Actor,
    @Param('id') planId: string,
    @IfMatch('plan') version: number,
    @IdempotencyKey() submission: Submission | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VersionResponse> {
    return answer(response, planId, await this.submitPlan.run(actor, { planId, version }, submission));
  }

  @Post(':id/approval')
  @Roles('manager', 'panel_member', 'panel_chair')
  @ApiCreatedResponse({ type: VersionResponse })
  async approve(
    @CurrentActor() actor: Actor,
    @Param('id') planId: string,
    @IfMatch('plan') version: number,
    @IdempotencyKey() submission: Submission | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VersionResponse> {
    return answer(response, planId, await this.approvePlan.run(actor, { planId, version }, submission));
  }

  @Post(':id/return')
  @Roles('manager', 'panel_member', 'panel_chair')
  @ApiBody({ type: ReturnForm })
  @ApiCreatedResponse({ type: VersionResponse })
  async return(
    @CurrentActor() actor: Actor,
    @Param('id') planId: string,
    @IfMatch('plan') version: number,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VersionResponse> {
    const { comment } = checked(ReturnForm, body);
    return answer(response, planId, await this.returnPlan.run(actor, { planId, version, comment }, submission));
  }

  /** Only open plans, so that nothing else narrows them. */
  private async byReview(actor: Actor, cursor: string | undefined): Promise<PlanListResponse> {
    const entry = { act: 'plans.listed', subjectType: 'plan' };
    const asked = { after: decodeCursor(cursor, 2), limit: PAGE_SIZE };
    const rows = await this.reader.many<PlanByReviewRow>(actor, entry, plansByReview(actor, asked));
    const page = pageOf(rows, (row) => [row.sortOn, row.individualId]);
    return { items: page.items.map(planByReview), nextCursor: page.nextCursor };
  }

  private async approved(actor: Actor, id: string, number: string): Promise<EditionRead> {
    const plan = await this.contents.load(actor, id);
    if (!plan || !/^\d{1,6}$/.test(number)) throw new NotFound();
    const edition = await this.contents.edition(actor, plan.id, Number(number));
    if (!edition) throw new NotFound();
    return edition;
  }
}

function answer(response: Response, id: string, result: { version: number; edition?: number | null }): VersionResponse {
  response.setHeader('ETag', `"${result.version}"`);
  return { id, ...result };
}
