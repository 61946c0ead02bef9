import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** An action answers a need or a risk; unlinked, never removed. */
@Entity('plan_factor_actions')
export class PlanFactorAction {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('plans') @Column('uuid', { name: 'plan_id' }) planId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @ForeignKey('plan_needs') @Column('uuid', { name: 'need_id', nullable: true }) needId!: string | null;
  @ForeignKey('plan_risks') @Column('uuid', { name: 'risk_id', nullable: true }) riskId!: string | null;
  @ForeignKey('actions') @Column('uuid', { name: 'action_id' }) actionId!: string;
  @ForeignKey('users') @Column('uuid', { name: 'linked_by' }) linkedBy!: string;
  @Column('timestamptz', { name: 'linked_at' }) linkedAt!: Date;
  @ForeignKey('users') @Column('uuid', { name: 'unlinked_by', nullable: true }) unlinkedBy!: string | null;
  @Column('timestamptz', { name: 'unlinked_at', nullable: true }) unlinkedAt!: Date | null;
}
