import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Why no action answers a need or a risk. */
@Entity('plan_gap_explanations')
export class PlanGapExplanation {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('plans') @Column('uuid', { name: 'plan_id' }) planId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @ForeignKey('plan_needs') @Column('uuid', { name: 'need_id', nullable: true }) needId!: string | null;
  @ForeignKey('plan_risks') @Column('uuid', { name: 'risk_id', nullable: true }) riskId!: string | null;
  @Column('text') explanation!: string;
  @ForeignKey('users') @Column('uuid', { name: 'explained_by' }) explainedBy!: string;
  @Column('timestamptz', { name: 'explained_at' }) explainedAt!: Date;
}
