import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Day } from '../shared/day';

/** Somebody has seen that a review is overdue, says why, and when they chase it. It moves no date and ends nothing. */
@Entity('review_acknowledgements')
export class ReviewAcknowledgement {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('review_schedules') @Column('uuid', { name: 'schedule_id' }) scheduleId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  /** The how manieth of its schedule: the newest counts, the others are its history. */
  @Column('integer') version!: number;
  /** The day the review was due on when it was acknowledged. */
  @Column('date', { name: 'due_on' }) dueOn!: Day;
  @Column('text') reason!: string;
  @Column('date', { name: 'chase_on' }) chaseOn!: Day;
  @ForeignKey('users') @Column('uuid', { name: 'acknowledged_by' }) acknowledgedBy!: string;
  @Column('timestamptz', { name: 'acknowledged_at' }) acknowledgedAt!: Date;
}
