import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Day } from '../../shared/day';

/** One time it was checked that somebody still belongs in the cohort. */
@Entity('cohort_validations')
export class CohortValidation {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('cohort_memberships') @Column('uuid', { name: 'membership_id' }) membershipId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @ForeignKey('identification_methods') @Column('uuid', { name: 'method_id', nullable: true }) methodId!: string | null;
  @Column('text') decision!: string;
  @Column('text', { nullable: true }) dissent!: string | null;
  @Column('date', { name: 'was_due_on' }) wasDueOn!: Day;
  @Column('date', { name: 'validate_by' }) validateBy!: Day;
  @ForeignKey('users') @Column('uuid', { name: 'decided_by' }) decidedBy!: string;
  @Column('date', { name: 'decided_on' }) decidedOn!: Day;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
