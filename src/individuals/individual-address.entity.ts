import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Day } from '../shared/day';

export type AddressKind = 'home' | 'placed_out_of_area' | 'no_fixed_address';

/** Where an individual lives or lived. */
@Entity('individual_addresses')
export class IndividualAddress {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') lines!: string;
  @Column('text', { nullable: true }) postcode!: string | null;
  @Column('text') kind!: AddressKind;
  @Column('date', { name: 'from_on', nullable: true }) fromOn!: Day | null;
  @Column('date', { name: 'until_on', nullable: true }) untilOn!: Day | null;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
