import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { ClaimStatus } from './families.queries';

/** Individuals who are worked with as one family. It carries no name: not everybody who sees a member sees them all. */
@Entity('families')
export class Family {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('users') @Column('uuid', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

@Entity('family_members')
export class FamilyMember {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('families') @Column('uuid', { name: 'family_id' }) familyId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('timestamptz', { name: 'joined_at' }) joinedAt!: Date;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
  @Column('timestamptz', { name: 'left_at', nullable: true }) leftAt!: Date | null;
  @Column('text', { name: 'left_because', nullable: true }) leftBecause!: string | null;
  @VersionColumn({ default: 1 }) version!: number;
}

/** That somebody champions a family, or says they do while another does. */
@Entity('family_champion_claims')
export class FamilyChampionClaim {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('families') @Column('uuid', { name: 'family_id' }) familyId!: string;
  /** The member through whose record it was claimed. */
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @ForeignKey('users') @Column('uuid', { name: 'user_id' }) userId!: string;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('text') status!: ClaimStatus;
  @Column('text') reason!: string;
  /** Kept by the database: not while that member's record is restricted. */
  @Column({ type: 'boolean', name: 'is_shared', default: true, insert: false, update: false }) isShared!: boolean;
  @Column('timestamptz', { name: 'claimed_at' }) claimedAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @ForeignKey('users') @Column('uuid', { name: 'ended_by', nullable: true }) endedBy!: string | null;
  @Column('text', { name: 'end_reason', nullable: true }) endReason!: string | null;
  @VersionColumn({ default: 1 }) version!: number;
}
