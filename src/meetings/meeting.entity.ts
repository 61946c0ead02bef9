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
}
