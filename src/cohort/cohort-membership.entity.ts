import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Tier } from '../individuals';
import type { Day } from '../shared/day';
import type { CameAbout, ExitReason, Strand } from './cohort-words';

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
  @Column('text', { name: 'came_about', default: 'earlier' }) cameAbout!: CameAbout;
  @ForeignKey('identification_methods') @Column('uuid', { name: 'method_id', nullable: true }) methodId!: string | null;
  /** Null: nobody disagreed. */
  @Column('text', { nullable: true }) dissent!: string | null;
  @Column('text', { nullable: true }) considered!: string | null;
  /** Null: six months after the start, as before a day was kept. */
  @Column('date', { name: 'validate_by', nullable: true }) validateBy!: Day | null;
  @Column('text', { name: 'exit_reason', nullable: true }) exitReason!: ExitReason | 'superseded' | null;
  @Column('text', { name: 'exit_rationale', nullable: true }) exitRationale!: string | null;
  /** For a move: who took the person over, who agreed there, and when. */
  @Column('text', { name: 'accepting_authority', nullable: true }) acceptingAuthority!: string | null;
  @Column('text', { name: 'accepted_by', nullable: true }) acceptedBy!: string | null;
  @Column('date', { name: 'accepted_on', nullable: true }) acceptedOn!: Day | null;
  @VersionColumn({ default: 1 }) version!: number;
}
