import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, formSubmission } from '../../platform/http';
import { ChooseOwners } from '../choose-owners';
import { ConfirmHandover } from '../confirm-handover';
import { HandoverPreviews } from '../handover-previews';
import { handoverPaths } from '../paths';
import { UndoHandover } from '../undo-handover';
import { choicesOf, versionOf, withoutOf } from './handover-fields';
import { HandoverPages } from './handover-pages';
import { type CheckModel, presentCheck } from './present-check';
import { type ChoicesModel, presentChoices } from './present-choices';

const CHOICES = 'handovers/views/choices.njk';
const CHECK = 'handovers/views/check.njk';

/** The guided step: choose, check, confirm; and undo. */
@Controller('handovers/:id')
@Roles('manager', 'panel_chair')
export class HandoverStepsController {
  constructor(
    private readonly previews: HandoverPreviews,
    private readonly pages: HandoverPages,
    private readonly chooseOwners: ChooseOwners,
    private readonly confirmHandover: ConfirmHandover,
    private readonly undoHandover: UndoHandover,
  ) {}

  @Get('choices')
  @Render(CHOICES)
  async choices(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ChoicesModel> {
    return presentChoices(await this.previews.load(actor, id));
  }

  @Post('choices')
  async choose(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.chooseOwners.run(actor, choicesOf(id, body), formSubmission(body)),
      saved: () => handoverPaths.check(id),
      again: async () => ({ view: CHOICES, model: presentChoices(await this.previews.load(actor, id), body) }),
    });
  }

  @Get('check')
  @Render(CHECK)
  async check(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CheckModel> {
    return presentCheck(await this.previews.load(actor, id));
  }

  @Post('confirmation')
  async confirm(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () =>
        this.confirmHandover.run(
          actor,
          { id, version: versionOf(body), without: withoutOf(body) },
          formSubmission(body),
        ),
      saved: () => handoverPaths.one(id),
      notice: 'Handed over. The old and the new holders are told once each.',
      again: async () => ({ view: CHECK, model: presentCheck(await this.previews.load(actor, id)) }),
    });
  }

  @Post('undoing')
  async undo(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.undoHandover.run(actor, { id, version: versionOf(body) }, formSubmission(body)),
      saved: () => handoverPaths.one(id),
      notice: 'Handover undone',
      again: async () => ({ view: 'handovers/views/handover.njk', model: await this.pages.one(actor, id) }),
    });
  }
}
