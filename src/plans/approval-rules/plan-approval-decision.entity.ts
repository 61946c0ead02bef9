import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Day } from '../../shared/day';
import type { Tier } from '../../individuals';

/** One decision about the tiers whose plans the panel approves after a manager. */
@Entity('plan_approval_decisions')
export class PlanApprovalDecision {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') number!: number;
  @Column('text', { array: true }) tiers!: Tier[];
  @Column('date', { name: 'decided_on' }) decidedOn!: Day;
  @Column('text') reason!: string;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
