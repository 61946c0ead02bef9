import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { meetingById, meetingRecord, type MeetingRow } from '../meetings.queries';
import { meetingPaths } from '../paths';
import { roomOf, type RoomRow } from '../room/room.queries';
import { presentTopics, type TopicsModel } from './present-topics';
import { PutOffTopic } from './put-off-topic';
import { OutcomeForm, TopicDeferralForm, TopicForm } from './topic.forms';
import { Topics } from './topics';
import { knownTopics, type KnownTopicsRow, type TopicRow, topicsOf } from './topics.queries';

const TOPICS = 'meetings/views/topics.njk';

/** Locations, themes and other business of a meeting. About no person, so no reading of a case is written down. */
@Controller('meetings/:id/topics')
@Roles('panel_member', 'panel_chair')
export class TopicsController {
  constructor(
    private readonly reader: Reader,
    private readonly topics: Topics,
    private readonly putOffTopic: PutOffTopic,
    private readonly rules: AccessRules,
  ) {}

  @Get()
  @Render(TOPICS)
  async list(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<TopicsModel> {
    return presentTopics(await this.load(actor, id));
  }

  @Post()
  async add(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.topics.add(actor, { meetingId, ...checked(TopicForm, body) }, formSubmission(body)),
      saved: () => meetingPaths.topics(meetingId),
      notice: 'Added to the agenda',
      again: async () => ({ view: TOPICS, model: presentTopics(await this.load(actor, meetingId), body) }),
    });
  }

  @Post(':topicId/outcome')
  async note(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('topicId') topicId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () =>
        this.topics.note(actor, { meetingId, topicId, ...checked(OutcomeForm, body) }, formSubmission(body)),
      saved: () => meetingPaths.topics(meetingId),
      notice: 'Written down',
      again: async () => ({ view: TOPICS, model: presentTopics(await this.load(actor, meetingId), body, topicId) }),
    });
  }

  @Post(':topicId/deferral')
  async putOff(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('topicId') topicId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () =>
        this.putOffTopic.run(actor, { meetingId, topicId, ...checked(TopicDeferralForm, body) }, formSubmission(body)),
      saved: () => meetingPaths.topics(meetingId),
      notice: 'Taken off the agenda',
      again: async () => ({ view: TOPICS, model: presentTopics(await this.load(actor, meetingId), body, topicId) }),
    });
  }

  private async load(actor: Actor, id: string) {
    if (!isId(id)) throw new NotFound();
    const [[meeting], topics, [room], [vocabulary]] = await this.reader.read<
      [MeetingRow, TopicRow, RoomRow, KnownTopicsRow]
    >(actor, undefined, meetingById(actor, id), topicsOf(actor, id), roomOf(actor, id), knownTopics(actor, id));
    if (!meeting || !room) throw new NotFound();
    const isSealed = room.minutes_approved_at !== null;
    const mayPutOff = this.rules.may(actor, 'build_agenda', 'Meeting', meetingRecord(meeting));
    return { meeting, topics, isSealed, mayPutOff, agencyKind: actor.agencyKind, known: vocabulary?.known ?? [] };
  }
}
