import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { type Day, dayInWords } from '../../shared/day';
import { movedWords } from '../../reviews';
import { Conflict, Invalid, NotFound } from '../../shared/errors';
import { WorkingDaysAsKnown } from '../../shared/working-days';
import { AddItem } from '../add-item';
import { CaseSheets } from '../case-sheets';
import { DecideItem } from '../decide-item';
import { ItemPages } from '../item-pages';
import { MeetingPages } from '../meeting-pages';
import type { RecordedDecision } from '../panel-decision';
import { meetingPaths } from '../paths';
import { AddItemForm } from './add-item.form';
import { alsoWrong, dayOf } from './also-wrong';
import { decisionOf, fieldsOfPage, unnamed } from './decide-item.form';
import { isToDecide } from '../is-to-decide';
import { presentAgenda } from './present-agenda';
import { presentCasePage } from './present-case-page';
import { presentLeftItem } from './present-left-item';

const CASE = 'meetings/views/case-sheet.njk';
const LEFT = 'meetings/views/left-item.njk';

class CaseWasClosed extends Conflict {
  constructor(number: number) {
    super(
      `Somebody else recorded the decision on item ${number} first, and it closed the case: the panel does not see it any more. What you sent was not saved.`,
    );
  }
}

@Controller('meetings/:id/items')
@Roles('panel_member', 'panel_chair')
export class MeetingItemsController {
  constructor(
    private readonly pages: MeetingPages,
    private readonly sheets: CaseSheets,
    private readonly items: ItemPages,
    private readonly addItem: AddItem,
    private readonly decideItem: DecideItem,
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
      save: async () => this.addItem.run(actor, { meetingId, ...checked(AddItemForm, body) }, formSubmission(body)),
      saved: () => meetingPaths.meeting(meetingId),
      notice: 'Case added to the agenda',
      again: async () => {
        const page = await this.pages.agendaToMake(actor, meetingId);
        const model = presentAgenda(page, this.clock.now(), body);
        return { view: 'meetings/views/meeting.njk', model };
      },
    });
  }

  /** Of who has left the cohort since: the panel's own item, without the record. */
  @Get(':itemId')
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('itemId') itemId: string,
    @Query('change') change: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const { sheet, left } = await this.items.load(actor, id, itemId);
    if (left) response.render(LEFT, presentLeftItem(left, this.clock.today()));
    else response.render(CASE, presentCasePage(sheet, this.clock.now(), {}, { isChanging: change === 'decision' }));
  }

  @Post(':itemId/decision')
  async decide(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('itemId') itemId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const isChanging = 'changeReason' in body;
    await answerForm(response, {
      save: async () => {
        const recorded = await this.record(actor, { meetingId, itemId }, body);
        return { recorded, ...(await this.after(actor, meetingId, itemId)) };
      },
      saved: ({ recorded, number, nextHref }) => {
        response.req.session.notice = noticeOf(number, recorded, { isChanging, chosenOn: dayOf(body, 'nextDueOn') });
        // Who changed one came from its page.
        return isChanging ? meetingPaths.item(meetingId, itemId) : nextHref;
      },
      saysThoughGone: true,
      again: async ({ isStale }) => {
        const sheet = await this.sheets.load(actor, meetingId, itemId);
        // Decided, put off or over meanwhile: no form stands there any more, and what was typed is shown beside what is.
        const { status, meeting_status: ofMeeting } = sheet.item;
        const isOpen = status === (isChanging ? 'decided' : 'listed') && ofMeeting === 'planned';
        const lost = { isLost: isStale || !isOpen, isChanging };
        return { view: CASE, model: presentCasePage(sheet, this.clock.now(), body, lost) };
      },
    });
  }

  private async record(
    actor: Actor,
    item: { meetingId: string; itemId: string },
    body: Record<string, unknown>,
  ): Promise<RecordedDecision> {
    try {
      return await this.decideItem.run(actor, { ...item, ...decisionOf(body) }, formSubmission(body));
    } catch (error) {
      if (error instanceof NotFound) await this.refuseClosed(actor, item);
      if (!(error instanceof Invalid)) throw error;
      const also = alsoWrong(await this.sheets.load(actor, item.meetingId, item.itemId), body, this.clock.today());
      // By the names the page has: what both say of one box is said once.
      const said = fieldsOfPage(body, error.problems);
      throw new Invalid(fieldsOfPage(body, [...error.problems, ...unnamed(said, also)]), error.message);
    }
  }

  /** A decision that closed the case has taken it out of the panel's sight: who had its form open is told so. */
  private async refuseClosed(
    actor: Actor,
    { meetingId, itemId }: { meetingId: string; itemId: string },
  ): Promise<void> {
    const { agenda } = await this.pages.agenda(actor, meetingId);
    const row = agenda.find((one) => one.id === itemId);
    // Without a reference it is a restricted item, of which nothing is said.
    if (row?.decision === 'close' && row.reference !== null) throw new CaseWasClosed(row.position);
  }

  /** The next case that waits for a decision: after this one, otherwise the first; the list of decisions when none does. */
  private async after(actor: Actor, meetingId: string, itemId: string): Promise<{ number: number; nextHref: string }> {
    const { agenda } = await this.pages.agenda(actor, meetingId);
    const number = agenda.find((row) => row.id === itemId)?.position ?? 0;
    const waiting = agenda.filter(isToDecide);
    const next = waiting.find((row) => row.position > number) ?? waiting[0];
    return { number, nextHref: next ? meetingPaths.item(meetingId, next.id) : meetingPaths.decisions(meetingId) };
  }
}

function noticeOf(
  number: number,
  { nextDueOn }: RecordedDecision,
  { isChanging, chosenOn }: { isChanging: boolean; chosenOn: Day | undefined },
): string {
  const saved = `Decision on item ${number} ${isChanging ? 'changed' : 'saved'}.`;
  if (nextDueOn === null) return saved;
  // A review falls due on a working day: whoever chose another day is told which one it became, and why.
  const isMoved = chosenOn !== undefined && chosenOn !== nextDueOn && !new WorkingDaysAsKnown().isWorkingDay(chosenOn);
  return `${saved} ${isMoved ? `${movedWords(chosenOn, nextDueOn)} ` : ''}Next review due ${dayInWords(nextDueOn)}.`;
}
