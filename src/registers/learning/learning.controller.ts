import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { NotAllowed } from '../../shared/errors';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { EntryFields } from '../entries/entry.fields';
import { registerPaths } from '../paths';
import { REGISTER_KEEPERS, REGISTER_OWNERS, REGISTER_READERS } from '../register-readers';
import { StrategyReads } from '../strategy/strategy-reads';
import { KeepLearning } from './keep-learning';
import { ChangeLearningForm, CloseLearningForm, LearningFields } from './learning.fields';
import { LearningReads } from './learning-reads';
import {
  type LearningFormModel,
  type LearningModel,
  type LearningsModel,
  presentLearning,
  presentLearningForm,
  presentLearnings,
} from './present-learning';

const FORM = 'registers/views/learning-form.njk';
const ONE = 'registers/views/learning-action.njk';
const DAYS = { publishedOn: 'The day it was published', dueOn: 'The day it is due' };

type Fields = Record<string, unknown>;

@Controller('learning')
@Roles(...REGISTER_READERS)
export class LearningController {
  constructor(
    private readonly reads: LearningReads,
    private readonly lines: StrategyReads,
    private readonly keep: KeepLearning,
  ) {}

  @Get()
  @Render('registers/views/learning.njk')
  async list(@CurrentActor() actor: Actor): Promise<LearningsModel> {
    return presentLearnings(await this.reads.all(actor), this.reads.mayAdd(actor));
  }

  @Get('new')
  @Roles(...REGISTER_KEEPERS)
  @Render(FORM)
  form(@CurrentActor() actor: Actor): Promise<LearningFormModel> {
    return this.newPage(actor, null);
  }

  @Post()
  @Roles(...REGISTER_KEEPERS)
  async add(@CurrentActor() actor: Actor, @Body() body: Fields, @Res() response: Response): Promise<void> {
    await answerForm(response, {
      save: async () => this.keep.add(actor, checkedWithDays(LearningFields, body, DAYS), formSubmission(body)),
      saved: ({ id }) => registerPaths.learningAction(id),
      notice: 'Recommendation added',
      again: async () => ({ view: FORM, model: await this.newPage(actor, body) }),
    });
  }

  @Get(':id')
  @Render(ONE)
  async one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<LearningModel> {
    return presentLearning(await this.reads.one(actor, id));
  }

  @Get(':id/change')
  @Roles(...REGISTER_KEEPERS)
  @Render(FORM)
  changeForm(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<LearningFormModel> {
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
        const change = { ...checkedWithDays(ChangeLearningForm, body, DAYS), id };
        return this.keep.change(actor, change, formSubmission(body));
      },
      saved: () => registerPaths.learningAction(id),
      notice: 'Recommendation saved',
      again: async () => ({ view: FORM, model: await this.changePage(actor, id, body) }),
    });
  }

  @Post(':id/entries')
  @Roles(...REGISTER_OWNERS)
  async addEntry(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const entry = checkedWithDays(EntryFields, body, { happenedOn: 'The day' });
        return this.keep.addEntry(actor, { ...entry, id }, formSubmission(body));
      },
      saved: () => registerPaths.learningAction(id),
      notice: 'Recorded',
      again: async () => ({ view: ONE, model: presentLearning(await this.reads.one(actor, id), body) }),
    });
  }

  @Post(':id/closure')
  @Roles(...REGISTER_KEEPERS)
  async close(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.keep.close(actor, { ...checked(CloseLearningForm, body), id }, formSubmission(body)),
      saved: () => registerPaths.learningAction(id),
      notice: 'Recommendation closed',
      again: async () => ({ view: ONE, model: presentLearning(await this.reads.one(actor, id), body) }),
    });
  }

  private async newPage(actor: Actor, body: Fields | null): Promise<LearningFormModel> {
    return presentLearningForm(actor, await this.lines.choices(actor), null, body);
  }

  private async changePage(actor: Actor, id: string, body: Fields | null): Promise<LearningFormModel> {
    const { learning, mayKeep } = await this.reads.one(actor, id);
    if (!mayKeep) throw new NotAllowed();
    return presentLearningForm(actor, await this.lines.choices(actor), learning, body);
  }
}
