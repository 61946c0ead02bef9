import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '../../shared/day';

/** The partnership's strategy for some years. */
@Entity('strategy_plans')
export class StrategyPlan {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') title!: string;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('date', { name: 'starts_on' }) startsOn!: Day;
  @Column('date', { name: 'ends_on' }) endsOn!: Day;
  @Column('date', { name: 'review_due_on' }) reviewDueOn!: Day;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @VersionColumn({ default: 1 }) version!: number;
}
