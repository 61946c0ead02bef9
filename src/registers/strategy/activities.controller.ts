import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, formSubmission } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { NotAllowed } from '../../shared/errors';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { registerPaths } from '../paths';
import { REGISTER_KEEPERS, REGISTER_OWNERS, REGISTER_READERS } from '../register-readers';
import { KeepActivity } from './keep-activity';
import {
  type ActivityFormModel,
  type ActivityModel,
  presentActivity,
  presentActivityForm,
  presentProgressForm,
  type ProgressFormModel,
} from './present-strategy';
import { RecordProgress } from './record-progress';
import { StrategyReads } from './strategy-reads';
import { ChangeActivityForm, NewActivityForm, ProgressForm } from './strategy.forms';

const FORM = 'registers/views/activity-form.njk';
const PROGRESS = 'registers/views/progress.njk';
const DAYS = { startsOn: 'The day it starts', targetOn: 'The target date' };

type Fields = Record<string, unknown>;

@Controller('strategy-plan/activities')
@Roles(...REGISTER_READERS)
export class ActivitiesController {
  constructor(
    private readonly reads: StrategyReads,
    private readonly keep: KeepActivity,
    private readonly recordProgress: RecordProgress,
    private readonly clock: Clock,
  ) {}

  @Get('new')
  @Roles(...REGISTER_KEEPERS)
  @Render(FORM)
  form(@CurrentActor() actor: Actor): Promise<ActivityFormModel> {
    return this.newPage(actor, null);
  }

  @Post()
  @Roles(...REGISTER_KEEPERS)
  async add(@CurrentActor() actor: Actor, @Body() body: Fields, @Res() response: Response): Promise<void> {
    await answerForm(response, {
      save: async () => this.keep.add(actor, checkedWithDays(NewActivityForm, body, DAYS), formSubmission(body)),
      saved: ({ id }) => registerPaths.activity(id),
      notice: 'Activity added',
      again: async () => ({ view: FORM, model: await this.newPage(actor, body) }),
    });
  }

  @Get(':id')
  @Render('registers/views/activity.njk')
  async one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ActivityModel> {
    return presentActivity(await this.reads.activity(actor, id), this.clock.today());
  }

  @Get(':id/change')
  @Roles(...REGISTER_KEEPERS)
  @Render(FORM)
  changeForm(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ActivityFormModel> {
    return this.changePage(actor, id, null);
  }

  @Post(':id/change')
  @Roles(...REGISTER_KEEPERS)
  async change(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const change = { ...checkedWithDays(ChangeActivityForm, body, DAYS), id };
        return this.keep.change(actor, change, formSubmission(body));
      },
      saved: () => registerPaths.activity(id),
      notice: 'Activity saved',
      again: async () => ({ view: FORM, model: await this.changePage(actor, id, body) }),
    });
  }

  @Get(':id/progress')
  @Roles(...REGISTER_OWNERS)
  @Render(PROGRESS)
  progressForm(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ProgressFormModel> {
    return this.progressPage(actor, id, null);
  }

  @Post(':id/progress')
  @Roles(...REGISTER_OWNERS)
  async progress(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const progress = checkedWithDays(ProgressForm, body, { evidenceOn: 'The day of the evidence' });
        return this.recordProgress.run(actor, { ...progress, id }, formSubmission(body));
      },
      saved: () => registerPaths.activity(id),
      notice: 'Progress recorded',
      again: async () => ({ view: PROGRESS, model: await this.progressPage(actor, id, body) }),
    });
  }

  private async newPage(actor: Actor, body: Fields | null): Promise<ActivityFormModel> {
    return presentActivityForm(actor, await this.reads.choices(actor), null, body);
  }

  private async changePage(actor: Actor, id: string, body: Fields | null): Promise<ActivityFormModel> {
    const { activity, mayKeep } = await this.reads.activity(actor, id);
    if (!mayKeep) throw new NotAllowed();
    return presentActivityForm(actor, await this.reads.choices(actor), activity, body);
  }

  private async progressPage(actor: Actor, id: string, body: Fields | null): Promise<ProgressFormModel> {
    const one = await this.reads.activity(actor, id);
    if (!one.maySayProgress) throw new NotAllowed();
    return presentProgressForm(one, this.clock.today(), body);
  }
}
