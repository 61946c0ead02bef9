import { ApiProperty } from '@nestjs/swagger';
import { type Tier, tiers } from '../domain/review-rules';
import type { OverdueCountRow } from '../work.queries';

export class OverdueCountResponse {
  @ApiProperty({ enum: tiers, nullable: true }) tier!: Tier | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'null: nobody is named' })
  planOwnerId!: string | null;
  @ApiProperty({ type: String, nullable: true }) planOwner!: string | null;
  @ApiProperty() overdue!: number;
}

export class OverdueCountsResponse {
  @ApiProperty() overdue!: number;
  @ApiProperty({ type: [OverdueCountResponse], description: 'The most first' }) items!: OverdueCountResponse[];
}

export const overdueCountsResponse = (rows: OverdueCountRow[]): OverdueCountsResponse => ({
  overdue: rows.reduce((sum, row) => sum + row.count, 0),
  items: rows.map((row) => ({
    tier: row.tier,
    planOwnerId: row.plan_owner_id,
    planOwner: row.plan_owner,
    overdue: row.count,
  })),
});
