import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Day } from '../shared/day';

export type EducationStatus = 'on_roll' | 'alternative_provision' | 'home_educated' | 'neet' | 'not_known';

/** Where an individual learns or works, or that it is nowhere. */
@Entity('individual_education')
export class IndividualEducation {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') status!: EducationStatus;
  @Column('text', { nullable: true }) setting!: string | null;
  @Column('date', { name: 'from_on', nullable: true }) fromOn!: Day | null;
  @Column('date', { name: 'until_on', nullable: true }) untilOn!: Day | null;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
