import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** One of those who decided an entry or a validation. */
@Entity('cohort_deciders')
export class CohortDecider {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('cohort_memberships') @Column('uuid', { name: 'membership_id' }) membershipId!: string;
  @ForeignKey('cohort_validations') @Column('uuid', { name: 'validation_id', nullable: true }) validationId!:
    string | null;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') name!: string;
}
