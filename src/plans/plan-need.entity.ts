import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { NeedDomain, NeedStatus } from './domain/plan-vocabulary';

/** What is known of one domain of need. Adverse childhood experiences are described, never counted into a score. */
@Entity('plan_needs')
@Unique('plan_needs_domain_once', ['planId', 'domain'])
export class PlanNeedRecord {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('plans') @Column('uuid', { name: 'plan_id' }) planId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') domain!: NeedDomain;
  @Column('text') status!: NeedStatus;
  @Column('text', { default: '' }) detail!: string;
  /** What shows it, and who said so. */
  @Column('text', { default: '' }) evidence!: string;
  /** Its author wants it in the version for the person and family. */
  @Column('boolean', { name: 'shown_to_family', default: false }) shownToFamily!: boolean;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
