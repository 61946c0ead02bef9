import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '../shared/day';
import type { ReferralStatus } from './domain/triage';
import type { ReferralKind, ToldAnswer } from './referral-words';

/** Somebody brought to notice by an agency. It opens no case to who made it, nor to the panel that triages it. */
@Entity('referrals')
export class Referral {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') reference!: string;
  @Column('uuid', { name: 'panel_id' }) panelId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id', nullable: true }) individualId!: string | null;
  @Column('text', { name: 'given_name' }) givenName!: string;
  @Column('text', { name: 'family_name' }) familyName!: string;
  @Column('date', { name: 'date_of_birth', nullable: true }) dateOfBirth!: Day | null;
  @Column('text', { name: 'search_name' }) searchName!: string;
  @Column('text') kind!: ReferralKind;
  @Column('text') reason!: string;
  @Column('date', { name: 'happened_on', nullable: true }) happenedOn!: Day | null;
  /** Null is "not known", and is never read as no. */
  @Column('boolean', { name: 'is_experiencing', nullable: true }) isExperiencing!: boolean | null;
  @Column('boolean', { name: 'is_perpetrating', nullable: true }) isPerpetrating!: boolean | null;
  @Column('text', { name: 'is_told' }) isTold!: ToldAnswer;
  @Column('text', { name: 'on_behalf_of', nullable: true }) onBehalfOf!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'referred_by' }) referredBy!: string;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('timestamptz', { name: 'referred_at' }) referredAt!: Date;
  @Column('date', { name: 'triage_due_on' }) triageDueOn!: Day;
  @Column('text', { default: 'awaiting_triage' }) status!: ReferralStatus;
  /** What the referrer is told. */
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('text', { name: 'redirected_to', nullable: true }) redirectedTo!: string | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;
  @VersionColumn({ default: 1 }) version!: number;
}
