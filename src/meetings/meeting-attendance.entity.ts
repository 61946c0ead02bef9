import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { AttendanceStatus } from './domain/quorum';

/** Who was at a meeting, with the agency they spoke for that day. */
@Entity('meeting_attendances')
export class MeetingAttendance {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('meetings') @Column('uuid', { name: 'meeting_id' }) meetingId!: string;
  @ForeignKey('panels') @Column('uuid', { name: 'panel_id' }) panelId!: string;
  @ForeignKey('users') @Column('uuid', { name: 'user_id' }) userId!: string;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('text') status!: AttendanceStatus;
  /** When this person accepted the confidentiality statement. */
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt!: Date | null;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
  @VersionColumn({ default: 1 }) version!: number;
}
