import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Day } from '../../shared/day';
import type { Rag } from '../domain/rag';

/** One activity as it stood when the plan was signed off: names, not ids, so that it reads the same for ever. */
export interface FrozenActivity {
  priority: string;
  aim: string;
  activity: string;
  successMeasure: string;
  lead: string;
  owners: string[];
  targetOn: Day;
  progress: string | null;
  percentComplete: number;
  rag: Rag;
  ragReason: string | null;
  withdrawnReason: string | null;
}

/** The plan as it stood at an annual review. Added to, never changed. */
@Entity('strategy_editions')
export class StrategyEdition {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('strategy_plans') @Column('uuid', { name: 'plan_id' }) planId!: string;
  @Column('integer') number!: number;
  @Column('date', { name: 'was_due_on' }) wasDueOn!: Day;
  @Column('date', { name: 'reviewed_on' }) reviewedOn!: Day;
  @Column('text') summary!: string;
  /** What is to change in the year that follows. */
  @Column('text') changes!: string;
  @Column('jsonb') contents!: FrozenActivity[];
  @ForeignKey('users') @Column('uuid', { name: 'signed_off_by' }) signedOffBy!: string;
  @Column('timestamptz', { name: 'signed_off_at' }) signedOffAt!: Date;
}
