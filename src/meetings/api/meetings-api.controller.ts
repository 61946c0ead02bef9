import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader, type Submission } from '../../platform/database';
import { checked, decodeCursor, IdempotencyKey, IfMatch, PAGE_SIZE, pageOf } from '../../platform/http';
import { AddItem } from '../add-item';
import { BuildAgenda } from '../build-agenda';
import { DecideItem } from '../decide-item';
import { HoldMeeting } from '../hold-meeting';
import { MeetingPages } from '../meeting-pages';
import { allMeetings, type MeetingRow } from '../meetings.queries';
import { PlanMeeting } from '../plan-meeting';
import { DecisionRequest } from './decision.request';
import { AddItemRequest, PlanMeetingRequest } from './meeting.request';
import {
  AddedResponse,
  AgendaBuiltResponse,
  DecisionResponse,
  itemResponse,
  listedMeeting,
  MeetingListResponse,
  MeetingResponse,
} from './meeting.response';

@ApiTags('meetings')
@ApiBearerAuth()
@Controller('api/v1/meetings')
@Roles('panel_member', 'panel_chair')
export class MeetingsApiController {
  constructor(
    private readonly reader: Reader,
    private readonly pages: MeetingPages,
    private readonly planMeeting: PlanMeeting,
    private readonly buildAgenda: BuildAgenda,
    private readonly addItem: AddItem,
    private readonly decideItem: DecideItem,
    private readonly holdMeeting: HoldMeeting,
  ) {}

  /** Meetings of the caller's panels, newest first. */
  @Get()
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: MeetingListResponse })
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<MeetingListResponse> {
    const after = decodeCursor(typeof cursor === 'string' ? cursor : undefined, 2);
    const statement = allMeetings(actor, { after, limit: PAGE_SIZE });
    const rows = await this.reader.many<MeetingRow>(actor, undefined, statement);
    const { items, nextCursor } = pageOf(rows, (row) => [row.held_on, row.id]);
    return { items: items.map(listedMeeting), nextCursor };
  }

  /** Plans a meeting and makes its agenda. */
  @Post()
  @Roles('panel_chair')
  @ApiCreatedResponse({ type: AddedResponse })
  plan(
    @CurrentActor() actor: Actor,
    @Body() body: PlanMeetingRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<AddedResponse> {
    return this.planMeeting.run(actor, checked(PlanMeetingRequest, body), submission);
  }

  @Get(':id')
  @ApiOkResponse({ type: MeetingResponse })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<MeetingResponse> {
    const { meeting, agenda } = await this.pages.agenda(actor, id);
    response.setHeader('ETag', `"${meeting.version}"`);
    return { ...listedMeeting(meeting), items: agenda.map(itemResponse) };
  }

  /** Brings the agenda up to date; safe to repeat. */
  @Post(':id/agenda')
  @ApiCreatedResponse({ type: AgendaBuiltResponse })
  build(@CurrentActor() actor: Actor, @Param('id') meetingId: string): Promise<AgendaBuiltResponse> {
    return this.buildAgenda.run(actor, { meetingId });
  }

  @Post(':id/items')
  @ApiCreatedResponse({ type: AddedResponse })
  add(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: AddItemRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<AddedResponse> {
    const { individualId, reference } = checked(AddItemRequest, body);
    const wanted = individualId ? { individualId } : { reference: reference ?? '' };
    return this.addItem.run(actor, { meetingId, ...wanted }, submission);
  }

  @Post(':id/items/:itemId/decision')
  @ApiCreatedResponse({ type: DecisionResponse })
  decide(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('itemId') itemId: string,
    @IfMatch('item') version: number,
    @Body() body: DecisionRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<DecisionResponse> {
    const decision = checked(DecisionRequest, body);
    return this.decideItem.run(actor, { meetingId, itemId, version, ...decision }, submission);
  }

  @Post(':id/closure')
  @ApiCreatedResponse({ type: AddedResponse })
  close(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @IfMatch('meeting') version: number,
  ): Promise<AddedResponse> {
    return this.holdMeeting.run(actor, { meetingId, version });
  }
}
