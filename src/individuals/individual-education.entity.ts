import { Column, Entity, ForeignKey } from 'typeorm';
import type { Day } from '../shared/day';
import { DatedFact } from './recorded-fact';

export const EDUCATION_STATUSES = [
  'on_roll',
  'dual_registered',
  'alternative_provision',
  'home_educated',
  'missing_education',
  'excluded',
  'further_education',
  'training',
  'apprenticeship',
  'employed',
  'neet',
  'not_known',
] as const;
export type EducationStatus = (typeof EDUCATION_STATUSES)[number];

/** Where an individual learns or works, or that it is nowhere. */
@Entity('individual_education')
export class IndividualEducation extends DatedFact {
  @Column('text') status!: EducationStatus;
  @Column('text', { nullable: true }) setting!: string | null;
  @Column('date', { name: 'from_on', nullable: true }) fromOn!: Day | null;
  @Column('text', { nullable: true }) source!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by', nullable: true }) recordedBy!: string | null;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id', nullable: true }) agencyId!: string | null;
}
