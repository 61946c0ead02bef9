import { Body, Controller, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, checked, decodeCursor, formSubmission, PAGE_SIZE, pageOf } from '../../platform/http';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { DrawAuditSample } from '../draw-audit-sample';
import { AuditResultForm, AuditSampleForm } from '../forms/audit.form';
import { planPaths } from '../paths';
import { onePlanAudit, type PlanAuditRow, planAudits } from '../plan-audits.queries';
import { RecordPlanAudit } from '../record-plan-audit';
import { seenVersion, type Typed } from './plan-forms';
import { type AuditModel, type AuditsModel, answersTyped, presentAudit, presentAudits } from './present-audits';

/** Quality audits of plans: drawn, done, graded, and looked at again. */
@Controller('plan-audits')
@Roles('manager', 'panel_chair')
export class PlanAuditsController {
  constructor(
    private readonly reader: Reader,
    private readonly rules: AccessRules,
    private readonly drawSample: DrawAuditSample,
    private readonly recordAudit: RecordPlanAudit,
  ) {}

  @Get()
  @Render('plans/views/audits.njk')
  list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<AuditsModel> {
    return this.page(actor, cursor);
  }

  @Post()
  async draw(@CurrentActor() actor: Actor, @Body() body: Typed, @Res() response: Response): Promise<void> {
    await answerForm(response, {
      save: async () => this.drawSample.run(actor, checked(AuditSampleForm, body), formSubmission(body)),
      saved: () => planPaths.audits,
      notice: 'Plans drawn for audit',
      again: async () => ({ view: 'plans/views/audits.njk', model: await this.page(actor, undefined, body['size']) }),
    });
  }

  @Get(':auditId')
  @Render('plans/views/audit.njk')
  async one(@CurrentActor() actor: Actor, @Param('auditId') id: string): Promise<AuditModel> {
    return presentAudit(await this.load(actor, id), this.mayRecord(actor), {});
  }

  @Post(':auditId')
  async record(
    @CurrentActor() actor: Actor,
    @Param('auditId') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    const before = await this.load(actor, id);
    const { version, ...fields } = body;
    await answerForm(response, {
      save: async () => {
        const days = { reAuditOn: 'The day it is looked at again' };
        const result = checkedWithDays(AuditResultForm, answersTyped(fields), days);
        return this.recordAudit.run(actor, { id, version: seenVersion(version), ...result }, formSubmission(body));
      },
      saved: () => planPaths.audit(id),
      notice: 'Audit saved',
      again: async ({ isStale }) => ({
        view: 'plans/views/audit.njk',
        model: presentAudit(isStale ? await this.load(actor, id) : before, this.mayRecord(actor), fields),
      }),
    });
  }

  private readonly mayRecord = (actor: Actor) => (audit: PlanAuditRow) =>
    this.rules.may(actor, 'record', 'PlanAudit', audit);

  /** Writes the audit row of the reading. */
  private async load(actor: Actor, id: string): Promise<PlanAuditRow> {
    if (!isId(id)) throw new NotFound();
    const audit = await this.reader.one<PlanAuditRow>(actor, undefined, onePlanAudit(actor, id));
    if (!audit) throw new NotFound();
    const { individualId } = audit;
    const entry = { act: 'plan_audit.read', subjectType: 'plan_audit', subjectId: id, individualId };
    const read = await this.reader.one<PlanAuditRow>(actor, entry, onePlanAudit(actor, id));
    return read ?? audit;
  }

  private async page(actor: Actor, cursor: unknown, size?: unknown): Promise<AuditsModel> {
    const after = decodeCursor(typeof cursor === 'string' ? cursor : undefined, 1)?.[0] ?? null;
    const entry = { act: 'plan_audits.listed', subjectType: 'plan_audit' };
    const rows = await this.reader.many<PlanAuditRow>(actor, entry, planAudits(actor, after, PAGE_SIZE));
    return presentAudits(
      pageOf(rows, (row) => [row.id]),
      size,
      after === null,
    );
  }
}
