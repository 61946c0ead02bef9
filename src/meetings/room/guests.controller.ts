import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { meetingPaths } from '../paths';
import { PageAgain } from '../web/page-again';
import { VersionForm } from '../web/version.form';
import { Guests } from './guests';
import { GuestForm, newGuestOf } from './guests.forms';

/** Who else is in the room, beside those with a seat. */
@Controller('meetings/:id/guests')
@Roles('panel_member', 'panel_chair')
export class GuestsController {
  constructor(
    private readonly page: PageAgain,
    private readonly guests: Guests,
  ) {}

  @Post()
  async add(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () =>
        this.guests.add(actor, { meetingId, ...newGuestOf(checked(GuestForm, body)) }, formSubmission(body)),
      saved: () => `${meetingPaths.room(meetingId)}#guests-heading`,
      notice: 'Guest written down',
      again: async () => this.page.room(actor, meetingId, body),
    });
  }

  @Post(':guestId/removal')
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('guestId') guestId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { version } = checked(VersionForm, body);
        return this.guests.remove(actor, { meetingId, guestId, version }, formSubmission(body));
      },
      saved: () => `${meetingPaths.room(meetingId)}#guests-heading`,
      notice: 'Guest taken off',
      again: async () => this.page.room(actor, meetingId, {}),
    });
  }

  @Post(':guestId/statement')
  async hear(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('guestId') guestId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { version } = checked(VersionForm, body);
        return this.guests.hear(actor, { meetingId, guestId, version }, formSubmission(body));
      },
      saved: () => `${meetingPaths.room(meetingId)}#guests-heading`,
      notice: 'Written down: the guest heard the statement',
      again: async () => this.page.room(actor, meetingId, {}),
    });
  }
}
