import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiProperty,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader, type Submission } from '../../platform/database';
import { checked, decodeCursor, IdempotencyKey, IfMatch, PAGE_SIZE, pageOf } from '../../platform/http';
import { AUDIT_GRADES, type AuditAnswers, type AuditGrade } from '../domain/audit-tool';
import { DrawAuditSample } from '../draw-audit-sample';
import { AuditResultForm, AuditSampleForm } from '../forms/audit.form';
import { type PlanAuditRow, planAudits } from '../plan-audits.queries';
import { RecordPlanAudit } from '../record-plan-audit';
import { VersionResponse } from '../plan.response';

class PlanAuditResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) planId!: string;
  @ApiProperty() edition!: number;
  @ApiProperty({ enum: ['to_do', 'done'] }) status!: 'to_do' | 'done';
  @ApiProperty({ enum: AUDIT_GRADES, nullable: true }) grade!: AuditGrade | null;
  @ApiProperty({ type: Object }) answers!: Partial<AuditAnswers>;
  @ApiProperty() strengths!: string;
  @ApiProperty() findings!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) reAuditOn!: string | null;
  @ApiProperty() isReAudit!: boolean;
  @ApiProperty() version!: number;
}

class PlanAuditListResponse {
  @ApiProperty({ type: [PlanAuditResponse] }) items!: PlanAuditResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

class AuditSampleResponse {
  @ApiProperty({ format: 'uuid' }) sampleId!: string;
  @ApiProperty({ type: [String] }) ids!: string[];
}

/** Quality audits of plans. */
@Controller('api/v1/plan-audits')
@ApiTags('plans')
@ApiBearerAuth()
@Roles('manager', 'panel_chair')
export class PlanAuditsApiController {
  constructor(
    private readonly reader: Reader,
    private readonly drawSample: DrawAuditSample,
    private readonly recordAudit: RecordPlanAudit,
  ) {}

  @Get()
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: PlanAuditListResponse })
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<PlanAuditListResponse> {
    const after = decodeCursor(typeof cursor === 'string' ? cursor : undefined, 1)?.[0] ?? null;
    const entry = { act: 'plan_audits.listed', subjectType: 'plan_audit' };
    const rows = await this.reader.many<PlanAuditRow>(actor, entry, planAudits(actor, after, PAGE_SIZE));
    const page = pageOf(rows, (row) => [row.id]);
    return { items: page.items.map(auditResponse), nextCursor: page.nextCursor };
  }

  @Post()
  @ApiBody({ type: AuditSampleForm })
  @ApiCreatedResponse({ type: AuditSampleResponse })
  draw(
    @CurrentActor() actor: Actor,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<AuditSampleResponse> {
    return this.drawSample.run(actor, checked(AuditSampleForm, body), submission);
  }

  @Post(':auditId/result')
  @ApiBody({ type: AuditResultForm })
  @ApiCreatedResponse({ type: VersionResponse })
  record(
    @CurrentActor() actor: Actor,
    @Param('auditId') id: string,
    @IfMatch('plan_audit') version: number,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<VersionResponse> {
    return this.recordAudit.run(actor, { id, version, ...checked(AuditResultForm, body) }, submission);
  }
}

const auditResponse = (row: PlanAuditRow): PlanAuditResponse => ({
  id: row.id,
  planId: row.planId,
  edition: row.edition,
  status: row.status,
  grade: row.grade,
  answers: row.answers,
  strengths: row.strengths,
  findings: row.findings,
  reAuditOn: row.reAuditOn,
  isReAudit: row.isReAudit,
  version: row.version,
});
