import { Body, Controller, Get, Param, Post, Put, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { AddedResponse } from '../api/meeting.response';
import { AddPanel } from './add-panel';
import { ChangePanel } from './change-panel';
import { type PanelPage, PanelPages } from './panel-pages';
import { PanelRulesRequest, reasonsAnswered, rulesAsked, withLists } from './panel-rules.request';
import { NewPanelForm, SeatForm } from './panel.forms';
import type { PanelRow } from './panels.queries';
import { Seats } from './seats';

class ListedPanelResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty() abbreviation!: string;
  @ApiProperty() level!: string;
}

class PanelListResponse {
  @ApiProperty({ type: [ListedPanelResponse] }) items!: ListedPanelResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: null;
}

class SeatResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) userId!: string;
  @ApiProperty() name!: string;
  @ApiProperty() agency!: string;
  @ApiProperty() isChair!: boolean;
  @ApiProperty() isDeputy!: boolean;
}

class PanelResponse extends PanelRulesRequest {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: [SeatResponse] }) seats!: SeatResponse[];
  @ApiProperty({ description: 'Cases passed on to it that wait for a meeting' }) waiting!: number;
  @ApiProperty() version!: number;
}

class NewPanelRequest extends NewPanelForm {}

class SeatRequest extends SeatForm {
  @ApiProperty({ format: 'uuid' }) declare userId: string;
  @ApiProperty({ required: false, default: false }) declare isDeputy?: boolean;
}

@ApiTags('panels')
@ApiBearerAuth()
@Controller('api/v1/panels')
@Roles('panel_member', 'panel_chair')
export class PanelsApiController {
  constructor(
    private readonly pages: PanelPages,
    private readonly addPanel: AddPanel,
    private readonly changePanel: ChangePanel,
    private readonly seats: Seats,
  ) {}

  /** The panels the caller sits on; too few for a second page. */
  @Get()
  @ApiOkResponse({ type: PanelListResponse })
  async list(@CurrentActor() actor: Actor): Promise<PanelListResponse> {
    const panels = await this.pages.list(actor);
    return {
      items: panels.map(({ id, name, abbreviation, level }) => ({ id, name, abbreviation, level })),
      nextCursor: null,
    };
  }

  /** A new panel with the usual rules; whoever adds it has its first seat. */
  @Post()
  @Roles('panel_chair')
  @ApiCreatedResponse({ type: AddedResponse })
  add(
    @CurrentActor() actor: Actor,
    @Body() body: NewPanelRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<AddedResponse> {
    return this.addPanel.run(actor, checked(NewPanelRequest, body), submission);
  }

  @Get(':id')
  @ApiOkResponse({ type: PanelResponse })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PanelResponse> {
    const page = await this.pages.one(actor, id);
    response.setHeader('ETag', `"${page.panel.version}"`);
    return panelResponse(page);
  }

  /** Sets all the rules of a panel, and which agencies it expects. */
  @Put(':id/rules')
  @Roles('panel_chair')
  @ApiOkResponse({ type: AddedResponse })
  change(
    @CurrentActor() actor: Actor,
    @Param('id') panelId: string,
    @IfMatch('panel') version: number,
    @Body() body: PanelRulesRequest,
  ): Promise<AddedResponse> {
    return this.changePanel.run(actor, { panelId, version, ...rulesAsked(withLists(body)) });
  }

  @Post(':id/seats')
  @Roles('panel_chair')
  @ApiCreatedResponse({ type: AddedResponse })
  seat(
    @CurrentActor() actor: Actor,
    @Param('id') panelId: string,
    @Body() body: SeatRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<AddedResponse> {
    const { userId, isDeputy = false } = checked(SeatRequest, body);
    return this.seats.give(actor, { panelId, userId, isDeputy }, submission);
  }

  @Post(':id/seats/:seatId/ending')
  @Roles('panel_chair')
  @ApiCreatedResponse({ type: AddedResponse })
  endSeat(
    @CurrentActor() actor: Actor,
    @Param('id') panelId: string,
    @Param('seatId') seatId: string,
  ): Promise<AddedResponse> {
    return this.seats.end(actor, { panelId, seatId });
  }
}

const panelResponse = ({ panel, seats, agencies, waiting }: PanelPage): PanelResponse => ({
  id: panel.id,
  ...rulesOf(panel),
  agencyIds: agencies.filter((one) => one.expected_id !== null).map((one) => one.agency_id),
  seats: seats.map((seat) => ({
    id: seat.id,
    userId: seat.user_id,
    name: seat.name,
    agency: seat.agency,
    isChair: seat.is_chair,
    isDeputy: seat.is_deputy,
  })),
  waiting: waiting.length,
  version: panel.version,
});

const rulesOf = (panel: PanelRow) => ({
  name: panel.name,
  abbreviation: panel.abbreviation,
  level: panel.level,
  escalatesTo: panel.escalates_to,
  youngestAge: panel.youngest_age,
  oldestAge: panel.oldest_age,
  meetsEveryDays: panel.meets_every_days,
  meetingMinutes: panel.meeting_minutes,
  quorumKinds: panel.quorum_kinds,
  ...reasonsAnswered(panel.agenda_reasons),
  decisions: panel.decisions,
  actionsWithinHours: panel.actions_within_hours,
  minutesWithinWorkingDays: panel.minutes_within_working_days,
  returnsDaysBefore: panel.returns_days_before,
  confidentialityStatement: panel.confidentiality_statement,
});
