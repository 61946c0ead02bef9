import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Visibility } from '../notes';
import type { Day } from '../shared/day';
import type { EntrySection, VoiceAnswer } from './domain/plan-vocabulary';

/** A dated entry of one section's long text: a correction adds, it does not overwrite. */
@Entity('plan_entries')
export class PlanEntryRecord {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('plans') @Column('uuid', { name: 'plan_id' }) planId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') section!: EntrySection;
  @Column('text', { name: 'voice_answer', nullable: true }) voiceAnswer!: VoiceAnswer | null;
  @Column('text') text!: string;
  /** When the person or the carer was asked, or it was tried. */
  @Column('date', { name: 'asked_on', nullable: true }) askedOn!: Day | null;
  /** By name: it may be somebody without an account. */
  @Column('text', { name: 'asked_by', nullable: true }) askedBy!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'author_id' }) authorId!: string;
  @Column('text', { default: 'all_agencies' }) visibility!: Visibility;
  @Column('uuid', { name: 'visible_to', array: true, default: [] }) visibleTo!: string[];
  /** The agency of whoever wrote it, as it was then; kept by the database. */
  @ForeignKey('agencies')
  @Column({ type: 'uuid', name: 'supplied_by', insert: false, update: false })
  suppliedBy!: string;
  @Column('boolean', { name: 'may_be_passed_on', default: true }) mayBePassedOn!: boolean;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
