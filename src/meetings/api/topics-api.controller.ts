import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { PutOffTopic } from '../business/put-off-topic';
import { Topics } from '../business/topics';
import { MeetingPages } from '../meeting-pages';
import { AddedResponse } from './meeting.response';
import { TopicDeferralRequest, TopicOutcomeRequest, TopicRequest } from './papers.request';
import { TopicListResponse, topicResponse } from './papers.response';

/** Locations, themes and other business of a meeting. */
@ApiTags('meetings')
@ApiBearerAuth()
@Controller('api/v1/meetings/:id/topics')
@Roles('panel_member', 'panel_chair')
export class TopicsApiController {
  constructor(
    private readonly pages: MeetingPages,
    private readonly topics: Topics,
    private readonly putOffTopic: PutOffTopic,
  ) {}

  /** Those that are for the caller's kind of agency; too few for a second page. */
  @Get()
  @ApiOkResponse({ type: TopicListResponse })
  async list(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<TopicListResponse> {
    const { topics } = await this.pages.agenda(actor, id);
    return { items: topics.map(topicResponse), nextCursor: null };
  }

  @Post()
  @ApiCreatedResponse({ type: AddedResponse })
  add(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: TopicRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<AddedResponse> {
    return this.topics.add(actor, { meetingId, ...checked(TopicRequest, body) }, submission);
  }

  /** What was said and agreed; of two who write at once the second is refused with 409. */
  @Post(':topicId/outcome')
  @ApiCreatedResponse({ type: AddedResponse })
  note(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('topicId') topicId: string,
    @IfMatch('topic') version: number,
    @Body() body: TopicOutcomeRequest,
  ): Promise<AddedResponse> {
    return this.topics.note(actor, { meetingId, topicId, version, ...checked(TopicOutcomeRequest, body) });
  }

  /** Takes it off the agenda; the minutes say why, and by itself it comes again only with something new. */
  @Post(':topicId/deferral')
  @ApiCreatedResponse({ type: AddedResponse })
  putOff(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('topicId') topicId: string,
    @IfMatch('topic') version: number,
    @Body() body: TopicDeferralRequest,
  ): Promise<AddedResponse> {
    return this.putOffTopic.run(actor, { meetingId, topicId, version, ...checked(TopicDeferralRequest, body) });
  }
}
