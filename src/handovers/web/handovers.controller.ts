import { Body, Controller, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, formSubmission } from '../../platform/http';
import { handoverPaths } from '../paths';
import { PrepareHandover } from '../prepare-handover';
import { scopeOf } from './handover-fields';
import { HandoverPages } from './handover-pages';
import type { CasesToTickModel, HandoverModel } from './present-handover';
import type { HandoversModel } from './present-handovers';

const LIST = 'handovers/views/handovers.njk';
const CASES = 'handovers/views/cases.njk';

/** What is held by somebody who is gone, and where a handover begins. */
@Controller('handovers')
@Roles('manager', 'panel_chair')
export class HandoversController {
  constructor(
    private readonly pages: HandoverPages,
    private readonly prepare: PrepareHandover,
  ) {}

  @Get()
  @Render(LIST)
  list(@CurrentActor() actor: Actor, @Query('cursor') cursor?: unknown): Promise<HandoversModel> {
    return this.pages.list(actor, cursor);
  }

  @Get('cases')
  @Render(CASES)
  cases(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<CasesToTickModel> {
    return this.pages.cases(actor, query);
  }

  @Post()
  async open(
    @CurrentActor() actor: Actor,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const scope = scopeOf(body);
    await answerForm(response, {
      save: () => this.prepare.run(actor, scope, formSubmission(body)),
      saved: ({ id }) => handoverPaths.choices(id),
      again: async () =>
        'fromUserId' in scope
          ? { view: LIST, model: await this.pages.list(actor, undefined, scope.fromUserId) }
          : {
              view: CASES,
              model: await this.pages.cases(actor, {}, 'individualIds' in scope ? scope.individualIds : []),
            },
    });
  }

  @Get(':id')
  @Render('handovers/views/handover.njk')
  one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<HandoverModel> {
    return this.pages.one(actor, id);
  }
}
