import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '../shared/day';
import type { ExemptionKind } from './domain/exemption';
import type { ScheduleStatus } from './domain/overdue';
import type { Tier } from './domain/review-rules';

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
  /** The tier whose rule made it; null when there was none, or the date was agreed elsewhere. */
  @Column('text', { nullable: true }) tier!: Tier | null;
  @Column('date', { name: 'counted_from', nullable: true }) countedFrom!: Day | null;
  /** What the rules allow at the latest. Null: the due day itself. */
  @Column('date', { name: 'no_later_than', nullable: true }) noLaterThan!: Day | null;
  @Column('text', { name: 'exempt_kind', nullable: true }) exemptKind!: ExemptionKind | null;
  @Column('date', { name: 'exempt_since', nullable: true }) exemptSince!: Day | null;
  /** The last day of the exemption. */
  @Column('date', { name: 'exempt_until', nullable: true }) exemptUntil!: Day | null;
  /** Why and when the newest change was made: the database copies both into the history. */
  @Column('text', { name: 'change_reason', nullable: true }) changeReason!: string | null;
  @Column('timestamptz', { name: 'changed_at', nullable: true }) changedAt!: Date | null;
  @ForeignKey('users') @Column('uuid', { name: 'made_by' }) madeBy!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  /** Who may see: copied from the individual by the database, never written by the service. */
  @Column({ type: 'uuid', name: 'access_keys', array: true, default: [], insert: false, update: false })
  accessKeys!: string[];
  @VersionColumn({ default: 1 }) version!: number;
}

/** A schedule that is not exempt has none of it: the database holds the two together. */
export const NO_EXEMPTION = { exemptKind: null, exemptSince: null, exemptUntil: null } as const;
