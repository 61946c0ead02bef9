import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, hasRole, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { NotAllowed } from '../../shared/errors';
import { AddPanel } from './add-panel';
import { ChangePanel } from './change-panel';
import { PanelPages } from './panel-pages';
import { NewPanelForm, PanelForm, SeatForm } from './panel.forms';
import { panelPaths } from './paths';
import {
  type NewPanelModel,
  type PanelModel,
  type PanelRulesModel,
  type PanelsModel,
  presentNewPanel,
  presentPanel,
  presentPanels,
  presentRules,
} from './present-panels';
import { Seats } from './seats';

const PANEL = 'meetings/views/panel.njk';
const NEW = 'meetings/views/new-panel.njk';
const RULES = 'meetings/views/panel-rules.njk';

@Controller('panels')
@Roles('panel_member', 'panel_chair')
export class PanelsController {
  constructor(
    private readonly pages: PanelPages,
    private readonly addPanel: AddPanel,
    private readonly changePanel: ChangePanel,
    private readonly seats: Seats,
  ) {}

  @Get()
  @Render('meetings/views/panels.njk')
  async list(@CurrentActor() actor: Actor): Promise<PanelsModel> {
    return presentPanels(await this.pages.list(actor), hasRole(actor, 'panel_chair'));
  }

  @Get('new')
  @Roles('panel_chair')
  @Render(NEW)
  form(): NewPanelModel {
    return presentNewPanel();
  }

  @Post()
  @Roles('panel_chair')
  async add(
    @CurrentActor() actor: Actor,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.addPanel.run(actor, checked(NewPanelForm, body), formSubmission(body)),
      saved: ({ id }) => panelPaths.rules(id),
      notice: 'Panel added. Now say by which rules it works',
      again: async () => ({ view: NEW, model: presentNewPanel(body) }),
    });
  }

  @Get(':id')
  @Render(PANEL)
  async one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PanelModel> {
    return presentPanel(await this.pages.one(actor, id));
  }

  @Get(':id/rules')
  @Roles('panel_chair')
  @Render(RULES)
  async rules(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PanelRulesModel> {
    const page = await this.pages.one(actor, id);
    if (!page.mayChange) throw new NotAllowed();
    return presentRules(page, null);
  }

  @Post(':id/rules')
  @Roles('panel_chair')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id') panelId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.changePanel.run(actor, { panelId, ...checked(PanelForm, body) }, formSubmission(body)),
      saved: () => panelPaths.panel(panelId),
      notice: 'Rules of the panel saved',
      again: async () => ({ view: RULES, model: presentRules(await this.pages.one(actor, panelId), body) }),
    });
  }

  @Post(':id/seats')
  @Roles('panel_chair')
  async seat(
    @CurrentActor() actor: Actor,
    @Param('id') panelId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { userId, isDeputy = false } = checked(SeatForm, body);
        return this.seats.give(actor, { panelId, userId, isDeputy }, formSubmission(body));
      },
      saved: () => panelPaths.panel(panelId),
      notice: 'Seat given',
      again: async () => ({ view: PANEL, model: presentPanel(await this.pages.one(actor, panelId), body) }),
    });
  }

  @Post(':id/seats/:seatId/ending')
  @Roles('panel_chair')
  async endSeat(
    @CurrentActor() actor: Actor,
    @Param('id') panelId: string,
    @Param('seatId') seatId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.seats.end(actor, { panelId, seatId }, formSubmission(body)),
      saved: () => panelPaths.panel(panelId),
      notice: 'Seat ended',
      again: async () => ({ view: PANEL, model: presentPanel(await this.pages.one(actor, panelId)) }),
    });
  }
}
