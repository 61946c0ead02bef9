import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Visibility } from '../notes';
import type { Day } from '../shared/day';
import type { ContingencyKind } from './domain/plan-vocabulary';

/** If this happens, then that, by whom; ended, never deleted. */
@Entity('plan_contingencies')
export class PlanContingencyRecord {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('plans') @Column('uuid', { name: 'plan_id' }) planId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') kind!: ContingencyKind;
  @Column('text', { name: 'if_this' }) ifThis!: string;
  @Column('text', { name: 'then_this' }) thenThis!: string;
  @Column('text') who!: string;
  @Column('date', { name: 'ended_on', nullable: true }) endedOn!: Day | null;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
  @Column('text', { default: 'all_agencies' }) visibility!: Visibility;
  @Column('uuid', { name: 'visible_to', array: true, default: [] }) visibleTo!: string[];
  /** The agency of whoever wrote it, as it was then; kept by the database. */
  @ForeignKey('agencies')
  @Column({ type: 'uuid', name: 'supplied_by', insert: false, update: false })
  suppliedBy!: string;
  @Column('boolean', { name: 'may_be_passed_on', default: true }) mayBePassedOn!: boolean;
  /** In the version for the person and family, as its author chose; null, as it is for its kind. */
  @Column('boolean', { name: 'shown_to_family', nullable: true }) shownToFamily!: boolean | null;
}
