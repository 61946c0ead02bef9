import { ApiProperty } from '@nestjs/swagger';
import type { PlanBody } from '../domain/plan-content';
import { PLAN_STATUSES, type PlanStatus } from '../domain/plan-vocabulary';
import { missingFrom } from '../domain/readiness';
import type { PlanContent } from '../plan-contents';
import type { PlanListRow } from '../plan-lists.queries';

export class VersionResponse {
  @ApiProperty({ format: 'uuid', description: 'Of the plan, or of what was added to it' }) id!: string;
  @ApiProperty({ description: 'Of the plan' }) version!: number;
  @ApiProperty({ required: false }) edition?: number;
}

export class PlanSummaryResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) individualId!: string;
  @ApiProperty({ enum: PLAN_STATUSES }) status!: PlanStatus;
  @ApiProperty() version!: number;
  @ApiProperty({ type: Number, nullable: true }) currentEdition!: number | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) submittedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) approvedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) closedAt!: string | null;
}

export class PlanListResponse {
  @ApiProperty({ type: [PlanSummaryResponse] }) items!: PlanSummaryResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class MissingResponse {
  @ApiProperty() part!: string;
  @ApiProperty() message!: string;
}

export class PlanResponse extends PlanSummaryResponse {
  @ApiProperty() createdBy!: string;
  @ApiProperty({ type: String, nullable: true }) submittedBy!: string | null;
  @ApiProperty({ type: String, nullable: true }) returnComment!: string | null;
  @ApiProperty({ type: String, nullable: true }) returnedBy!: string | null;
  @ApiProperty({ type: String, nullable: true }) approvedBy!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) writtenOutsideOn!: string | null;
  @ApiProperty({ type: String, nullable: true }) outsideNote!: string | null;
  @ApiProperty({ type: Object, nullable: true }) leadProfessional!: PlanBody['leadProfessional'];
  @ApiProperty({ type: Object, nullable: true }) planOwner!: PlanBody['planOwner'];
  @ApiProperty({ type: [Object] }) needs!: PlanBody['needs'];
  @ApiProperty({ type: [Object] }) risks!: PlanBody['risks'];
  @ApiProperty({ type: [Object] }) goals!: PlanBody['goals'];
  @ApiProperty({ type: [Object], description: 'Newest first' }) entries!: PlanBody['entries'];
  @ApiProperty({ type: [Object] }) actions!: PlanBody['actions'];
  @ApiProperty({ type: [Object] }) editions!: { number: number; approvedBy: string; approvedAt: string }[];
  @ApiProperty({ type: [MissingResponse], description: 'What is missing before it can be sent for approval' })
  missing!: MissingResponse[];
}

export class EditionResponse {
  @ApiProperty() number!: number;
  @ApiProperty() approvedBy!: string;
  @ApiProperty({ type: String, format: 'date-time' }) approvedAt!: string;
  @ApiProperty({ type: Object }) content!: object;
}

export const planSummary = (plan: PlanListRow): PlanSummaryResponse => ({
  id: plan.id,
  individualId: plan.individualId,
  status: plan.status,
  version: plan.version,
  currentEdition: plan.currentEdition,
  createdAt: plan.createdAt.toISOString(),
  submittedAt: plan.submittedAt?.toISOString() ?? null,
  approvedAt: plan.approvedAt?.toISOString() ?? null,
  closedAt: plan.closedAt?.toISOString() ?? null,
});

export const planResponse = (plan: PlanContent): PlanResponse => ({
  ...planSummary(plan),
  createdBy: plan.createdBy,
  submittedBy: plan.submittedBy,
  returnComment: plan.returnComment,
  returnedBy: plan.returnedBy,
  approvedBy: plan.approvedBy,
  writtenOutsideOn: plan.writtenOutsideOn,
  outsideNote: plan.outsideNote,
  leadProfessional: plan.leadProfessional,
  planOwner: plan.planOwner,
  needs: plan.needs,
  risks: plan.risks,
  goals: plan.goals,
  entries: plan.entries,
  actions: plan.actions,
  editions: plan.editions.map((edition) => ({ ...edition, approvedAt: edition.approvedAt.toISOString() })),
  missing: missingFrom(plan),
});
