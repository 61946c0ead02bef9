import { Body, Controller, Get, Inject, Param, ParseIntPipe, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { SETTINGS, type Settings } from '../../config';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { sendPaper, writePdf } from '../../platform/pdf';
import { Clock } from '../../shared/clock';
import { MoveItem } from '../move-item';
import { MakeCopy } from '../pack/make-copy';
import { packPaper } from '../pack/pack-paper';
import { PackPages } from '../pack/pack-pages';
import { presentCopy } from '../pack/present-pack';
import { ReturnInformation } from '../pack/return-information';
import { movedTo } from '../room/room.forms';
import { AddedResponse } from './meeting.response';
import { CopyRequest, PlaceRequest, ReturnsRequest } from './papers.request';
import {
  CopyMadeResponse,
  packResponse,
  PackResponse,
  ReturnedCountResponse,
  returnsResponse,
  ReturnsResponse,
} from './papers.response';

/** What is done before the room: the order of the agenda, the agencies' returns, the pack. */
@ApiTags('meetings')
@ApiBearerAuth()
@Controller('api/v1/meetings/:id')
@Roles('panel_member', 'panel_chair')
export class PapersApiController {
  constructor(
    private readonly pages: PackPages,
    private readonly returnInformation: ReturnInformation,
    private readonly makeCopy: MakeCopy,
    private readonly moveItem: MoveItem,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** What the agency of the caller brings, case by case. */
  @Get('returns')
  @ApiOkResponse({ type: ReturnsResponse })
  async returns(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ReturnsResponse> {
    return returnsResponse(await this.pages.load(actor, id));
  }

  /** All of the returns or none. */
  @Post('returns')
  @ApiCreatedResponse({ type: ReturnedCountResponse })
  sendReturns(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: ReturnsRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<ReturnedCountResponse> {
    return this.returnInformation.run(actor, { meetingId, ...checked(ReturnsRequest, body) }, submission);
  }

  /** How complete the pack is, and who has which copy. */
  @Get('pack')
  @ApiOkResponse({ type: PackResponse })
  async pack(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PackResponse> {
    return packResponse(await this.pages.load(actor, id));
  }

  /** The caller's own numbered copy, cut to what they may see. */
  @Post('pack-copies')
  @ApiCreatedResponse({ type: CopyMadeResponse })
  copy(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: CopyRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<CopyMadeResponse> {
    return this.makeCopy.run(actor, { meetingId, ...checked(CopyRequest, body) }, submission);
  }

  /** The caller's own copy as a tagged PDF. */
  @Get('pack-copies/:number/paper')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async paper(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number', ParseIntPipe) copyNumber: number,
    @Res() response: Response,
  ): Promise<void> {
    const copy = presentCopy(await this.pages.copy(actor, id, copyNumber), this.clock.today());
    const name = `pack-${copy.meeting.heldOn}-copy-${copyNumber}`;
    sendPaper(response, name, await writePdf(packPaper(copy, this.settings.partnershipName)));
  }

  /** One place up or down, or to a number, among those still to be decided. */
  @Post('items/:itemId/place')
  @ApiCreatedResponse({ type: AddedResponse })
  move(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('itemId') itemId: string,
    @IfMatch('item') version: number,
    @Body() body: PlaceRequest,
  ): Promise<AddedResponse> {
    return this.moveItem.run(actor, { meetingId, itemId, version, to: movedTo(checked(PlaceRequest, body)) });
  }
}
