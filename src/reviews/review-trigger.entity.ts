import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Day } from '../shared/day';
import type { TriggerKind } from './domain/review-rules';

/** Something that happened to the person and brings the review forward: whichever is sooner. Never changed afterwards. */
@Entity('review_triggers')
export class ReviewTrigger {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @ForeignKey('review_schedules') @Column('uuid', { name: 'schedule_id' }) scheduleId!: string;
  @Column('text') kind!: TriggerKind;
  @Column('date', { name: 'happened_on' }) happenedOn!: Day;
  /** Who says so. */
  @Column('text') source!: string;
  @Column('text', { default: '' }) description!: string;
  @Column('text') rule!: string;
  @Column('date', { name: 'rule_due_on' }) ruleDueOn!: Day;
  /** False when the review was due sooner anyway, or was exempt. */
  @Column('boolean', { name: 'brought_forward' }) broughtForward!: boolean;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
