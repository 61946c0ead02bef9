import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Day } from '../../shared/day';

export const MEASURE_KINDS = ['sdq', 'send', 'disability', 'ace'] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];
export type MeasureVisibility = 'all_agencies' | 'health_only';

/** One thing that another assessment says. Only ever added to; the newest of a kind and subject counts. */
@Entity('measures')
export class Measure {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') kind!: MeasureKind;
  /** SDQ: the informant; ACE: the experience; otherwise `status`. */
  @Column('text') subject!: string;
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('integer', { nullable: true }) total!: number | null;
  @Column('text', { array: true, default: [] }) codes!: string[];
  @Column('date', { name: 'known_on' }) knownOn!: Day;
  @Column('text') source!: string;
  @Column('text', { nullable: true }) support!: string | null;
  @Column('text', { default: 'all_agencies' }) visibility!: MeasureVisibility;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
