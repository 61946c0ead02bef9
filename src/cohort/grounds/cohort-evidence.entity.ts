import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Day } from '../../shared/day';
import type { EvidenceKind } from '../domain/grounds';

/** What an entry, or a validation, rests on, with its day. */
@Entity('cohort_evidence')
export class CohortEvidence {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('cohort_memberships') @Column('uuid', { name: 'membership_id' }) membershipId!: string;
  @ForeignKey('cohort_validations') @Column('uuid', { name: 'validation_id', nullable: true }) validationId!:
    string | null;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') kind!: EvidenceKind | 'imported';
  @Column('text') text!: string;
  @Column('date', { name: 'happened_on' }) happenedOn!: Day;
}
