import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '../../shared/day';

export type DecisionOutcome = 'entered' | 'not_entered';

/** The decision whether somebody whose referral was accepted enters the cohort: owed until it has an outcome. */
@Entity('cohort_decisions')
export class CohortDecision {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @ForeignKey('referrals') @Column('uuid', { name: 'referral_id' }) referralId!: string;
  /** The panel that accepted: it sees the record until it has decided. */
  @Column('uuid', { name: 'panel_id' }) panelId!: string;
  @Column('date', { name: 'accepted_on' }) acceptedOn!: Day;
  @Column('date', { name: 'due_on' }) dueOn!: Day;
  /** An entry is written by the database, with the membership; only "not entered" is written here. */
  @Column('text', { nullable: true }) outcome!: DecisionOutcome | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text', { nullable: true }) deciders!: string | null;
  /** Null: nobody disagreed. */
  @Column('text', { nullable: true }) dissent!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @Column('date', { name: 'decided_on', nullable: true }) decidedOn!: Day | null;
  @VersionColumn({ default: 1 }) version!: number;
}
