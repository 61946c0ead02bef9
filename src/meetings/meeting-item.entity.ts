import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { AgencyKind } from '../agencies';
import type { ExitReason } from '../cohort';
import type { Tier } from '../individuals';
import type { ReviewDecision } from '../reviews';
import type { Day } from '../shared/day';
import type { AgendaReason } from './domain/agenda';

export const ITEM_STATUSES = ['listed', 'decided', 'deferred'] as const;
export type ItemStatus = (typeof ITEM_STATUSES)[number];

/** One case on one agenda, and what the panel decided. Seen only by those who see the case. */
@Entity('meeting_items')
export class MeetingItem {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('meetings') @Column('uuid', { name: 'meeting_id' }) meetingId!: string;
  @ForeignKey('panels') @Column('uuid', { name: 'panel_id' }) panelId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') reason!: AgendaReason;
  /** The number people in the room say. It stays once a decision has been made at the meeting. */
  @Column('integer') position!: number;
  @Column('text', { default: 'listed' }) status!: ItemStatus;
  @Column('text', { nullable: true }) decision!: ReviewDecision | null;
  @Column('text', { nullable: true }) rationale!: string | null;
  /** A view that differed, in the words of whoever held it. */
  @Column('text', { nullable: true }) dissent!: string | null;
  /** Kinds of agency missing for a quorum when it was decided, and why the panel decided all the same. */
  @Column('text', { name: 'quorum_missing', array: true, default: [] }) quorumMissing!: AgencyKind[];
  @Column('text', { name: 'without_quorum_reason', nullable: true }) withoutQuorumReason!: string | null;
  /** Whether a plan had ever been approved when it was decided. */
  @Column('boolean', { name: 'had_approved_plan', nullable: true }) hadApprovedPlan!: boolean | null;
  /** Whether the decision's own outcome is kept: the tier it found and left, and the next review as it then stood. */
  @Column('boolean', { name: 'outcome_kept', default: false }) outcomeKept!: boolean;
  @Column('text', { name: 'tier_before', nullable: true }) tierBefore!: Tier | null;
  @Column('text', { name: 'tier_after', nullable: true }) tierAfter!: Tier | null;
  @Column('date', { name: 'next_review_on', nullable: true }) nextReviewOn!: Day | null;
  @ForeignKey('users') @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt!: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @VersionColumn({ default: 1 }) version!: number;
  /** Why the coordinator put it off; null where the meeting did not reach it. */
  @Column('text', { name: 'deferred_reason', nullable: true }) deferredReason!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'deferred_by', nullable: true }) deferredBy!: string | null;
  /** What the panel is asked about this case. */
  @Column('text', { nullable: true }) question!: string | null;
  @Column('text', { name: 'tells_person', nullable: true }) tellsPerson!: string | null;
  /** The service somebody who is not accepted, or leaves, is pointed to. */
  @Column('text', { name: 'signposted_to', nullable: true }) signpostedTo!: string | null;
  /** With a closure that ends a cohort period: why they leave and, of a move, who accepted them and when. */
  @Column('text', { name: 'exit_reason', nullable: true }) exitReason!: ExitReason | null;
  @Column('text', { name: 'accepting_authority', nullable: true }) acceptingAuthority!: string | null;
  @Column('text', { name: 'accepted_by', nullable: true }) acceptedBy!: string | null;
  @Column('date', { name: 'accepted_on', nullable: true }) acceptedOn!: Day | null;
  @Column('text', { name: 'tells_referrer', nullable: true }) tellsReferrer!: string | null;
  /** The day they left the panel, which had not decided yet: the place is no place any more. Kept by the database (`settle_places_of`). */
  @Column('date', { name: 'taken_off_on', nullable: true }) takenOffOn!: Day | null;
  /** When the panel turned to it: the decision before, or the opening of the meeting. */
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt!: Date | null;
}
