import { Body, Controller, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CaseHeaders } from '../../individuals';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { passable, PassingOn } from '../passing-on';
import { notePaths } from '../paths';
import { PassingOnForm } from './passing-on.form';
import {
  type PassingOnListModel,
  type PassingOnModel,
  presentPassingOn,
  presentPassingOnList,
} from './present-passing-on';

const ONE = 'notes/views/passing-on.njk';

/** What an agency supplied, and whether it agrees that others pass it on. */
@Controller('individuals/:id/passing-on')
@Roles('manager')
export class PassingOnController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly passingOn: PassingOn,
  ) {}

  @Get()
  @Render('notes/views/passing-on-list.njk')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('cursor') cursor: unknown,
  ): Promise<PassingOnListModel> {
    const header = await this.headers.load(actor, id, 'passing_on.read');
    return presentPassingOnList(header, await this.passingOn.toBeAsked(actor, id, cursor), cursor === undefined);
  }

  @Get(':itemType/:suppliedId')
  @Render(ONE)
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('itemType') itemType: string,
    @Param('suppliedId') itemId: string,
  ): Promise<PassingOnModel> {
    return this.item(actor, id, itemType, itemId);
  }

  @Post(':itemType/:suppliedId')
  async agree(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Param('itemType') itemType: string,
    @Param('suppliedId') itemId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const agreement = { individualId, itemType: passable(itemType), itemId, ...checked(PassingOnForm, body) };
        return this.passingOn.agree(actor, agreement, formSubmission(body));
      },
      saved: () => notePaths.passingOn(individualId),
      notice: 'Your agency agreed that it may be passed on',
      again: async () => ({ view: ONE, model: await this.item(actor, individualId, itemType, itemId, body) }),
    });
  }

  private async item(
    actor: Actor,
    id: string,
    itemType: string,
    itemId: string,
    typed: Record<string, unknown> = {},
  ): Promise<PassingOnModel> {
    const header = await this.headers.load(actor, id, 'passing_on.read');
    return presentPassingOn(header, await this.passingOn.one(actor, id, itemType, itemId), typed);
  }
}
