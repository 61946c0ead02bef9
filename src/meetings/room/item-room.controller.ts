import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { CaseSheets } from '../case-sheets';
import { MeetingPages } from '../meeting-pages';
import { MoveItem } from '../move-item';
import { meetingPaths } from '../paths';
import { PageAgain } from '../web/page-again';
import { presentAgenda } from '../web/present-agenda';
import { AddEntry } from './add-entry';
import { Conflicts } from './conflicts';
import { type ConflictModel, presentConflict } from './present-conflict';
import { ConflictForm, EntryForm, movedTo, MoveForm } from './room.forms';

const CONFLICT = 'meetings/views/conflict.njk';

/** What is done with one case at a meeting beside deciding it. */
@Controller('meetings/:id/items/:itemId')
@Roles('panel_member', 'panel_chair')
export class ItemRoomController {
  constructor(
    private readonly sheets: CaseSheets,
    private readonly page: PageAgain,
    private readonly pages: MeetingPages,
    private readonly addEntry: AddEntry,
    private readonly conflicts: Conflicts,
    private readonly moveItem: MoveItem,
    private readonly clock: Clock,
  ) {}

  @Post('entries')
  async write(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('itemId') itemId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () =>
        this.addEntry.run(actor, { meetingId, itemId, ...checked(EntryForm, body) }, formSubmission(body)),
      saved: () => `${meetingPaths.item(meetingId, itemId)}#entry-heading`,
      notice: 'Written down',
      again: async () => this.page.item(actor, { meetingId, itemId }, body),
    });
  }

  @Get('conflict')
  @Render(CONFLICT)
  async conflictForm(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('itemId') itemId: string,
  ): Promise<ConflictModel> {
    return presentConflict(await this.sheets.load(actor, meetingId, itemId));
  }

  @Post('conflict')
  async declare(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('itemId') itemId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () =>
        this.conflicts.declare(actor, { meetingId, itemId, ...checked(ConflictForm, body) }, formSubmission(body)),
      saved: () => meetingPaths.meeting(meetingId),
      notice: 'Conflict of interest recorded',
      again: async () => ({
        view: CONFLICT,
        model: presentConflict(await this.sheets.load(actor, meetingId, itemId), body),
      }),
    });
  }

  @Post('place')
  async move(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('itemId') itemId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        // The button that was pressed says where to; what stood in the box of numbers then says nothing.
        const form = checked(MoveForm, body.to === undefined ? body : { ...body, place: undefined });
        const move = { meetingId, itemId, version: form.version, to: movedTo(form) };
        return this.moveItem.run(actor, move, formSubmission(body));
      },
      saved: () => `${meetingPaths.meeting(meetingId)}#agenda`,
      notice: 'Order of the agenda changed',
      again: async () => {
        const page = await this.pages.agendaToMake(actor, meetingId);
        const typed = { ...body, movedItem: itemId };
        const model = presentAgenda(page, this.clock.now(), typed);
        return { view: 'meetings/views/meeting.njk', model };
      },
    });
  }
}
