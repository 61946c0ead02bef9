import { Column, Entity, ForeignKey } from 'typeorm';
import type { IdentifierKind } from './domain/read-identifier';
import { RecordedFact } from './recorded-fact';

/** A number somebody else knows the individual by. Never unique across people: that would answer who is known. */
@Entity('individual_identifiers')
export class IndividualIdentifier extends RecordedFact {
  @Column('text') kind!: IdentifierKind;
  @Column('text') value!: string;
  @Column('boolean', { name: 'is_verified', default: false }) isVerified!: boolean;
  /** The number fails its own check and was kept on purpose: why. */
  @Column('text', { name: 'unverified_because', nullable: true }) unverifiedBecause!: string | null;
  /** Who gave it, in words. */
  @Column('text') source!: string;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by', nullable: true }) recordedBy!: string | null;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id', nullable: true }) agencyId!: string | null;
}
