import { Body, Controller, Get, Inject, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { SETTINGS, type Settings } from '../../config';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { sendPaper, writePdf } from '../../platform/pdf';
import { Clock } from '../../shared/clock';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import type { TypedFields } from '../../web/page-model';
import { Figures } from '../figures';
import { FIGURE_READERS, REPORT_WRITERS } from '../figures.policy';
import { reportPaths } from '../paths';
import { byOneRule, figureReader } from '../reader-of-figures';
import { type BoxOwnerRow, boxOwners } from '../reports/box-owners.queries';
import { unwritten } from '../reports/narrative-boxes';
import { readsDrafts, ReportPacks } from '../reports/report-packs';
import { reportPaper } from '../reports/report-paper';
import { allReports, oneReport, type ReportRow } from '../reports/reports.queries';
import { WrittenMeanwhile } from '../reports/write-narrative';
import { ReportVerbs } from '../reports/report-verbs';
import { presentReport, presentReports, type ReportModel, type ReportsModel } from './present-reports';
import { boxesOf, IssueForm, MakeReportForm, NarrativesForm, PublishForm } from './report.forms';

const LIST = 'indicators/views/reports.njk';
const ONE = 'indicators/views/report.njk';

/** The quarter's report to the partnership: made with one button, written in boxes, issued, published. */
@Controller('quarterly-reports')
@Roles(...FIGURE_READERS)
export class ReportsController {
  constructor(
    private readonly reader: Reader,
    private readonly rules: AccessRules,
    private readonly figures: Figures,
    private readonly packs: ReportPacks,
    private readonly verbs: ReportVerbs,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'partnershipName'>,
  ) {}

  @Get()
  @Render(LIST)
  list(@CurrentActor() actor: Actor): Promise<ReportsModel> {
    return this.listModel(actor, {});
  }

  @Post()
  @Roles('analyst', 'panel_chair')
  make(@CurrentActor() actor: Actor, @Body() body: Record<string, unknown>, @Res() response: Response): Promise<void> {
    return answerForm(response, {
      save: async () => {
        const { until, changeNote } = checked(MakeReportForm, body);
        return this.verbs.make.run(actor, { until, changeNote: changeNote ?? '' }, formSubmission(body));
      },
      saved: ({ id }) => reportPaths.one(id),
      notice: 'Draft made. Fill in the boxes, then issue it.',
      again: async () => ({ view: LIST, model: await this.listModel(actor, body) }),
    });
  }

  @Get(':id')
  @Render(ONE)
  one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ReportModel> {
    return this.oneModel(actor, id, {});
  }

  @Get(':id/paper')
  async paper(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    const report = await this.load(actor, id);
    const bytes = await writePdf(reportPaper(await this.oneModel(actor, id, {}), this.made()));
    sendPaper(response, `quarterly-report-${report.period_until}-version-${report.number}`, bytes);
  }

  @Post(':id/narratives')
  @Roles(...REPORT_WRITERS)
  write(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    let isTaken = false;
    return answerForm(response, {
      save: async () => {
        await this.load(actor, id);
        const boxes = boxesOf(checked(NarrativesForm, body));
        return this.verbs.write.run(actor, { reportId: id, boxes }, formSubmission(body)).catch((error: unknown) => {
          isTaken = error instanceof WrittenMeanwhile;
          throw error;
        });
      },
      saved: () => reportPaths.one(id),
      notice: ({ titles }) => (titles.length === 0 ? 'No box was changed' : `Saved: ${titles.join(', ')}`),
      again: async () => ({ view: ONE, model: await this.oneModel(actor, id, body, isTaken) }),
    });
  }

  @Post(':id/issue')
  @Roles('analyst', 'panel_chair')
  issue(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    return answerForm(response, {
      save: async () => this.verbs.issue.run(actor, { id, ...issueOf(checked(IssueForm, body)) }, formSubmission(body)),
      saved: () => reportPaths.one(id),
      notice: 'Report issued',
      again: async () => ({ view: ONE, model: await this.oneModel(actor, id, {}) }),
    });
  }

  @Post(':id/publication')
  @Roles('analyst', 'panel_chair')
  publish(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    return answerForm(response, {
      save: async () => {
        await this.load(actor, id);
        checked(PublishForm, body);
        return this.verbs.publish.run(actor, { id }, formSubmission(body));
      },
      saved: () => reportPaths.publication(id),
      notice: 'Publishable version made. Governance releases it',
      again: async () => ({ view: ONE, model: await this.oneModel(actor, id, {}) }),
    });
  }

  private async listModel(actor: Actor, typed: TypedFields<keyof MakeReportForm>): Promise<ReportsModel> {
    const [reports, owners] = await this.reader.read<[ReportRow, BoxOwnerRow]>(
      actor,
      undefined,
      allReports(),
      boxOwners(),
    );
    const yours = new Map<string, string[]>();
    for (const { id } of reports.filter(({ status }) => status === 'draft')) {
      const written = await this.packs.narratives(actor, id);
      const sections = owners.filter((one) => one.user_id === actor.userId).map(({ section }) => section);
      yours.set(id, unwritten(sections, written));
    }
    const may = { make: this.may(actor, 'make'), nameOwners: this.may(actor, 'name_owners') };
    return presentReports({ reports, today: this.clock.today(), may, yours, typed });
  }

  private async oneModel(
    actor: Actor,
    id: string,
    typed: TypedFields<keyof NarrativesForm>,
    isTaken = false,
  ): Promise<ReportModel> {
    const report = await this.load(actor, id);
    const { ofQuarter } = await this.figures.smallNumbers(actor);
    const isDraft = report.status === 'draft';
    const draft = isDraft && readsDrafts(actor) ? await this.packs.draft(actor, report) : undefined;
    const pack = isDraft ? draft : await this.packs.frozen(actor, id);
    return presentReport({
      report,
      pack,
      history: await this.packs.history(actor, id),
      owners: await this.reader.many<BoxOwnerRow>(actor, undefined, boxOwners()),
      reader: figureReader(actor, byOneRule(pack?.rule ?? ofQuarter(report.period_until))),
      readerOf: (until) => figureReader(actor, byOneRule(ofQuarter(until))),
      today: this.clock.today(),
      may: {
        issue: this.may(actor, 'issue'),
        publish: this.may(actor, 'publish'),
        write: this.may(actor, 'write'),
        nameOwners: this.may(actor, 'name_owners'),
      },
      typed,
      isTaken,
    });
  }

  private made(): { author: string; madeAt: Date } {
    return { author: this.settings.partnershipName, madeAt: this.clock.now() };
  }

  private may(actor: Actor, act: string): boolean {
    return this.rules.may(actor, act, 'QuarterlyReport', {});
  }

  private async load(actor: Actor, id: string): Promise<ReportRow> {
    const report = isId(id) ? await this.reader.one<ReportRow>(actor, undefined, oneReport(id)) : undefined;
    if (!report) throw new NotFound();
    return report;
  }
}

const issueOf = ({ version, isWithoutWords }: IssueForm) => ({
  version: Number(version),
  isWithoutWords: isWithoutWords === 'yes',
});
