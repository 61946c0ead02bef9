import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';

export const REVIEW_OUTCOMES = ['justified', 'not_justified', 'follow_up'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

/** Urgent, short access of one person to one record; its id is an access key of theirs for as long as it lasts. */
@Entity('break_glass_grants')
export class BreakGlassGrant {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('users') @Column('uuid', { name: 'user_id' }) userId!: string;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text', { name: 'individual_reference' }) individualReference!: string;
  @Column('text') reason!: string;
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('text', { name: 'review_outcome', nullable: true }) reviewOutcome!: ReviewOutcome | null;
  @Column('text', { name: 'review_comment', nullable: true }) reviewComment!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'reviewed_by', nullable: true }) reviewedBy!: string | null;
  @Column('timestamptz', { name: 'reviewed_at', nullable: true }) reviewedAt!: Date | null;
  @VersionColumn({ default: 1 }) version!: number;
}
