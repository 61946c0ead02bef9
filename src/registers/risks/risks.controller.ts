import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { NotAllowed } from '../../shared/errors';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { registerPaths } from '../paths';
import { REGISTER_KEEPERS, REGISTER_OWNERS, REGISTER_READERS } from '../register-readers';
import { StrategyReads } from '../strategy/strategy-reads';
import { KeepRisk } from './keep-risk';
import {
  presentRisk,
  presentRiskForm,
  presentRisks,
  type RiskFormModel,
  type RiskModel,
  type RisksModel,
} from './present-risks';
import { ChangeRiskForm, CloseRiskForm, NewRiskFields, ScoreForm } from './risk.fields';
import { RiskReads } from './risk-reads';
import { ScoreRisk } from './score-risk';

const FORM = 'registers/views/risk-form.njk';
const ONE = 'registers/views/risk.njk';
const DAYS = { reviewDueOn: 'The next review' };

type Fields = Record<string, unknown>;

@Controller('risk-register')
@Roles(...REGISTER_READERS)
export class RisksController {
  constructor(
    private readonly reads: RiskReads,
    private readonly lines: StrategyReads,
    private readonly keep: KeepRisk,
    private readonly scoreRisk: ScoreRisk,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Render('registers/views/risks.njk')
  async list(@CurrentActor() actor: Actor): Promise<RisksModel> {
    return presentRisks(await this.reads.all(actor), this.reads.mayAdd(actor));
  }

  @Get('new')
  @Roles(...REGISTER_KEEPERS)
  @Render(FORM)
  form(@CurrentActor() actor: Actor): Promise<RiskFormModel> {
    return this.newPage(actor, null);
  }

  @Post()
  @Roles(...REGISTER_KEEPERS)
  async add(@CurrentActor() actor: Actor, @Body() body: Fields, @Res() response: Response): Promise<void> {
    await answerForm(response, {
      save: async () => this.keep.add(actor, checkedWithDays(NewRiskFields, body, DAYS), formSubmission(body)),
      saved: ({ id }) => registerPaths.risk(id),
      notice: 'Risk added',
      again: async () => ({ view: FORM, model: await this.newPage(actor, body) }),
    });
  }

  @Get(':id')
  @Render(ONE)
  async one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RiskModel> {
    return presentRisk(await this.reads.one(actor, id), this.clock.today());
  }

  @Get(':id/change')
  @Roles(...REGISTER_KEEPERS)
  @Render(FORM)
  changeForm(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RiskFormModel> {
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
        const change = { ...checkedWithDays(ChangeRiskForm, body, DAYS), id };
        return this.keep.change(actor, change, formSubmission(body));
      },
      saved: () => registerPaths.risk(id),
      notice: 'Risk saved',
      again: async () => ({ view: FORM, model: await this.changePage(actor, id, body) }),
    });
  }

  @Post(':id/scores')
  @Roles(...REGISTER_OWNERS)
  async score(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const score = { ...checkedWithDays(ScoreForm, body, DAYS), id };
        return this.scoreRisk.run(actor, score, formSubmission(body));
      },
      saved: () => registerPaths.risk(id),
      notice: 'Review of the risk recorded',
      again: async () => ({
        view: ONE,
        model: presentRisk(await this.reads.one(actor, id), this.clock.today(), body),
      }),
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
      save: async () => this.keep.close(actor, { ...checked(CloseRiskForm, body), id }, formSubmission(body)),
      saved: () => registerPaths.risk(id),
      notice: 'Risk closed',
      again: async () => ({
        view: ONE,
        model: presentRisk(await this.reads.one(actor, id), this.clock.today(), body),
      }),
    });
  }

  private async newPage(actor: Actor, body: Fields | null): Promise<RiskFormModel> {
    return presentRiskForm(actor, await this.lines.choices(actor), null, body);
  }

  private async changePage(actor: Actor, id: string, body: Fields | null): Promise<RiskFormModel> {
    const { risk, mayKeep } = await this.reads.one(actor, id);
    if (!mayKeep) throw new NotAllowed();
    return presentRiskForm(actor, await this.lines.choices(actor), risk, body);
  }
}
