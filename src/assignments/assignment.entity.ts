import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { AssignmentKind } from './assignment-words';

/** Who was responsible for a case, when. Ended, never deleted. */
@Entity('assignments')
export class Assignment {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') kind!: AssignmentKind;
  @ForeignKey('users') @Column('uuid', { name: 'user_id' }) userId!: string;
  /** The person's agency when they were named; its managers oversee the case. */
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @ForeignKey('users') @Column('uuid', { name: 'assigned_by' }) assignedBy!: string;
  @Column('text', { name: 'end_reason', nullable: true }) endReason!: string | null;
  @VersionColumn({ default: 1 }) version!: number;
}
