import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Day } from '../../shared/day';
import type { EntryKind } from '../register-words';

/** Dated progress or evidence of one line of one register. Added to, never changed. */
@Entity('register_entries')
export class RegisterEntry {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('strategy_activities') @Column('uuid', { name: 'activity_id', nullable: true }) activityId!:
    string | null;
  @ForeignKey('strategic_risks') @Column('uuid', { name: 'risk_id', nullable: true }) riskId!: string | null;
  @ForeignKey('learning_actions') @Column('uuid', { name: 'learning_id', nullable: true }) learningId!: string | null;
  @Column('text') kind!: EntryKind;
  @Column('date', { name: 'happened_on' }) happenedOn!: Day;
  @Column('text') text!: string;
  /** Where the evidence itself lies. */
  @Column('text', { name: 'kept_at', nullable: true }) keptAt!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'author_id' }) authorId!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
