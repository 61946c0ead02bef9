import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Day } from '../shared/day';
import type { LinkedPlanKind } from './domain/plan-vocabulary';

/** Where another plan for this person is kept and whom to ask; nothing of it is copied. */
@Entity('linked_plans')
export class LinkedPlanRecord {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('plans') @Column('uuid', { name: 'plan_id' }) planId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') kind!: LinkedPlanKind;
  @Column('text', { name: 'held_by' }) heldBy!: string;
  @Column('text', { default: '' }) reference!: string;
  @Column('text', { default: '' }) contact!: string;
  @Column('date', { name: 'review_on', nullable: true }) reviewOn!: Day | null;
  @Column('date', { name: 'ended_on', nullable: true }) endedOn!: Day | null;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
