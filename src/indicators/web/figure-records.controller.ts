import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { addDays } from '../../shared/day';
import { NotAllowed } from '../../shared/errors';
import type { TypedFields } from '../../web/page-model';
import { quarterOf } from '../domain/quarter';
import { Figures } from '../figures';
import { FIGURE_READERS } from '../figures.policy';
import { figurePaths } from '../paths';
import { ReviseIndicator } from '../revise-indicator';
import { SetSmallNumberRule } from '../set-small-number-rule';
import { SupplyFigure } from '../supply-figure';
import { DefinitionForm, SmallNumberForm, SupplyForm } from './figure.forms';
import {
  type DefinitionModel,
  presentDefinition,
  presentSmallNumbers,
  presentSupply,
  type SmallNumbersModel,
  type SupplyModel,
} from './present-figure-forms';

/** What people write about figures: a supplied value, a correction, a definition, and the rule for small numbers. */
@Controller('figures')
@Roles(...FIGURE_READERS)
export class FigureRecordsController {
  constructor(
    private readonly figures: Figures,
    private readonly rules: AccessRules,
    private readonly supplyFigure: SupplyFigure,
    private readonly reviseIndicator: ReviseIndicator,
    private readonly setRule: SetSmallNumberRule,
    private readonly clock: Clock,
  ) {}

  @Get('small-numbers')
  @Roles('analyst', 'governance', 'panel_chair')
  @Render('indicators/views/small-numbers.njk')
  smallNumbers(@CurrentActor() actor: Actor): Promise<SmallNumbersModel> {
    return this.smallNumbersModel(actor, {});
  }

  @Post('small-numbers')
  @Roles('governance')
  setSmallNumbers(
    @CurrentActor() actor: Actor,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    return answerForm(response, {
      save: async () => {
        const form = checked(SmallNumberForm, body);
        const rule = {
          mode: form.mode,
          threshold: Number(form.threshold),
          base: Number(form.base),
          isZeroSmall: form.isZeroSmall === 'yes',
          leastForShare: Number(form.leastForShare),
        };
        return this.setRule.run(actor, { rule, reason: form.reason }, formSubmission(body));
      },
      saved: () => figurePaths.smallNumbers,
      notice: 'Rule for small numbers set',
      again: async () => ({
        view: 'indicators/views/small-numbers.njk',
        model: await this.smallNumbersModel(actor, body),
      }),
    });
  }

  @Get(':code/values')
  @Roles('analyst', 'panel_chair', 'manager')
  @Render('indicators/views/supply.njk')
  values(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<SupplyModel> {
    return this.supplyModel(actor, code, {});
  }

  @Post(':code/values')
  @Roles('analyst', 'panel_chair', 'manager')
  supply(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    return answerForm(response, {
      save: async () => {
        const { until, hasData, met, total, note } = checked(SupplyForm, body);
        const figures = { ...(met ? { met: Number(met) } : {}), ...(total ? { total: Number(total) } : {}) };
        return this.supplyFigure.run(
          actor,
          { code, until, hasData: hasData === 'yes', note: note ?? '', ...figures },
          formSubmission(body),
        );
      },
      saved: () => figurePaths.one(code),
      notice: ({ number }) => (number === 1 ? 'Figure recorded' : 'Correction recorded beside the figure'),
      again: async () => ({ view: 'indicators/views/supply.njk', model: await this.supplyModel(actor, code, body) }),
    });
  }

  @Get(':code/definition')
  @Roles('analyst', 'panel_chair')
  @Render('indicators/views/definition.njk')
  definition(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<DefinitionModel> {
    return this.definitionModel(actor, code);
  }

  @Post(':code/definition')
  @Roles('analyst', 'panel_chair')
  revise(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    return answerForm(response, {
      save: async () => {
        const form = checked(DefinitionForm, body);
        const { name, owner, source } = form;
        const numbers = {
          number: Number(form.version),
          target: form.target ? Number(form.target) : null,
          amberWithin: Number(form.amberWithin),
        };
        return this.reviseIndicator.run(
          actor,
          { code, name, owner, source, baseline: form.baseline ?? '', ...numbers },
          formSubmission(body),
        );
      },
      saved: () => figurePaths.one(code),
      notice: 'Definition changed from today',
      again: async () => ({
        view: 'indicators/views/definition.njk',
        model: await this.definitionModel(actor, code, body),
      }),
    });
  }

  private async smallNumbersModel(actor: Actor, typed: TypedFields<keyof SmallNumberForm>): Promise<SmallNumbersModel> {
    const rules = await this.figures.smallNumbers(actor);
    return presentSmallNumbers({
      rules,
      nextFrom: addDays(quarterOf(this.clock.today()).until, 1),
      maySet: this.rules.may(actor, 'set', 'SmallNumberRule', {}),
      typed,
    });
  }

  private async supplyModel(actor: Actor, code: string, typed: TypedFields<keyof SupplyForm>): Promise<SupplyModel> {
    const { definition, quarters } = await this.figures.one(actor, code);
    const act = definition.kind === 'computed' ? 'correct' : 'supply';
    if (!this.rules.may(actor, act, 'Indicator', { heldBy: definition.held_by })) throw new NotAllowed();
    return presentSupply({ definition, quarters, today: this.clock.today(), isCorrection: act === 'correct', typed });
  }

  private async definitionModel(
    actor: Actor,
    code: string,
    typed?: TypedFields<keyof DefinitionForm>,
  ): Promise<DefinitionModel> {
    const { definition } = await this.figures.one(actor, code);
    return presentDefinition(definition, typed);
  }
}
