import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '../shared/day';
import type { PlanStatus } from './domain/plan-vocabulary';

/** The individual support plan: one open plan a person (the database says so). */
@Entity('plans')
export class Plan {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') status!: PlanStatus;
  /** Number of the newest approved edition; it stands while changes are made and sent again. */
  @Column('integer', { name: 'current_edition', nullable: true }) currentEdition!: number | null;
  @ForeignKey('users') @Column('uuid', { name: 'submitted_by', nullable: true }) submittedBy!: string | null;
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt!: Date | null;
  @Column('text', { name: 'return_comment', nullable: true }) returnComment!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'returned_by', nullable: true }) returnedBy!: string | null;
  /** The manager who passed it on to the panel, where the tier needs the panel. */
  @ForeignKey('users')
  @Column('uuid', { name: 'manager_approved_by', nullable: true })
  managerApprovedBy!: string | null;
  @Column('timestamptz', { name: 'manager_approved_at', nullable: true }) managerApprovedAt!: Date | null;
  @ForeignKey('users') @Column('uuid', { name: 'approved_by', nullable: true }) approvedBy!: string | null;
  @Column('timestamptz', { name: 'approved_at', nullable: true }) approvedAt!: Date | null;
  /** A plan that was written and agreed before it came into this service. */
  @Column('date', { name: 'written_outside_on', nullable: true }) writtenOutsideOn!: Day | null;
  @Column('text', { name: 'outside_note', nullable: true }) outsideNote!: string | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @ForeignKey('users') @Column('uuid', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  /** Who may see: kept by the database, never written by the service. */
  @Column({ type: 'uuid', name: 'access_keys', array: true, default: [], insert: false, update: false })
  accessKeys!: string[];
  @VersionColumn({ default: 1 }) version!: number;
}
