import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { checked, IfMatch } from '../../platform/http';
import { AnswerAction } from '../after/answer-action';
import { MinutesPages } from '../after/minutes-pages';
import { Papers } from '../after/papers';
import { ActionAnswerRequest } from './meeting-work.request';
import { AddedResponse } from './meeting.response';
import { MinutesResponse, minutesResponse } from './minutes.response';

/** The papers after a meeting. */
@ApiTags('meetings')
@ApiBearerAuth()
@Controller('api/v1/meetings/:id')
@Roles('panel_member', 'panel_chair')
export class MinutesApiController {
  constructor(
    private readonly pages: MinutesPages,
    private readonly papers: Papers,
    private readonly answerAction: AnswerAction,
  ) {}

  /** Drawn up from what was recorded, within the caller's sight. */
  @Get('minutes')
  @ApiOkResponse({ type: MinutesResponse })
  async minutes(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<MinutesResponse> {
    const page = await this.pages.load(actor, id);
    response.setHeader('ETag', `"${page.meeting.version}"`);
    return minutesResponse(page);
  }

  @Post('action-list/issue')
  @Roles('panel_chair')
  @ApiCreatedResponse({ type: AddedResponse })
  issueActions(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @IfMatch('meeting') version: number,
  ): Promise<AddedResponse> {
    return this.papers.issueActions(actor, { meetingId, version });
  }

  @Post('minutes/issue')
  @Roles('panel_chair')
  @ApiCreatedResponse({ type: AddedResponse })
  issueMinutes(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @IfMatch('meeting') version: number,
  ): Promise<AddedResponse> {
    return this.papers.issueMinutes(actor, { meetingId, version });
  }

  /** Approved at the next meeting, and sealed. */
  @Post('minutes/approval')
  @ApiCreatedResponse({ type: AddedResponse })
  approve(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @IfMatch('meeting') version: number,
  ): Promise<AddedResponse> {
    return this.papers.approve(actor, { meetingId, version });
  }

  /** What became of an action that an earlier meeting made. */
  @Post('outstanding-actions/:actionId/answer')
  @ApiCreatedResponse({ type: AddedResponse })
  answer(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('actionId') actionId: string,
    @IfMatch('action') version: number,
    @Body() body: ActionAnswerRequest,
  ): Promise<AddedResponse> {
    return this.answerAction.run(actor, { meetingId, actionId, version, ...checked(ActionAnswerRequest, body) });
  }
}
