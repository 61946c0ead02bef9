import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '../shared/day';
import type { ScheduleStatus } from './domain/overdue';

/** The obligation to review a plan inside a window, with the rule that produced it. One is active for each open plan. */
@Entity('review_schedules')
export class ReviewSchedule {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('plans') @Column('uuid', { name: 'plan_id' }) planId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') rule!: string;
  /** Why it is due then, in plain words, kept as it was when the date was made. */
  @Column('text') explanation!: string;
  @Column('date', { name: 'window_from' }) windowFrom!: Day;
  /** The last day in time: due today is not overdue. */
  @Column('date', { name: 'due_on' }) dueOn!: Day;
  @Column('text', { default: 'active' }) status!: ScheduleStatus;
  @Column('text', { name: 'status_reason', nullable: true }) statusReason!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'made_by' }) madeBy!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  /** Who may see: copied from the individual by the database, never written by the service. */
  @Column({ type: 'uuid', name: 'access_keys', array: true, default: [], insert: false, update: false })
  accessKeys!: string[];
  @VersionColumn({ default: 1 }) version!: number;
}
