import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Day } from '../../shared/day';

export const SECOND_LOOK_OUTCOMES = ['confirmed', 'amended', 'ended'] as const;
export type SecondLookOutcome = (typeof SECOND_LOOK_OUTCOMES)[number];

/** That somebody looked again at a relationship. Added to, never changed. */
@Entity('relationship_reviews')
export class RelationshipReview {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('individual_relationships') @Column('uuid', { name: 'relationship_id' }) relationshipId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') outcome!: SecondLookOutcome;
  @Column('text') note!: string;
  @Column('date', { name: 'was_due_on', nullable: true }) wasDueOn!: Day | null;
  @Column('date', { name: 'next_on', nullable: true }) nextOn!: Day | null;
  /** The relationship as it is recorded from now on, where it was put another way. */
  @ForeignKey('individual_relationships')
  @Column('uuid', { name: 'replaced_by', nullable: true })
  replacedBy!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'reviewed_by' }) reviewedBy!: string;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('timestamptz', { name: 'reviewed_at' }) reviewedAt!: Date;
}
