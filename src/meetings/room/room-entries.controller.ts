import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { onlyWatching } from '../../platform/auth';
import { presentRoomEntries } from './present-entries';
import { RoomEntries } from './room-entries';

/** The part of a case's page that changes while the page stands open. */
@Controller('meetings/:id/items/:itemId')
@Roles('panel_member', 'panel_chair')
export class RoomEntriesController {
  constructor(private readonly entries: RoomEntries) {}

  /** For the page that stands open: what others wrote down meanwhile. Watching is no use of a session, so it ends all the same. */
  @Get('entries')
  async since(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('itemId') itemId: string,
    @Query('seen') seen: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    onlyWatching(request);
    const all = await this.entries.since(actor, { meetingId, itemId }, Number(seen) || 0);
    if (all === undefined) response.status(204).end();
    else response.render('meetings/views/entries.njk', { entries: presentRoomEntries(all) });
  }
}
