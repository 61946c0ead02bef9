import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Day } from '../shared/day';
import type { TriageDecision } from './domain/triage';

/** One decision of triage, with reasons that are the panel's alone. */
@Entity('referral_decisions')
export class ReferralDecision {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('referrals') @Column('uuid', { name: 'referral_id' }) referralId!: string;
  @Column('text') decision!: TriageDecision;
  @Column('text') reason!: string;
  @Column('text') answer!: string;
  @Column('date', { name: 'was_due_on' }) wasDueOn!: Day;
  @ForeignKey('users') @Column('uuid', { name: 'decided_by' }) decidedBy!: string;
  @Column('date', { name: 'decided_on' }) decidedOn!: Day;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
