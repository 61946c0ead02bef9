import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Who was invited to a review, whether they came, and what they brought. Not every attendee has an account. */
@Entity('review_attendees')
export class ReviewAttendee {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('reviews') @Column('uuid', { name: 'review_id' }) reviewId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') name!: string;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id', nullable: true }) agencyId!: string | null;
  @Column('text', { default: '' }) role!: string;
  @Column('boolean') attended!: boolean;
  /** A report came in writing, most of all from who could not come. */
  @Column('boolean', { name: 'report_received', default: false }) reportReceived!: boolean;
  @Column('text', { default: '' }) contribution!: string;
}
