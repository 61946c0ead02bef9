import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { DeferItem } from '../defer-item';
import { meetingPaths } from '../paths';
import { PutBack } from '../put-back';
import { PageAgain } from '../web/page-again';
import { VersionForm } from '../web/version.form';
import { DeferralForm } from './room.forms';

/** Puts a case off to the next meeting, and back on the agenda of this one. */
@Controller('meetings/:id/items/:itemId')
@Roles('panel_member', 'panel_chair')
export class DeferralController {
  constructor(
    private readonly page: PageAgain,
    private readonly deferItem: DeferItem,
    private readonly putBack: PutBack,
  ) {}

  @Post('deferral')
  async putOff(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('itemId') itemId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () =>
        this.deferItem.run(actor, { meetingId, itemId, ...checked(DeferralForm, body) }, formSubmission(body)),
      saved: () => meetingPaths.meeting(meetingId),
      notice: 'Put off to the next meeting',
      again: async () => this.page.item(actor, { meetingId, itemId }, body),
    });
  }

  @Post('return-to-agenda')
  async returnToAgenda(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('itemId') itemId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { version } = checked(VersionForm, body);
        return this.putBack.run(actor, { meetingId, itemId, version }, formSubmission(body));
      },
      saved: () => `${meetingPaths.meeting(meetingId)}#agenda`,
      notice: 'Back on the agenda',
      again: async () => this.page.item(actor, { meetingId, itemId }, {}),
    });
  }
}
