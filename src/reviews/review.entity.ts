import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Day } from '../shared/day';
import type { VoiceAnswer as PersonViewAnswer } from '../plans';
import type { Tier } from './domain/review-rules';
import type { ReviewDecision } from './domain/review-decision';

/** What was held. Written once with its schedule's deadline and never changed: a mistake is corrected by a note. */
@Entity('reviews')
export class Review {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('review_schedules') @Column('uuid', { name: 'schedule_id', unique: true }) scheduleId!: string;
  @ForeignKey('plans') @Column('uuid', { name: 'plan_id' }) planId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  /** Meetings are a higher slice, so the foreign key is the database's alone. */
  @Column('uuid', { name: 'meeting_item_id', nullable: true }) meetingItemId!: string | null;
  @Column('date', { name: 'held_on' }) heldOn!: Day;
  /** Why it was held before its window opened; blank when it was not. */
  @Column('text', { name: 'early_reason', default: '' }) earlyReason!: string;
  /** The date it was meant to meet, kept so that "% on time" is true for ever. */
  @Column('date', { name: 'deadline_on' }) deadlineOn!: Day;
  @Column('text', { name: 'person_view_answer' }) personViewAnswer!: PersonViewAnswer;
  @Column('text', { name: 'person_view' }) personView!: string;
  /** What the parent or carer says; blank when nobody was asked. */
  @Column('text', { name: 'carer_view', default: '' }) carerView!: string;
  @Column('text') summary!: string;
  @Column('text', { name: 'change_in_needs', default: '' }) changeInNeeds!: string;
  @Column('text', { name: 'change_in_risks', default: '' }) changeInRisks!: string;
  @Column('text', { name: 'change_in_bands', default: '' }) changeInBands!: string;
  @Column('text') decision!: ReviewDecision;
  @Column('text') rationale!: string;
  /** Who saw it otherwise, and how. */
  @Column('text', { default: '' }) dissent!: string;
  /** Who will tell the person, and who the referrer. */
  @Column('text', { name: 'tells_person', default: '' }) tellsPerson!: string;
  @Column('text', { name: 'tells_referrer', default: '' }) tellsReferrer!: string;
  /** The tier when it was held, and the rule that made its deadline. */
  @Column('text', { nullable: true }) tier!: Tier | null;
  /** Decided on by a review that steps the case up or down. */
  @Column('text', { name: 'new_tier', nullable: true }) newTier!: Tier | null;
  @Column('text', { default: '' }) rule!: string;
  /** Who held it: not always who wrote it down. */
  @ForeignKey('users') @Column('uuid', { name: 'held_by' }) heldBy!: string;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
