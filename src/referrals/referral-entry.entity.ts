import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What the referrer added afterwards. Added to, never overwritten. */
@Entity('referral_entries')
export class ReferralEntry {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('referrals') @Column('uuid', { name: 'referral_id' }) referralId!: string;
  @Column('text') text!: string;
  @ForeignKey('users') @Column('uuid', { name: 'author_id' }) authorId!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
