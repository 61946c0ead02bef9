import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '../shared/day';

export const SEXES = ['male', 'female', 'other', 'not_recorded'] as const;
export type Sex = (typeof SEXES)[number];

export const ETHNICITIES = [
  'W1',
  'W2',
  'W3',
  'W9',
  'M1',
  'M2',
  'M3',
  'M9',
  'A1',
  'A2',
  'A3',
  'A4',
  'A9',
  'B1',
  'B2',
  'B9',
  'O2',
  'O9',
  'NS',
  'not_asked',
] as const;
export type Ethnicity = (typeof ETHNICITIES)[number];

/** What an officer recorded on sight: the six-point code, or the old 16+1 (where O1 is Chinese and there is no W3 and no O2). */
export const OBSERVED_ETHNICITIES = [
  ...(['IC1', 'IC2', 'IC3', 'IC4', 'IC5', 'IC6', 'IC9'] as const),
  ...(['W1', 'W2', 'W9', 'M1', 'M2', 'M3', 'M9', 'A1', 'A2', 'A3', 'A9', 'B1', 'B2', 'B9', 'O1', 'O9', 'NS'] as const),
] as const;
export type ObservedEthnicity = (typeof OBSERVED_ETHNICITIES)[number];

/** A person at risk of experiencing violence, of perpetrating it, or both: one record, never an exclusive type. */
@Entity('individuals')
export class Individual {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') reference!: string;
  @Column('text', { name: 'given_name' }) givenName!: string;
  @Column('text', { name: 'family_name' }) familyName!: string;
  @Column('text', { name: 'preferred_name', nullable: true }) preferredName!: string | null;
  @Column('text', { array: true, default: [] }) aliases!: string[];
  @Column('date', { name: 'date_of_birth', nullable: true }) dateOfBirth!: Day | null;
  @Column('text', { default: 'not_recorded' }) sex!: Sex;
  /** Self-defined, 18+1. NS (not stated) is an answer; not_asked is not. */
  @Column('text', { default: 'not_asked' }) ethnicity!: Ethnicity;
  /** In their own words. */
  @Column('text', { nullable: true }) gender!: string | null;
  /** What an officer saw, kept apart from what the person said. */
  @Column('text', { name: 'observed_ethnicity', nullable: true }) observedEthnicity!: ObservedEthnicity | null;
  @Column('text', { name: 'communication_needs', nullable: true }) communicationNeeds!: string | null;
  @Column('text', { name: 'search_name' }) searchName!: string;
  @Column('boolean', { name: 'is_restricted', default: false }) isRestricted!: boolean;
  @Column('uuid', { name: 'restricted_to', array: true, default: [] }) restrictedTo!: string[];
  /** Who may see: kept by the database (refresh_access_keys), never written by the service. */
  @Column({ type: 'uuid', name: 'access_keys', array: true, default: [], insert: false, update: false })
  accessKeys!: string[];
  @ForeignKey('users') @Column('uuid', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @VersionColumn({ default: 1 }) version!: number;
}
