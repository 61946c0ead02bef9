import { Body, Controller, Get, Inject, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { SETTINGS, type Settings } from '../../config';
import { type Actor, CurrentActor, hasRole, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { sendPaper, writePdf } from '../../platform/pdf';
import { Clock } from '../../shared/clock';
import { Conflict, NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { FIGURE_READERS } from '../figures.policy';
import { reportPaths } from '../paths';
import { publicationPaper } from '../reports/report-paper';
import { ReportPacks } from '../reports/report-packs';
import { ReportVerbs } from '../reports/report-verbs';
import { oneReport, type PublicationRow, type ReportRow } from '../reports/reports.queries';
import { type PublicationModel, presentPublication } from './present-publication';
import { ReleaseForm } from './report.forms';

const PAGE = 'indicators/views/publication.njk';

class NotReleased extends Conflict {
  constructor() {
    super('Governance has not released this version yet, so there is no paper of it to give out.');
  }
}

/** The publishable version of a quarter's report: read by all who read figures, released by governance, then given out. */
@Controller('quarterly-reports/:id/publication')
@Roles(...FIGURE_READERS)
export class PublicationsController {
  constructor(
    private readonly reader: Reader,
    private readonly packs: ReportPacks,
    private readonly verbs: ReportVerbs,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'partnershipName'>,
  ) {}

  @Get()
  @Render(PAGE)
  async one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PublicationModel> {
    return this.model(actor, await this.load(actor, id));
  }

  @Get('paper')
  async paper(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    const found = await this.load(actor, id);
    if (found.row.released_words === null) throw new NotReleased();
    const made = { author: this.settings.partnershipName, madeAt: this.clock.now() };
    const bytes = await writePdf(publicationPaper(await this.model(actor, found), made));
    sendPaper(response, `publishable-report-${found.report.period_until}-version-${found.report.number}`, bytes);
  }

  @Post('release')
  @Roles('governance')
  release(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    return answerForm(response, {
      save: async () => {
        await this.load(actor, id);
        const { words } = checked(ReleaseForm, body);
        return this.verbs.release.run(actor, { reportId: id, words }, formSubmission(body));
      },
      saved: () => reportPaths.publication(id),
      notice: 'Released: it can be given out',
      again: async () => ({ view: PAGE, model: await this.model(actor, await this.load(actor, id)) }),
    });
  }

  private async model(actor: Actor, { report, row }: Found): Promise<PublicationModel> {
    const isReviewer = hasRole(actor, 'governance');
    return presentPublication(row, {
      report,
      agencies: await this.agencies(actor),
      isReviewer,
      mayRelease: isReviewer && row.released_words === null && row.published_by_id !== actor.userId,
    });
  }

  private async load(actor: Actor, id: string): Promise<Found> {
    const report = isId(id) ? await this.reader.one<ReportRow>(actor, undefined, oneReport(id)) : undefined;
    const row = report && (await this.packs.published(actor, report.id));
    if (!row) throw new NotFound();
    return { report, row };
  }

  private async agencies(actor: Actor): Promise<Record<string, string>> {
    const text = 'SELECT id, name FROM agencies';
    const rows = await this.reader.many<{ id: string; name: string }>(actor, undefined, { name: 'agency-names', text });
    return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
  }
}

interface Found {
  report: ReportRow;
  row: PublicationRow;
}
