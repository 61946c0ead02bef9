import { Body, Controller, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CaseHeaders } from '../../individuals';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, formSubmission } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { screeningPaths } from '../paths';
import { RecordScreening } from '../record-screening';
import { ScreeningReads } from '../screening-reads';
import { CurrentTool } from '../tool-in-force';
import { type ScreeningModel, presentScreening } from './present-screening';
import { type ScreeningFormModel, presentScreeningForm } from './present-screening-form';
import { type ScreeningsModel, presentScreenings } from './present-screenings';
import { questionsNamed } from './name-questions';
import { readScreeningForm } from './read-screening-form';

const FORM_VIEW = 'screenings/views/screening-form.njk';

@Controller('individuals/:id/screenings')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class ScreeningsController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly reads: ScreeningReads,
    private readonly currentTool: CurrentTool,
    private readonly recordScreening: RecordScreening,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Render('screenings/views/screenings.njk')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('cursor') asked: unknown,
  ): Promise<ScreeningsModel> {
    const cursor = typeof asked === 'string' ? asked : '';
    const header = await this.headers.load(actor, id, 'screenings.listed');
    const [page, tool] = await Promise.all([
      this.reads.listOnPage(actor, { individualId: header.id, cursor }),
      this.currentTool.load(actor),
    ]);
    const mayRecord = this.rules.may(actor, 'record', 'Screening', header);
    return presentScreenings(header, page, { mayRecord, hasTool: tool !== undefined, cursor });
  }

  @Get('new')
  @Render(FORM_VIEW)
  async form(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ScreeningFormModel> {
    return this.formModel(actor, id);
  }

  @Post()
  async record(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: () => this.recorded(actor, id, body),
      saved: (saved) => screeningPaths.one(id, saved.id),
      notice: 'Screening recorded',
      again: async () => ({ view: FORM_VIEW, model: await this.formModel(actor, id, body) }),
    });
  }

  @Get(':screeningId')
  @Render('screenings/views/screening.njk')
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('screeningId') screeningId: string,
  ): Promise<ScreeningModel> {
    if (!isId(screeningId)) throw new NotFound();
    const subject = { subjectType: 'screening', subjectId: screeningId };
    const header = await this.headers.load(actor, id, 'screening.read', subject);
    const { screening, before } = await this.reads.onPage(actor, header.id, screeningId);
    const { accessKeys } = header;
    const mayAgree = this.rules.may(actor, 'agree', 'Screening', { accessKeys, screenedBy: screening.screened_by });
    return presentScreening(header, screening, { before, mayAgree });
  }

  private async recorded(actor: Actor, id: string, body: Record<string, unknown>) {
    try {
      return await this.recordScreening.run(actor, readScreeningForm(id, body), formSubmission(body));
    } catch (error) {
      throw questionsNamed(error, (await this.currentTool.load(actor))?.definition);
    }
  }

  private async formModel(actor: Actor, id: string, typed?: Record<string, unknown>): Promise<ScreeningFormModel> {
    const header = await this.headers.load(actor, id);
    this.rules.ensureMay(actor, 'record', 'Screening', header);
    const [tool, before] = await Promise.all([this.currentTool.load(actor), this.reads.newest(actor, header.id)]);
    return presentScreeningForm(header, tool, { typed, today: this.clock.today(), before });
  }
}
