import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type CohortFormsModel, entryOf, inFormFields, type RefusalModel, refusalOf } from '../../cohort';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, formSubmission } from '../../platform/http';
import { meetingPaths } from '../paths';
import { DecideEntry } from './decide-entry';
import { sentAtMeeting } from './entry.form';
import { EntryPages } from './entry-pages';

const ENTRY = 'cohort/views/enter-cohort.njk';
const REFUSAL = 'cohort/views/refuse-entry.njk';

type Fields = Record<string, unknown>;

/** The forms of the cohort decision as part of a meeting: they lead there from the item, and back to it. */
@Controller('meetings/:id/items/:itemId')
@Roles('panel_member', 'panel_chair')
export class EntryController {
  constructor(
    private readonly pages: EntryPages,
    private readonly decideEntry: DecideEntry,
  ) {}

  @Get('cohort-entry')
  @Render(ENTRY)
  async entryForm(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('itemId') itemId: string,
  ): Promise<CohortFormsModel> {
    return this.pages.entry(actor, { meetingId, itemId });
  }

  @Post('cohort-entry')
  async enter(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('itemId') itemId: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    const address = { meetingId, itemId };
    await answerForm(response, {
      save: async () => {
        const { at, about } = sentAtMeeting(body, entryOf);
        return inFormFields(() => this.decideEntry.enter(actor, { ...address, ...at }, about, formSubmission(body)));
      },
      saved: () => meetingPaths.item(meetingId, itemId),
      notice: ({ isNobodyNamed }) =>
        isNobodyNamed
          ? 'Decided: they enter the cohort. Nobody is named on the case yet: name a lead professional and a plan owner next'
          : 'Decided: they enter the cohort',
      saysThoughGone: true,
      again: async () => ({ view: ENTRY, model: await this.pages.entry(actor, address, body) }),
    });
  }

  @Get('cohort-refusal')
  @Render(REFUSAL)
  async refusalForm(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('itemId') itemId: string,
  ): Promise<RefusalModel> {
    return this.pages.refusal(actor, { meetingId, itemId });
  }

  @Post('cohort-refusal')
  async refuse(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('itemId') itemId: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    const address = { meetingId, itemId };
    await answerForm(response, {
      save: async () => {
        const { at, about } = sentAtMeeting(body, refusalOf);
        return this.decideEntry.refuse(actor, { ...address, ...at }, about, formSubmission(body));
      },
      saved: () => meetingPaths.item(meetingId, itemId),
      notice: ({ staysVisible }) =>
        staysVisible
          ? 'Decided: they do not enter the cohort'
          : 'Decided: they do not enter the cohort. The record is not open to the panel any more',
      saysThoughGone: true,
      again: async ({ isStale }) => ({ view: REFUSAL, model: await this.pages.refusal(actor, address, body, isStale) }),
    });
  }
}
