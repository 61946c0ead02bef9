import { Controller, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRules, type Actor, CurrentActor, hasRole, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { sessionSaved } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { NotFound } from '../../shared/errors';
import { AskForRefresh } from '../ask-for-refresh';
import { quarterOf } from '../domain/quarter';
import { Figures } from '../figures';
import { MEASURES_OF_YEAR } from '../groups/group-comparison';
import { newestNotices, type NoticedRow } from '../groups/groups.queries';
import { FIGURE_READERS } from '../figures.policy';
import { MOST_LISTED, type UnitRow, unitsBehind } from '../indicators.queries';
import { figurePaths } from '../paths';
import { figureReader } from '../reader-of-figures';
import { cellListed, listAsked } from './list-asked';
import { type DashboardModel, presentDashboard } from './present-dashboard';
import { type FigureListModel, presentFigureList } from './present-figure-list';
import { type IndicatorModel, presentIndicator } from './present-indicator';

/** Figures: how the partnership does, for those who steer it. They name nobody; the list behind one is for those who may see names. */
@Controller('figures')
@Roles(...FIGURE_READERS)
export class FiguresController {
  constructor(
    private readonly figures: Figures,
    private readonly reader: Reader,
    private readonly rules: AccessRules,
    private readonly askForRefresh: AskForRefresh,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Render('indicators/views/dashboard.njk')
  async dashboard(@CurrentActor() actor: Actor): Promise<DashboardModel> {
    const rules = await this.figures.smallNumbers(actor);
    const figures = await this.figures.all(actor);
    const maySeeRule = hasRole(actor, 'governance', 'analyst', 'panel_chair');
    return presentDashboard({
      actor,
      figures,
      today: this.clock.today(),
      reader: figureReader(actor, rules),
      maySeeRule,
      noticed: maySeeRule
        ? await this.reader.one<NoticedRow>(actor, undefined, newestNotices(MEASURES_OF_YEAR))
        : undefined,
    });
  }

  /** Asks for fresh figures; the worker makes them. */
  @Post('refresh')
  async refresh(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    await this.askForRefresh.run(actor);
    response.req.session.notice = 'Fresh figures are asked for. Open this page again in a minute.';
    await sessionSaved(response);
    response.redirect(303, figurePaths.all);
  }

  @Get(':code')
  @Render('indicators/views/indicator.njk')
  async indicator(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<IndicatorModel> {
    const one = await this.figures.one(actor, code);
    const rules = await this.figures.smallNumbers(actor);
    const ask = (act: string): boolean => this.rules.may(actor, act, 'Indicator', { heldBy: one.definition.held_by });
    return presentIndicator({
      one,
      reader: figureReader(actor, rules),
      agencies: await this.agencies(actor),
      today: this.clock.today(),
      may: { supply: ask('supply'), revise: ask('revise'), correct: ask('correct') },
      ownAgencyId: hasRole(actor, 'panel_chair') ? undefined : hasRole(actor, 'manager') ? actor.agencyId : undefined,
    });
  }

  @Get(':code/list')
  @Roles('panel_chair', 'manager')
  @Render('indicators/views/figure-list.njk')
  async list(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Query() asked: Record<string, unknown>,
  ): Promise<FigureListModel> {
    const one = await this.figures.one(actor, code);
    const { definition } = one;
    if (definition.rule === null) throw new NotFound();
    const today = this.clock.today();
    const list = listAsked(actor, asked, today);
    const rows = await this.reader.many<UnitRow>(
      actor,
      { act: 'figure_list.read', subjectType: 'indicator', subjectId: definition.id },
      unitsBehind({ rule: definition.rule, from: quarterOf(list.until).from, ...list }),
    );
    const isToday = list.until === today;
    return presentFigureList({
      definition,
      list,
      isToday,
      rows: rows.slice(0, MOST_LISTED),
      hasMore: rows.length > MOST_LISTED,
      cell: cellListed(one, list, isToday ? null : list.until),
      agencies: await this.agencies(actor),
    });
  }

  private async agencies(actor: Actor): Promise<Record<string, string>> {
    const rows = await this.reader.many<{ id: string; name: string }>(actor, undefined, {
      name: 'agency-names',
      text: 'SELECT id, name FROM agencies',
    });
    return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
  }
}
