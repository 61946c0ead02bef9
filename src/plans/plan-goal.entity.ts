import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { Day } from '../shared/day';
import type { GoalStatus } from './domain/plan-vocabulary';

/** What the person wants, in their own words beside the practitioner's. */
@Entity('plan_goals')
@Unique('plan_goals_position_unique', ['planId', 'position'])
export class PlanGoalRecord {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('plans') @Column('uuid', { name: 'plan_id' }) planId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('integer') position!: number;
  @Column('text', { name: 'words_of_the_person' }) wordsOfThePerson!: string;
  @Column('text', { name: 'practitioner_wording' }) practitionerWording!: string;
  @Column('text', { default: '' }) measure!: string;
  @Column('date', { name: 'target_on', nullable: true }) targetOn!: Day | null;
  @Column('text', { default: 'open' }) status!: GoalStatus;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
