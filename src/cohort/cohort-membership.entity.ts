import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Tier } from '../individuals';
import type { Day } from '../shared/day';
import type { ExitReason, Strand } from './cohort-words';

/** A dated period in the tertiary cohort. Its first day is in it, its last day is the first day of the next. */
@Entity('cohort_memberships')
export class CohortMembership {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('uuid', { name: 'panel_id' }) panelId!: string;
  @Column('date', { name: 'started_on' }) startedOn!: Day;
  @Column('date', { name: 'ended_on', nullable: true }) endedOn!: Day | null;
  @Column('text') tier!: Tier;
  @Column('text', { nullable: true }) strand!: Strand | null;
  /** Null is "not known", and is never read as no. */
  @Column('boolean', { name: 'is_experiencing', nullable: true }) isExperiencing!: boolean | null;
  @Column('boolean', { name: 'is_perpetrating', nullable: true }) isPerpetrating!: boolean | null;
  @Column('text') decision!: string;
  @Column('text') evidence!: string;
  @Column('date', { name: 'evidence_on' }) evidenceOn!: Day;
  @ForeignKey('users') @Column('uuid', { name: 'decided_by' }) decidedBy!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
  @Column('text', { name: 'exit_reason', nullable: true }) exitReason!: ExitReason | 'superseded' | null;
  @Column('text', { name: 'exit_rationale', nullable: true }) exitRationale!: string | null;
  @VersionColumn({ default: 1 }) version!: number;
}
