import { ApiProperty } from '@nestjs/swagger';
import { type Tier, TIERS } from '../individuals';
import type { Day } from '../shared/day';
import { factorMatrix, type FactorState } from './domain/factor-matrix';
import type { GapExplanation, LinkedPlan, PlanBody, PlanContingency } from './domain/plan-content';
import { PLAN_STATUSES, type PlanStatus } from './domain/plan-vocabulary';
import { missingFrom } from './domain/readiness';
import type { PlanContent } from './plan-contents';
import type { PlanByReviewRow, PlanListRow } from './plan-lists.queries';

export class VersionResponse {
  @ApiProperty({ format: 'uuid', description: 'Of the plan, or of what was added to it' }) id!: string;
  @ApiProperty({ description: 'Of the plan' }) version!: number;
  @ApiProperty({ type: Number, required: false, nullable: true, description: 'Null where the panel approves next' })
  edition?: number | null;
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

export class ListedPlanResponse extends PlanSummaryResponse {
  @ApiProperty({ required: false, description: 'By next review only, as are the others below' }) reference?: string;
  @ApiProperty({ required: false }) name?: string;
  @ApiProperty({ enum: TIERS, nullable: true, required: false }) tier?: Tier | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, required: false }) nextReviewDueOn?: Day | null;
}

export class PlanListResponse {
  @ApiProperty({ type: [ListedPlanResponse] }) items!: ListedPlanResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class MissingResponse {
  @ApiProperty() part!: string;
  @ApiProperty() message!: string;
}

export class FactorResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ['need', 'risk'] }) kind!: 'need' | 'risk';
  @ApiProperty() words!: string;
  @ApiProperty({ enum: ['covered', 'explained', 'done', 'gap'] }) state!: FactorState;
  @ApiProperty({ type: [String] }) actionIds!: string[];
  @ApiProperty({ type: Object, nullable: true }) explanation!: GapExplanation | null;
}

export class PlanResponse extends PlanSummaryResponse {
  @ApiProperty() createdBy!: string;
  @ApiProperty({ type: String, nullable: true }) submittedBy!: string | null;
  @ApiProperty({ type: String, nullable: true }) returnComment!: string | null;
  @ApiProperty({ type: String, nullable: true }) returnedBy!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The manager who passed it on to the panel' })
  managerApprovedBy!: string | null;
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
  @ApiProperty({ type: [Object], description: 'If this happens, then that, by whom' })
  contingencies!: PlanContingency[];
  @ApiProperty({ type: [Object], description: 'Plans that live elsewhere' }) linkedPlans!: LinkedPlan[];
  @ApiProperty({ type: [FactorResponse], description: 'Every active risk and need, and what answers it' })
  factors!: FactorResponse[];
  @ApiProperty({ type: [Object] }) editions!: { number: number; approvedBy: string; approvedAt: string }[];
  @ApiProperty({ type: [MissingResponse], description: 'What is missing before it can be sent for approval' })
  missing!: MissingResponse[];
}

export class ComparedPartResponse {
  @ApiProperty() part!: string;
  @ApiProperty({ type: String, nullable: true }) before!: string | null;
  @ApiProperty({ type: String, nullable: true }) after!: string | null;
  @ApiProperty({ enum: ['same', 'added', 'removed', 'changed'] }) change!: 'same' | 'added' | 'removed' | 'changed';
}

export class ComparisonResponse {
  @ApiProperty() before!: number;
  @ApiProperty() after!: number;
  @ApiProperty({ type: [ComparedPartResponse] }) items!: ComparedPartResponse[];
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

export const planByReview = (row: PlanByReviewRow): ListedPlanResponse => ({
  ...planSummary(row),
  reference: row.reference,
  name: row.name,
  tier: row.tier,
  nextReviewDueOn: row.nextReviewDueOn,
});

export const planResponse = (plan: PlanContent): PlanResponse => ({
  ...planSummary(plan),
  createdBy: plan.createdBy,
  submittedBy: plan.submittedBy,
  returnComment: plan.returnComment,
  returnedBy: plan.returnedBy,
  managerApprovedBy: plan.managerApprovedBy,
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
  contingencies: plan.contingencies ?? [],
  linkedPlans: plan.linkedPlans ?? [],
  factors: factorMatrix(plan).map(({ id, kind, words, state, actions, explanation }) => ({
    id,
    kind,
    words,
    state,
    actionIds: actions.map((action) => action.id),
    explanation,
  })),
  editions: plan.editions.map((edition) => ({ ...edition, approvedAt: edition.approvedAt.toISOString() })),
  missing: missingFrom(plan),
});
