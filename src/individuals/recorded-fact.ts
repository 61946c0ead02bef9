import { Column, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '../shared/day';

/** What somebody recorded about an individual: withdrawn with a reason when it was wrong, never deleted. */
export abstract class RecordedFact {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
  @ForeignKey('users') @Column('uuid', { name: 'withdrawn_by', nullable: true }) withdrawnBy!: string | null;
  /** Why it was recorded in error. */
  @Column('text', { name: 'withdrawn_because', nullable: true }) withdrawnBecause!: string | null;
  @VersionColumn({ default: 1 }) version!: number;
}

/** What is true for a time. The last day is the first on which it is true no more. */
export abstract class DatedFact extends RecordedFact {
  @Column('date', { name: 'until_on', nullable: true }) untilOn!: Day | null;
}
