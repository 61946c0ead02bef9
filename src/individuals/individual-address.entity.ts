import { Column, Entity, ForeignKey } from 'typeorm';
import type { Day } from '../shared/day';
import { DatedFact } from './recorded-fact';

export const ADDRESS_KINDS = ['home', 'placed_in_area', 'placed_out_of_area', 'temporary', 'no_fixed_address'] as const;
export type AddressKind = (typeof ADDRESS_KINDS)[number];

/** Where an individual lives or lived. */
@Entity('individual_addresses')
export class IndividualAddress extends DatedFact {
  @Column('text') lines!: string;
  @Column('text', { nullable: true }) postcode!: string | null;
  @Column('text') kind!: AddressKind;
  @Column('text', { nullable: true }) uprn!: string | null;
  /** The authority that placed them. */
  @Column('text', { name: 'placed_by', nullable: true }) placedBy!: string | null;
  /** The authority whose area it is. */
  @Column('text', { name: 'placed_in', nullable: true }) placedIn!: string | null;
  @Column('date', { name: 'from_on', nullable: true }) fromOn!: Day | null;
  @Column('text', { nullable: true }) source!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by', nullable: true }) recordedBy!: string | null;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id', nullable: true }) agencyId!: string | null;
}
