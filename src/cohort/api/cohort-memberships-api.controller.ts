import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CaseHeaders } from '../../individuals';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader, type Submission } from '../../platform/database';
import {
  checked,
  type CursorPage,
  decodeCursor,
  IdempotencyKey,
  IfMatch,
  PAGE_SIZE,
  pageOf,
} from '../../platform/http';
import { CohortHistory } from '../cohort-history';
import { type CohortMembershipRow, presentCohortPage } from '../cohort.queries';
import { EnterCohort } from '../enter-cohort';
import { ExitCohort } from '../exit-cohort';
import { ChangeTier } from '../change-tier';
import { ValidateMembership } from '../validate-membership';
import {
  ChangePlaceRequest,
  EnterCohortRequest,
  ExitCohortRequest,
  ListCohortRequest,
  ValidateMembershipRequest,
} from '../forms/cohort-membership.request';
import {
  CohortChangeResponse,
  CohortMembershipResponse,
  cohortMembershipResponse,
  CohortMembershipsResponse,
  PlaceChangedResponse,
  ValidatedResponse,
} from './cohort-membership.response';

@ApiTags('cohort-memberships')
@ApiBearerAuth()
@Controller('api/v1/cohort-memberships')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class CohortMembershipsApiController {
  constructor(
    private readonly reader: Reader,
    private readonly headers: CaseHeaders,
    private readonly history: CohortHistory,
    private readonly enterCohort: EnterCohort,
    private readonly exitCohort: ExitCohort,
    private readonly changeTier: ChangeTier,
    private readonly validateMembership: ValidateMembership,
  ) {}

  /** Every period of one person, the present one first; without individualId the present cohort you may see. */
  @Get()
  @ApiQuery({ type: ListCohortRequest })
  @ApiOkResponse({ type: CohortMembershipsResponse })
  async list(@CurrentActor() actor: Actor, @Query() query: unknown): Promise<CohortMembershipsResponse> {
    const asked = checked(ListCohortRequest, query);
    const page = asked.individualId
      ? await this.periods(actor, asked.individualId)
      : await this.presentCohort(actor, asked.cursor);
    return { ...page, items: page.items.map(cohortMembershipResponse) };
  }

  @Get(':id')
  @ApiOkResponse({ type: CohortMembershipResponse })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CohortMembershipResponse> {
    const period = cohortMembershipResponse(await this.history.one(actor, id));
    response.setHeader('ETag', `"${period.version}"`);
    return period;
  }

  @Post()
  @ApiBody({ type: EnterCohortRequest })
  @ApiCreatedResponse({ type: CohortChangeResponse })
  async enter(
    @CurrentActor() actor: Actor,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<CohortChangeResponse> {
    const { id, staysVisible } = await this.enterCohort.run(actor, checked(EnterCohortRequest, body), submission);
    return { id, staysVisible };
  }

  /** Ends the present period today. */
  @Post(':id/exit')
  @ApiBody({ type: ExitCohortRequest })
  @ApiCreatedResponse({ type: CohortChangeResponse })
  async exit(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @IfMatch('cohort membership') version: number,
  ): Promise<CohortChangeResponse> {
    const exit = checked(ExitCohortRequest, body);
    const { individual_id: individualId } = await this.history.one(actor, id);
    return this.exitCohort.run(actor, { individualId, seen: { id, version }, ...exit });
  }

  /** Ends the period as it was and starts the next at another tier, strand or role. */
  @Post(':id/changes')
  @ApiBody({ type: ChangePlaceRequest })
  @ApiCreatedResponse({ type: PlaceChangedResponse })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @IfMatch('cohort membership') version: number,
  ): Promise<PlaceChangedResponse> {
    const change = checked(ChangePlaceRequest, body);
    const { individual_id: individualId } = await this.history.one(actor, id);
    return this.changeTier.run(actor, { individualId, seen: { id, version }, ...change });
  }

  /** Checks that the person still belongs in the cohort, and sets the day of the next check. */
  @Post(':id/validations')
  @ApiBody({ type: ValidateMembershipRequest })
  @ApiCreatedResponse({ type: ValidatedResponse })
  async validate(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @IfMatch('cohort membership') version: number,
  ): Promise<ValidatedResponse> {
    const validation = checked(ValidateMembershipRequest, body);
    const { individual_id: individualId } = await this.history.one(actor, id);
    return this.validateMembership.run(actor, { individualId, seen: { id, version }, ...validation });
  }

  private async periods(actor: Actor, individualId: string): Promise<CursorPage<CohortMembershipRow>> {
    await this.headers.load(actor, individualId, 'cohort_memberships.read');
    return { items: await this.history.of(actor, individualId), nextCursor: null };
  }

  private async presentCohort(actor: Actor, cursor: string | undefined): Promise<CursorPage<CohortMembershipRow>> {
    const rows = await this.reader.many<CohortMembershipRow>(
      actor,
      { act: 'cohort_memberships.listed', subjectType: 'cohort_membership' },
      presentCohortPage(actor, { after: decodeCursor(cursor, 2), limit: PAGE_SIZE }),
    );
    return pageOf(rows, (row) => [row.started_on, row.id]);
  }
}
