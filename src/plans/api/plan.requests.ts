import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID } from 'class-validator';
import { PLAN_STATUSES, type PlanStatus } from '../domain/plan-vocabulary';

export class StartPlanRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'individualId must be the id of an individual' })
  individualId!: string;
}

/** Newest first, or open plans by the day of their next review. */
export const PLAN_SORTS = ['newest', 'next_review'] as const;

export class ListPlansRequest {
  @IsOptional()
  @IsUUID('all', { message: 'individualId must be the id of an individual' })
  individualId?: string;

  @IsOptional()
  @IsIn(PLAN_STATUSES, { message: 'status must be draft, awaiting_approval, awaiting_panel, live or closed' })
  status?: PlanStatus;

  @IsOptional()
  @IsIn(PLAN_SORTS, { message: 'sort must be newest or next_review' })
  sort?: (typeof PLAN_SORTS)[number];

  @IsOptional()
  @IsString({ message: 'cursor must be text' })
  cursor?: string;
}
