import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '../../shared/day';
import type { Rag } from '../domain/rag';

/** One activity of the strategy plan, and how far it is. */
@Entity('strategy_activities')
export class StrategyActivity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('strategy_plans') @Column('uuid', { name: 'plan_id' }) planId!: string;
  @Column('text') priority!: string;
  @Column('text') aim!: string;
  @Column('text') activity!: string;
  @Column('text', { name: 'success_measure' }) successMeasure!: string;
  /** The lead partner. */
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('uuid', { name: 'owner_ids', array: true }) ownerIds!: string[];
  @Column('date', { name: 'starts_on' }) startsOn!: Day;
  @Column('date', { name: 'target_on' }) targetOn!: Day;
  @Column('text', { nullable: true }) progress!: string | null;
  @Column('integer', { name: 'percent_complete', default: 0 }) percentComplete!: number;
  /** Chosen by a person, with a reason. */
  @Column('text', { default: 'grey' }) rag!: Rag;
  @Column('text', { name: 'rag_reason', nullable: true }) ragReason!: string | null;
  /** Why it is no longer pursued; null while it is. */
  @Column('text', { name: 'withdrawn_reason', nullable: true }) withdrawnReason!: string | null;
  @VersionColumn({ default: 1 }) version!: number;
}
