import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '../shared/day';

export const MEETING_STATUSES = ['planned', 'held', 'cancelled'] as const;
export type MeetingStatus = (typeof MEETING_STATUSES)[number];

/** One sitting of a panel. At most one a day for each panel. */
@Entity('meetings')
export class Meeting {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('panels') @Column('uuid', { name: 'panel_id' }) panelId!: string;
  @Column('date', { name: 'held_on' }) heldOn!: Day;
  /** London time, `HH:MM`. */
  @Column('time', { name: 'starts_at' }) startsAt!: string;
  @Column('text') place!: string;
  @Column('text', { default: 'planned' }) status!: MeetingStatus;
  @ForeignKey('users') @Column('uuid', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @VersionColumn({ default: 1 }) version!: number;
  @ForeignKey('users') @Column('uuid', { name: 'chair_id', nullable: true }) chairId!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'minute_taker_id', nullable: true }) minuteTakerId!: string | null;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt!: Date | null;
  /** When the chair read the confidentiality statement out. */
  @Column('timestamptz', { name: 'statement_read_at', nullable: true }) statementReadAt!: Date | null;
  /** The clocks of the action list and of the minutes run from here. */
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  /** The coordinator moved a case: bringing the agenda up to date moves nothing any more. */
  @Column('boolean', { name: 'is_order_set', default: false }) isOrderSet!: boolean;
  @Column('timestamptz', { name: 'pack_issued_at', nullable: true }) packIssuedAt!: Date | null;
  @Column('timestamptz', { name: 'actions_issued_at', nullable: true }) actionsIssuedAt!: Date | null;
  @Column('timestamptz', { name: 'minutes_issued_at', nullable: true }) minutesIssuedAt!: Date | null;
  /** From here on the database refuses to change what the minutes are made of. */
  @Column('timestamptz', { name: 'minutes_approved_at', nullable: true }) minutesApprovedAt!: Date | null;
  @ForeignKey('users')
  @Column('uuid', { name: 'minutes_approved_by', nullable: true })
  minutesApprovedBy!: string | null;
  @ForeignKey('meetings')
  @Column('uuid', { name: 'minutes_approved_in', nullable: true })
  minutesApprovedIn!: string | null;
}
