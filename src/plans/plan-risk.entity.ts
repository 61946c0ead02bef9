import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Visibility } from '../notes';
import type { Day } from '../shared/day';
import type { RiskDirection, RiskLevel } from './domain/plan-vocabulary';

/** One risk, its direction and what protects; ended, never deleted. */
@Entity('plan_risks')
export class PlanRiskRecord {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('plans') @Column('uuid', { name: 'plan_id' }) planId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') factor!: string;
  @Column('text') direction!: RiskDirection;
  @Column('text') level!: RiskLevel;
  @Column('text', { name: 'protective_factors', default: '' }) protectiveFactors!: string;
  @Column('date', { name: 'ended_on', nullable: true }) endedOn!: Day | null;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
  @Column('text', { default: 'all_agencies' }) visibility!: Visibility;
  @Column('uuid', { name: 'visible_to', array: true, default: [] }) visibleTo!: string[];
  /** The agency of whoever wrote it, as it was then; kept by the database. */
  @ForeignKey('agencies')
  @Column({ type: 'uuid', name: 'supplied_by', insert: false, update: false })
  suppliedBy!: string;
  @Column('boolean', { name: 'may_be_passed_on', default: true }) mayBePassedOn!: boolean;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
