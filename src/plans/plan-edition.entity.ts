import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { EditionContent } from './domain/plan-content';

/** The plan as it was approved, readable for ever; the service may neither change nor delete it. */
@Entity('plan_editions')
@Unique('plan_editions_number_unique', ['planId', 'number'])
export class PlanEdition {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('plans') @Column('uuid', { name: 'plan_id' }) planId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('integer') number!: number;
  @Column('jsonb') content!: EditionContent;
  @ForeignKey('users') @Column('uuid', { name: 'approved_by' }) approvedBy!: string;
  @Column('timestamptz', { name: 'approved_at' }) approvedAt!: Date;
}
