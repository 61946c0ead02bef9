import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader, type Submission } from '../../platform/database';
import { checked, decodeCursor, IdempotencyKey, IfMatch, PAGE_SIZE, pageOf } from '../../platform/http';
import { AddReferralEntry } from '../add-referral-entry';
import { MakeReferral } from '../make-referral';
import { ReferralReads } from '../referral-reads';
import { allReferrals, type ReferralRow } from '../referrals.queries';
import { TriageReferral } from '../triage-referral';
import { AddEntryRequest, ListReferralsRequest, MakeReferralRequest, TriageRequest } from './referral.request';
import {
  EntryAddedResponse,
  OneReferralResponse,
  oneReferralResponse,
  ReferralMadeResponse,
  referralResponse,
  ReferralsResponse,
  TriagedResponse,
} from './referral.response';

@ApiTags('referrals')
@ApiBearerAuth()
@Controller('api/v1/referrals')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class ReferralsApiController {
  constructor(
    private readonly reader: Reader,
    private readonly reads: ReferralReads,
    private readonly makeReferral: MakeReferral,
    private readonly triageReferral: TriageReferral,
    private readonly addEntry: AddReferralEntry,
  ) {}

  /** Those you made, and those that went to a panel you sit on, newest first. */
  @Get()
  @ApiQuery({ type: ListReferralsRequest })
  @ApiOkResponse({ type: ReferralsResponse })
  async list(@CurrentActor() actor: Actor, @Query() query: unknown): Promise<ReferralsResponse> {
    const after = decodeCursor(checked(ListReferralsRequest, query).cursor, 2);
    const rows = await this.reader.many<ReferralRow>(
      actor,
      { act: 'referrals.listed', subjectType: 'referral' },
      allReferrals(actor, { after, limit: PAGE_SIZE, onlyClosed: false }),
    );
    const page = pageOf(rows, (row) => [row.referred_at_key, row.id]);
    return { ...page, items: page.items.map(referralResponse) };
  }

  @Get(':id')
  @ApiOkResponse({ type: OneReferralResponse })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OneReferralResponse> {
    const referral = oneReferralResponse(await this.reads.one(actor, id));
    response.setHeader('ETag', `"${referral.version}"`);
    return referral;
  }

  @Post()
  @ApiBody({ type: MakeReferralRequest })
  @ApiCreatedResponse({ type: ReferralMadeResponse })
  make(
    @CurrentActor() actor: Actor,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<ReferralMadeResponse> {
    const referral = checked(MakeReferralRequest, body);
    return this.makeReferral.run(actor, { ...referral, mustLook: referral.individualId === undefined }, submission);
  }

  /** The referrer adds something, or answers a question; the clock of triage then starts anew. */
  @Post(':id/entries')
  @ApiBody({ type: AddEntryRequest })
  @ApiCreatedResponse({ type: EntryAddedResponse })
  add(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<EntryAddedResponse> {
    return this.addEntry.run(actor, { id, ...checked(AddEntryRequest, body) }, submission);
  }

  /** The panel decides, with reasons of its own and words for the referrer. */
  @Post(':id/triage')
  @Roles('panel_member', 'panel_chair')
  @ApiBody({ type: TriageRequest })
  @ApiCreatedResponse({ type: TriagedResponse })
  triage(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @IfMatch('referral') version: number,
  ): Promise<TriagedResponse> {
    const decision = checked(TriageRequest, body);
    const mustLook = decision.individualId === undefined;
    return this.triageReferral.run(actor, { id, version, ...decision, mustLook });
  }
}
