import { Body, Controller, Get, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles, StepUp } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { CaseHeaders } from '../case-headers';
import { ChangeNamedPeople } from '../restrictions/change-named-people';
import { LiftRestriction } from '../restrictions/lift-restriction';
import { RecordAccess } from '../restrictions/record-access';
import { RestrictIndividual } from '../restrictions/restrict-individual';
import { chosenPeople, LiftingRequestForm, NamedPeopleForm, RestrictionForm } from '../web/restriction.form';
import {
  AccessChangedResponse,
  LiftingAskedResponse,
  restrictionResponse,
  RestrictionResponse,
} from './access.response';

@ApiTags('individuals')
@ApiBearerAuth()
@Controller('api/v1/individuals/:id/restriction')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class RestrictionApiController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly access: RecordAccess,
    private readonly restrict: RestrictIndividual,
    private readonly changeNamed: ChangeNamedPeople,
    private readonly lift: LiftRestriction,
  ) {}

  @Get()
  @ApiOkResponse({ type: RestrictionResponse })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RestrictionResponse> {
    const header = await this.headers.load(actor, id, 'access.read');
    response.setHeader('ETag', `"${header.version}"`);
    return restrictionResponse(header, await this.access.of(actor, id));
  }

  @Post()
  @Roles('manager', 'panel_chair')
  @ApiCreatedResponse({ type: AccessChangedResponse })
  async make(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @IfMatch('individual') version: number,
    @Body() body: RestrictionForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<AccessChangedResponse> {
    const form = checked(RestrictionForm, body);
    const input = { individualId, version, reason: form.reason, namedPeople: chosenPeople(form) };
    const { isStillVisible, version: newer } = await this.restrict.run(actor, input, submission);
    return { version: newer, isStillVisible };
  }

  @Put('named-people')
  @Roles('manager', 'panel_chair')
  @ApiOkResponse({ type: AccessChangedResponse })
  change(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @IfMatch('individual') version: number,
    @Body() body: NamedPeopleForm,
  ): Promise<AccessChangedResponse> {
    const namedPeople = chosenPeople(checked(NamedPeopleForm, body));
    return this.changeNamed.run(actor, { individualId, version, namedPeople });
  }

  /** The first of two people. */
  @Post('lifting-request')
  @StepUp()
  @ApiCreatedResponse({ type: LiftingAskedResponse })
  ask(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: LiftingRequestForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<LiftingAskedResponse> {
    return this.lift.ask(actor, { individualId, reason: checked(LiftingRequestForm, body).reason }, submission);
  }

  /** The second of two people: the restriction is lifted. */
  @Post('lifting')
  @StepUp()
  @HttpCode(200)
  @ApiOkResponse({ type: AccessChangedResponse })
  agree(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @IfMatch('individual') version: number,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<AccessChangedResponse> {
    return this.lift.agree(actor, { individualId, version }, submission);
  }
}
