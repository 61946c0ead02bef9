import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '../shared/day';

export const ABSENCE_KINDS = ['leave', 'sickness', 'long_leave', 'other'] as const;
export type AbsenceKind = (typeof ABSENCE_KINDS)[number];

/** Days on which somebody is not at work, and who stands in for them. */
@Entity('absences')
export class Absence {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('users') @Column('uuid', { name: 'user_id' }) userId!: string;
  @Column('date', { name: 'starts_on' }) startsOn!: Day;
  @Column('date', { name: 'ends_on', nullable: true }) endsOn!: Day | null;
  @ForeignKey('users') @Column('uuid', { name: 'delegate_id', nullable: true }) delegateId!: string | null;
  @Column('text') kind!: AbsenceKind;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
  @Column('timestamptz', { name: 'cancelled_at', nullable: true }) cancelledAt!: Date | null;
  @VersionColumn({ default: 1 }) version!: number;
}
