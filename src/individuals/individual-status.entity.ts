import { Column, Entity, ForeignKey } from 'typeorm';
import type { Day } from '../shared/day';
import type { CustodyPlace } from './custody-places';
import { DatedFact } from './recorded-fact';

export const STATUS_KINDS = ['custody', 'legal', 'corporate_parenting'] as const;
export type StatusKind = (typeof STATUS_KINDS)[number];

/** What a person can be in each respect. Custody and corporate parenting: one at a time; legal ones stand side by side. */
export const STATUSES = {
  custody: ['community', 'on_bail', 'police_custody', 'remand', 'sentenced', 'licence'],
  legal: [
    'early_help',
    'child_in_need',
    'child_protection_plan',
    'voluntary_accommodation',
    'interim_care_order',
    'care_order',
    'supervision_order',
    'remand_to_local_authority',
    'out_of_court_disposal',
    'referral_order',
    'youth_rehabilitation_order',
    'community_order',
    'injunction',
    'other',
  ],
  corporate_parenting: ['looked_after', 'eligible', 'relevant', 'former_relevant', 'qualifying', 'not_applicable'],
} as const satisfies Record<StatusKind, readonly string[]>;

/** Custody, legal or corporate-parenting status for a time. */
@Entity('individual_statuses')
export class IndividualStatus extends DatedFact {
  @Column('text') kind!: StatusKind;
  @Column('text') status!: string;
  @Column('text', { nullable: true }) detail!: string | null;
  /** Of somebody in custody: where, by name where the list has none, and when release is expected. */
  @Column('text', { nullable: true }) place!: CustodyPlace | null;
  @Column('text', { name: 'place_name', nullable: true }) placeName!: string | null;
  @Column('date', { name: 'release_expected_on', nullable: true }) releaseExpectedOn!: Day | null;
  @Column('date', { name: 'from_on' }) fromOn!: Day;
  @Column('text') source!: string;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
}
