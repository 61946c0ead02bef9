import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Role } from '../platform/access';

/** A person with an account. One agency, one or more roles. */
@Entity('users')
export class User {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('text', { name: 'display_name' }) displayName!: string;
  @Column('text', { name: 'job_title', nullable: true }) jobTitle!: string | null;
  @Column('text') email!: string;
  @Column('text', { array: true, default: [] }) roles!: Role[];
  @Column('text', { default: 'active' }) status!: 'active' | 'disabled' | 'system';
  @Column('text', { name: 'disabled_reason', nullable: true }) disabledReason!: string | null;
  /** Signs in at the provider of single sign-on alone. */
  @Column('boolean', { name: 'single_sign_on_only', default: false }) singleSignOnOnly!: boolean;
  /** Kept by the database: may hold what another agency gave. */
  @Column({ type: 'boolean', name: 'has_moved_agency', default: false, insert: false, update: false })
  hasMovedAgency!: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @VersionColumn({ default: 1 }) version!: number;
}
