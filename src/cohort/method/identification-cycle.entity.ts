import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Day } from '../../shared/day';

/** One time the partnership looked through everybody. */
@Entity('identification_cycles')
export class IdentificationCycle {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('identification_methods') @Column('uuid', { name: 'method_id' }) methodId!: string;
  @Column('date', { name: 'held_on' }) heldOn!: Day;
  @Column('text') summary!: string;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
