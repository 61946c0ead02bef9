import { Column, Entity, ForeignKey, Index, PrimaryColumn, VersionColumn } from 'typeorm';

export type TwoPersonStatus = 'waiting' | 'agreed' | 'withdrawn' | 'expired';

/** An act that one person asked for, and what another said to it. */
@Entity('two_person_requests')
@Index('two_person_requests_one_waiting', ['act', 'subjectId'], { unique: true, where: "status = 'waiting'" })
export class TwoPersonRequest {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') act!: string;
  @Column('uuid', { name: 'subject_id' }) subjectId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id', nullable: true }) individualId!: string | null;
  @Column('text') reason!: string;
  @ForeignKey('users') @Column('uuid', { name: 'asked_by' }) askedBy!: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('text', { default: 'waiting' }) status!: TwoPersonStatus;
  @ForeignKey('users') @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt!: Date | null;
  @VersionColumn({ default: 1 }) version!: number;
}
