import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

export const IDENTIFIER_KINDS = ['nhs', 'pnc', 'local_reference'] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** A number somebody else knows the individual by. Never unique across people: that would answer who is known. */
@Entity('individual_identifiers')
export class IndividualIdentifier {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') kind!: IdentifierKind;
  @Column('text') value!: string;
  @Column('boolean', { name: 'is_verified', default: false }) isVerified!: boolean;
  /** Who gave it, in words. */
  @Column('text') source!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
