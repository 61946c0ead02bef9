import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Day } from '../../shared/day';

/** One current score that a risk was given, with why. Added to, never changed. */
@Entity('strategic_risk_scores')
export class StrategicRiskScore {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('strategic_risks') @Column('uuid', { name: 'risk_id' }) riskId!: string;
  @Column('date', { name: 'scored_on' }) scoredOn!: Day;
  @Column('integer') likelihood!: number;
  @Column('integer') impact!: number;
  @Column('text') reason!: string;
  @ForeignKey('users') @Column('uuid', { name: 'scored_by' }) scoredBy!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
