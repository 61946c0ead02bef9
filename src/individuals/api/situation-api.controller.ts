import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { CaseHeaders } from '../case-headers';
import { CaseChronology } from '../chronology/case-chronology';
import { ChronologyForm } from '../chronology/chronology.form';
import { ChampionFamily } from '../families/champion-family';
import { ClaimFamilyForm, EndingReasonForm, JoinFamilyForm } from '../families/family.form';
import { SettleFamily } from '../families/settle-family';
import { JoinFamily } from '../families/join-family';
import { AddRelationship } from '../relationships/add-relationship';
import { RelationshipForm } from '../relationships/relationship.form';
import { CaseSituation } from '../situation/case-situation';
import {
  ChronologyResponse,
  entryResponse,
  FactRecordedResponse,
  FamilyClaimedResponse,
  FamilyJoinedResponse,
  situationResponse,
  SituationResponse,
} from './situation.response';

@ApiTags('individuals')
@ApiBearerAuth()
@Controller('api/v1/individuals/:id')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class SituationApiController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly situation: CaseSituation,
    private readonly chronology: CaseChronology,
    private readonly addRelationship: AddRelationship,
    private readonly joinFamily: JoinFamily,
    private readonly champion: ChampionFamily,
    private readonly settle: SettleFamily,
  ) {}

  /** Family, carers, peers, exploiters, groups and places, the family on record and who champions it. */
  @Get('situation')
  @ApiOkResponse({ type: SituationResponse })
  async one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<SituationResponse> {
    await this.headers.load(actor, id, 'individual.situation_read');
    return situationResponse(await this.situation.of(actor, id));
  }

  @Post('relationships')
  @ApiCreatedResponse({ type: FactRecordedResponse })
  relate(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: RelationshipForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<FactRecordedResponse> {
    return this.addRelationship.run(actor, { individualId, ...checked(RelationshipForm, body) }, submission);
  }

  @Post('family')
  @ApiCreatedResponse({ type: FamilyJoinedResponse })
  join(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: JoinFamilyForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<FamilyJoinedResponse> {
    const { reference } = checked(JoinFamilyForm, body);
    return this.joinFamily.run(actor, { individualId, reference }, submission);
  }

  @Post('family/:memberId/leaving')
  @ApiCreatedResponse({ type: FactRecordedResponse })
  leave(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Param('memberId') memberId: string,
    @IfMatch('membership') version: number,
    @Body() body: EndingReasonForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<FactRecordedResponse> {
    const { because } = checked(EndingReasonForm, body);
    return this.joinFamily.leave(actor, { individualId, memberId, version, because }, submission);
  }

  /** The second who says so raises a conflict: `contested`. */
  @Post('family-champion-claims')
  @ApiCreatedResponse({ type: FamilyClaimedResponse })
  claim(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: ClaimFamilyForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<FamilyClaimedResponse> {
    const { reason } = checked(ClaimFamilyForm, body);
    return this.champion.claim(actor, { individualId, reason }, submission);
  }

  /** Says which of several claims stands. The others end; who claimed and their managers are told. */
  @Post('family-champion-claims/:claimId/settlement')
  @ApiCreatedResponse({ type: FactRecordedResponse })
  settleClaims(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Param('claimId') claimId: string,
    @IfMatch('claim') version: number,
    @Body() body: EndingReasonForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<FactRecordedResponse> {
    const { because } = checked(EndingReasonForm, body);
    return this.settle.run(actor, { individualId, claimId, version, because }, submission);
  }

  @Post('family-champion-claims/:claimId/ending')
  @ApiCreatedResponse({ type: FactRecordedResponse })
  endClaim(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Param('claimId') claimId: string,
    @IfMatch('claim') version: number,
    @Body() body: EndingReasonForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<FactRecordedResponse> {
    const { because } = checked(EndingReasonForm, body);
    return this.champion.end(actor, { individualId, claimId, version, because }, submission);
  }

  /** Everything that happened, newest first, by kind, agency or basis. */
  @Get('chronology')
  @ApiOkResponse({ type: ChronologyResponse })
  async happened(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: ChronologyForm,
  ): Promise<ChronologyResponse> {
    const asked = checked(ChronologyForm, query);
    await this.headers.load(actor, id, 'individual.chronology_read');
    const { page } = await this.chronology.of(actor, id, asked);
    return { items: page.items.map(entryResponse), nextCursor: page.nextCursor };
  }
}
