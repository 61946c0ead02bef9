import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Visibility } from '../notes';
import type { Day } from '../shared/day';
import type { GoalStatus } from './domain/plan-vocabulary';

/** What the person wants, in their own words beside the practitioner's. */
@Entity('plan_goals')
export class PlanGoalRecord {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('plans') @Column('uuid', { name: 'plan_id' }) planId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('integer') position!: number;
  @Column('text', { name: 'words_of_the_person' }) wordsOfThePerson!: string;
  @Column('text', { name: 'practitioner_wording' }) practitionerWording!: string;
  @Column('text', { default: '' }) measure!: string;
  /** How it stood when the goal was set. */
  @Column('text', { default: '' }) baseline!: string;
  @Column('date', { name: 'target_on', nullable: true }) targetOn!: Day | null;
  @Column('text', { default: 'open' }) status!: GoalStatus;
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
