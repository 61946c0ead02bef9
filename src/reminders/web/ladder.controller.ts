import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, hasRole, Roles } from '../../platform/access';
import { Reader, type Submission } from '../../platform/database';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { ChangeLadder } from '../change-ladder';
import { type LadderRow, ladderRungs, panelPeople, type PanelPersonRow } from '../ladder.queries';
import { reminderPaths } from '../paths';
import { askAboutChange, askAboutRemoval, rungOf } from './ask-about-rung';
import { LeadForm, RemovalForm } from './ladder.form';
import { type LadderModel, presentLadder } from './present-ladder';

const VIEW = 'reminders/views/ladder.njk';

/** Who is told when: read by everybody with cases, set by administrators. */
@Controller('reminder-rungs')
export class LadderController {
  constructor(
    private readonly reader: Reader,
    private readonly changeLadder: ChangeLadder,
  ) {}

  @Get()
  @Roles('practitioner', 'manager', 'panel_member', 'panel_chair', 'governance', 'administrator')
  @Render(VIEW)
  show(@CurrentActor() actor: Actor): Promise<LadderModel> {
    return this.model(actor, {});
  }

  /** A rung that stands there already is changed only once it was said what it is and what it becomes. */
  @Post()
  @Roles('administrator')
  async keep(
    @CurrentActor() actor: Actor,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const model = await this.model(actor, body);
    const change = body['replaces'] === undefined ? askAboutChange(model.all, body) : null;
    if (change !== null) {
      response.status(200).render(VIEW, { ...model, change });
      return;
    }
    await this.answer({ actor, body, response, notice: 'The ladder is saved' }, (submission) =>
      this.changeLadder.keep(actor, rungOf(body), submission),
    );
  }

  @Post('partnership-lead')
  @Roles('administrator')
  lead(@CurrentActor() actor: Actor, @Body() body: Record<string, unknown>, @Res() response: Response): Promise<void> {
    return this.answer({ actor, body, response, notice: 'The partnership lead is named' }, (submission) =>
      this.changeLadder.nameLead(actor, checked(LeadForm, body).userId, submission),
    );
  }

  @Post('addresses/:id/clearance')
  @Roles('administrator')
  clear(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const notice = 'The address is tried again';
    return this.answer({ actor, body, response, notice, saved: reminderPaths.deliveries }, (submission) =>
      this.changeLadder.clearBounce(actor, id, submission),
    );
  }

  /** Asks first: what it says is said to nobody afterwards. */
  @Post(':rung/removal')
  @Roles('administrator')
  async remove(
    @CurrentActor() actor: Actor,
    @Param('rung') rung: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const model = await this.model(actor, {});
    const removal = body['sure'] === 'yes' ? null : askAboutRemoval(model.all, rung);
    if (removal !== null) {
      response.status(200).render(VIEW, { ...model, removal });
      return;
    }
    await this.answer({ actor, body, response, notice: 'The rung is removed' }, (submission) =>
      this.changeLadder.remove(actor, { rung, version: Number(checked(RemovalForm, body).version) }, submission),
    );
  }

  private answer(
    {
      actor,
      body,
      response,
      notice,
      saved = reminderPaths.ladder,
    }: { actor: Actor; body: Record<string, unknown>; response: Response; notice: string; saved?: string },
    save: (submission: Submission | undefined) => Promise<unknown>,
  ): Promise<void> {
    return answerForm(response, {
      save: async () => save(formSubmission(body)),
      saved: () => saved,
      notice,
      again: async () => ({ view: VIEW, model: await this.model(actor, body) }),
    });
  }

  private async model(actor: Actor, typed: Record<string, unknown>): Promise<LadderModel> {
    const [rungs, people] = await this.reader.read<[LadderRow, PanelPersonRow]>(
      actor,
      undefined,
      ladderRungs(),
      panelPeople(),
    );
    const isReminded = hasRole(actor, 'practitioner', 'manager', 'panel_member', 'panel_chair');
    return presentLadder({ mayChange: hasRole(actor, 'administrator'), isReminded, rungs, people, typed });
  }
}
