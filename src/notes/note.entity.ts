import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Day } from '../shared/day';
import type { Visibility } from '../individuals';

/** What kind of statement a note is, so that an allegation is never read as a fact. */
export const NOTE_BASES = ['fact', 'opinion', 'allegation', 'intelligence'] as const;
export type NoteBasis = (typeof NOTE_BASES)[number];

/** One dated entry on a case. Added, never overwritten: a correction is another entry that points at the first. */
@Entity('notes')
export class Note {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') text!: string;
  @Column('text') basis!: NoteBasis;
  @Column('date', { name: 'happened_on' }) happenedOn!: Day;
  @Column('text', { default: 'all_agencies' }) visibility!: Visibility;
  @Column('uuid', { name: 'visible_to', array: true, default: [] }) visibleTo!: string[];
  /** The agency of whoever wrote it, as it was then; kept by the database. */
  @ForeignKey('agencies')
  @Column({ type: 'uuid', name: 'supplied_by', insert: false, update: false })
  suppliedBy!: string;
  @Column('boolean', { name: 'may_be_passed_on', default: false }) mayBePassedOn!: boolean;
  @ForeignKey('notes') @Column('uuid', { name: 'corrects_id', nullable: true }) correctsId!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'author_id' }) authorId!: string;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
