import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { meetingPaths } from '../paths';
import { VersionForm } from '../web/version.form';
import { Guests } from './guests';
import { GuestForm, newGuestOf } from './guests.forms';
import { presentRoom } from './present-room';
import { RoomPages } from './room-pages';

const ROOM = 'meetings/views/room.njk';

/** Who else is in the room, beside those with a seat. */
@Controller('meetings/:id/guests')
@Roles('panel_member', 'panel_chair')
export class GuestsController {
  constructor(
    private readonly pages: RoomPages,
    private readonly guests: Guests,
    private readonly clock: Clock,
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
      again: async () => this.again(actor, meetingId, body),
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
      again: async () => this.again(actor, meetingId, {}),
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
      again: async () => this.again(actor, meetingId, {}),
    });
  }

  private async again(actor: Actor, meetingId: string, body: Record<string, unknown>) {
    return { view: ROOM, model: presentRoom(await this.pages.load(actor, meetingId), this.clock.now(), body) };
  }
}
