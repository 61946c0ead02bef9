import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Day } from '../shared/day';
import type { PersonViewAnswer } from './domain/person-view';
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
  /** The date it was meant to meet, kept so that "% on time" is true for ever. */
  @Column('date', { name: 'deadline_on' }) deadlineOn!: Day;
  @Column('text', { name: 'person_view_answer' }) personViewAnswer!: PersonViewAnswer;
  @Column('text', { name: 'person_view' }) personView!: string;
  @Column('text') summary!: string;
  @Column('text') decision!: ReviewDecision;
  @Column('text') rationale!: string;
  /** Who held it: not always who wrote it down. */
  @ForeignKey('users') @Column('uuid', { name: 'held_by' }) heldBy!: string;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
