import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A criterion that an entry, or a validation, says is met. */
@Entity('cohort_criteria_met')
export class CohortCriterionMet {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('cohort_memberships') @Column('uuid', { name: 'membership_id' }) membershipId!: string;
  @ForeignKey('cohort_validations') @Column('uuid', { name: 'validation_id', nullable: true }) validationId!:
    string | null;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @ForeignKey('identification_criteria') @Column('uuid', { name: 'criterion_id' }) criterionId!: string;
}
