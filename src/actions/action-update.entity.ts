import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { ActionStanding } from './action-words';

/** How an action goes, told as it goes; a dated entry, never changed. */
@Entity('action_updates')
export class ActionUpdate {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('actions') @Column('uuid', { name: 'action_id' }) actionId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') standing!: ActionStanding;
  @Column('integer', { name: 'percent_complete', nullable: true }) percentComplete!: number | null;
  @Column('text') text!: string;
  @ForeignKey('users') @Column('uuid', { name: 'made_by' }) madeBy!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
}
