import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { ActionStatus } from '../actions';

/** What a review heard about one action that was open: how it ended, or that it goes on. */
@Entity('review_action_answers')
export class ReviewActionAnswer {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('reviews') @Column('uuid', { name: 'review_id' }) reviewId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @ForeignKey('actions') @Column('uuid', { name: 'action_id' }) actionId!: string;
  @Column('text') status!: ActionStatus;
  @Column('text', { default: '' }) outcome!: string;
}
