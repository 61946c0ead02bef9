import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '../../shared/day';

export type MethodStatus = 'draft' | 'in_force' | 'retired';

/** One version of how those at highest risk are found. What is or was in force keeps its words. */
@Entity('identification_methods')
export class IdentificationMethod {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') number!: number;
  @Column('text', { default: 'draft' }) status!: MethodStatus;
  @Column('text') description!: string;
  @Column('integer', { name: 'cycle_months' }) cycleMonths!: number;
  @Column('integer', { name: 'validation_months' }) validationMonths!: number;
  @ForeignKey('users') @Column('uuid', { name: 'owner_id' }) ownerId!: string;
  @Column('date', { name: 'in_force_from', nullable: true }) inForceFrom!: Day | null;
  @Column('date', { name: 'retired_on', nullable: true }) retiredOn!: Day | null;
  @Column('text', { nullable: true }) decision!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'put_in_force_by', nullable: true }) putInForceBy!: string | null;
  @Column('timestamptz', { name: 'put_in_force_at', nullable: true }) putInForceAt!: Date | null;
  @ForeignKey('users') @Column('uuid', { name: 'drafted_by' }) draftedBy!: string;
  @Column('timestamptz', { name: 'drafted_at' }) draftedAt!: Date;
  @VersionColumn({ default: 1 }) version!: number;
}
