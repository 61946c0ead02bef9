import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

export const AGENCY_KINDS = [
  'partnership',
  'council',
  'childrens_services',
  'youth_justice',
  'police',
  'school',
  'health',
  'probation',
  'housing',
  'voluntary',
] as const;
export type AgencyKind = (typeof AGENCY_KINDS)[number];

/** A partner organisation; every user belongs to exactly one. */
@Entity('agencies')
export class Agency {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') kind!: AgencyKind;
  @Column('boolean', { name: 'is_active', default: true }) isActive!: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @VersionColumn({ default: 1 }) version!: number;
}
