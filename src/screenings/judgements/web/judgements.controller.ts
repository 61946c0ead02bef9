import { Body, Controller, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CaseHeaders } from '../../../individuals';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../../platform/access';
import { answerForm, checked, formSubmission } from '../../../platform/http';
import { Clock } from '../../../shared/clock';
import { NotAllowed, NotFound } from '../../../shared/errors';
import { isId } from '../../../shared/ids';
import { screeningPaths } from '../../paths';
import { ScreeningReads } from '../../screening-reads';
import { DecideJudgement } from '../decide-judgement';
import { WaitingJudgements } from '../waiting-judgements';
import { JudgementForm } from './judgement.form';
import { type AgreementModel, presentAgreement, presentWaiting, type WaitingModel } from './present-judgements';

const VIEW = 'screenings/views/agreement.njk';

/** A band judged lower than the answers give: what waits, and the second person's decision. */
@Controller()
@Roles('manager', 'panel_member', 'panel_chair')
export class JudgementsController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly reads: ScreeningReads,
    private readonly waiting: WaitingJudgements,
    private readonly decide: DecideJudgement,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
  ) {}

  @Get('screening-agreements')
  @Render('screenings/views/waiting-judgements.njk')
  async list(@CurrentActor() actor: Actor, @Query('cursor') asked: unknown): Promise<WaitingModel> {
    const cursor = typeof asked === 'string' ? asked : '';
    return presentWaiting(await this.waiting.list(actor, cursor), cursor, this.clock.today());
  }

  @Get('individuals/:id/screenings/:screeningId/agreement')
  @Render(VIEW)
  form(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('screeningId') screeningId: string,
  ): Promise<AgreementModel> {
    return this.model(actor, id, screeningId);
  }

  @Post('individuals/:id/screenings/:screeningId/agreement')
  async agree(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('screeningId') screeningId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { screening } = await this.reads.onPage(actor, id, screeningId);
        const form = checked(JudgementForm, { decision: '', ...body });
        return this.decide.run(actor, { screeningId: screening.id, ...form }, formSubmission(body));
      },
      saved: () => screeningPaths.one(id, screeningId),
      notice: 'Decision recorded',
      again: async () => ({ view: VIEW, model: await this.model(actor, id, screeningId, body) }),
    });
  }

  private async model(
    actor: Actor,
    id: string,
    screeningId: string,
    typed?: Record<string, unknown>,
  ): Promise<AgreementModel> {
    if (!isId(screeningId)) throw new NotFound();
    const subject = { subjectType: 'screening', subjectId: screeningId };
    const header = await this.headers.load(actor, id, 'screening.read', subject);
    const { screening, before } = await this.reads.onPage(actor, header.id, screeningId);
    const { accessKeys } = header;
    if (!this.rules.may(actor, 'agree', 'Screening', { accessKeys, screenedBy: screening.screened_by })) {
      throw new NotAllowed();
    }
    return presentAgreement(header, { screening, before }, typed);
  }
}
