import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

export const IDENTITY_FIELDS = [
  'given_name',
  'family_name',
  'preferred_name',
  'aliases',
  'date_of_birth',
  'sex',
  'gender',
  'ethnicity',
  'observed_ethnicity',
  'communication_needs',
] as const;
export type IdentityField = (typeof IDENTITY_FIELDS)[number];

/** What one part of an identity said before, who changed it and who told them. */
@Entity('individual_identity_changes')
export class IdentityChange {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') field!: IdentityField;
  @Column('text', { nullable: true }) was!: string | null;
  @Column('text', { nullable: true }) became!: string | null;
  @Column('text') source!: string;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
