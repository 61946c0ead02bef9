import { Body, Controller, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, decodeCursor, formSubmission, pageOf } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { BuildAgenda } from '../build-agenda';
import { MeetingPages } from '../meeting-pages';
import { meetingPaths } from '../paths';
import { PanelPages } from '../panels/panel-pages';
import { PlanMeeting } from '../plan-meeting';
import { PlanMeetingForm } from './plan-meeting.form';
import { type AgendaModel, presentAgenda } from './present-agenda';
import { type DecisionsModel, presentDecisions } from './present-decisions';
import { type NewMeetingModel, type MeetingsModel, presentMeetings, presentNewMeeting } from './present-meetings';

const MEETING = 'meetings/views/meeting.njk';
const NEW = 'meetings/views/plan-meeting.njk';

@Controller('meetings')
@Roles('panel_member', 'panel_chair')
export class MeetingsController {
  constructor(
    private readonly pages: MeetingPages,
    private readonly planMeeting: PlanMeeting,
    private readonly buildAgenda: BuildAgenda,
    private readonly rules: AccessRules,
    private readonly panels: PanelPages,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Render('meetings/views/meetings.njk')
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<MeetingsModel> {
    const after = decodeCursor(typeof cursor === 'string' ? cursor : undefined, 2);
    const { planned, cancelled, past, waiting, mine } = await this.pages.diary(actor, after);
    return presentMeetings({
      planned,
      cancelled,
      past: pageOf(past, (row) => [row.held_on, row.id]),
      isFirst: after === undefined,
      waiting,
      mine,
      canPlan: this.rules.may(actor, 'plan', 'Meeting', { accessKeys: actor.accessKeys }),
      today: this.clock.today(),
    });
  }

  @Get('new')
  @Roles('panel_chair')
  @Render(NEW)
  async form(@CurrentActor() actor: Actor): Promise<NewMeetingModel> {
    return presentNewMeeting({}, await this.panels.list(actor));
  }

  @Post()
  @Roles('panel_chair')
  async plan(
    @CurrentActor() actor: Actor,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const form = checkedWithDays(PlanMeetingForm, body, { heldOn: 'Date of the meeting' });
        return this.planMeeting.run(actor, form, formSubmission(body));
      },
      saved: ({ id }) => meetingPaths.meeting(id),
      notice: 'Meeting planned and agenda made',
      again: async () => ({ view: NEW, model: presentNewMeeting(body, await this.panels.list(actor)) }),
    });
  }

  @Get(':id')
  @Render(MEETING)
  async meeting(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<AgendaModel> {
    return presentAgenda(await this.pages.agendaToMake(actor, id), this.clock.now());
  }

  @Post(':id/agenda')
  async build(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.buildAgenda.run(actor, { meetingId }, formSubmission(body)),
      saved: () => meetingPaths.meeting(meetingId),
      notice: 'The agenda is up to date',
      again: async () => ({ view: MEETING, model: await this.meeting(actor, meetingId) }),
    });
  }

  @Get(':id/decisions')
  @Render('meetings/views/decisions.njk')
  async decisions(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<DecisionsModel> {
    const { meeting, agenda, actions } = await this.pages.decisions(actor, id);
    return presentDecisions(meeting, agenda, actions, this.clock.today());
  }
}
