import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
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
  @ForeignKey('users') @Column('uuid', { name: 'author_id' }) authorId!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
