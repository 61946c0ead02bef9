import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '../../shared/day';
import type { ReviewKind } from '../register-words';

/** A recommendation of a review after serious harm, and who does what about it by when. */
@Entity('learning_actions')
export class LearningAction {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'review_kind' }) reviewKind!: ReviewKind;
  @Column('text', { name: 'review_title' }) reviewTitle!: string;
  @Column('date', { name: 'published_on', nullable: true }) publishedOn!: Day | null;
  @Column('text') recommendation!: string;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @ForeignKey('users') @Column('uuid', { name: 'owner_id' }) ownerId!: string;
  @Column('date', { name: 'due_on' }) dueOn!: Day;
  @Column('date', { name: 'closed_on', nullable: true }) closedOn!: Day | null;
  /** What is different because of it: without an answer it is not closed. */
  @Column('text', { name: 'what_changed', nullable: true }) whatChanged!: string | null;
  @VersionColumn({ default: 1 }) version!: number;
}
