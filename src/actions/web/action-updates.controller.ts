import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { actionPaths } from '../paths';
import { UpdateAction } from '../update-action';
import { ActionPage } from './action-page';
import { ActionUpdateForm } from './action-update.form';

/** Where an owner says how their action goes. */
@Controller('actions/:id/updates')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class ActionUpdatesController {
  constructor(
    private readonly onePage: ActionPage,
    private readonly updateAction: UpdateAction,
  ) {}

  @Post()
  async update(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.updateAction.run(actor, { id, ...checked(ActionUpdateForm, body) }, formSubmission(body)),
      saved: () => actionPaths.one(id),
      notice: 'How it goes is saved',
      again: async () => ({ view: 'actions/views/action.njk', model: await this.onePage.model(actor, id, body) }),
    });
  }
}
