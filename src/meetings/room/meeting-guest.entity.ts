import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';

/** Somebody in the room without a seat on the panel. Being named gives access to nothing. */
@Entity('meeting_guests')
export class MeetingGuest {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('meetings') @Column('uuid', { name: 'meeting_id' }) meetingId!: string;
  @ForeignKey('panels') @Column('uuid', { name: 'panel_id' }) panelId!: string;
  /** Of a colleague with an account. */
  @ForeignKey('users') @Column('uuid', { name: 'user_id', nullable: true }) userId!: string | null;
  @Column('text') name!: string;
  /** What they were there for: presents the case, interpreter, observes. */
  @Column('text') role!: string;
  @Column('text') organisation!: string;
  /** False: for the items in `meeting_guest_items` alone. */
  @Column('boolean', { name: 'is_whole_meeting' }) isWholeMeeting!: boolean;
  @Column('timestamptz', { name: 'heard_statement_at', nullable: true }) heardStatementAt!: Date | null;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt!: Date | null;
  @VersionColumn({ default: 1 }) version!: number;
}
