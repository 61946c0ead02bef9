import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '../../shared/day';

/** A risk to the partnership's work: because of a cause an event may happen, with an effect. */
@Entity('strategic_risks')
export class StrategicRisk {
  @PrimaryColumn('uuid') id!: string;
  /** Said as "R3". */
  @Column('integer') number!: number;
  @Column('text') cause!: string;
  @Column('text') event!: string;
  @Column('text') effect!: string;
  @Column('text') controls!: string;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @ForeignKey('users') @Column('uuid', { name: 'owner_id' }) ownerId!: string;
  /** As if there were no controls. 1 to 5, like the others. */
  @Column('integer', { name: 'inherent_likelihood' }) inherentLikelihood!: number;
  @Column('integer', { name: 'inherent_impact' }) inherentImpact!: number;
  /** With the controls as they are: the newest of its scores. */
  @Column('integer', { name: 'current_likelihood' }) currentLikelihood!: number;
  @Column('integer', { name: 'current_impact' }) currentImpact!: number;
  /** Where the board wants it. */
  @Column('integer', { name: 'target_likelihood' }) targetLikelihood!: number;
  @Column('integer', { name: 'target_impact' }) targetImpact!: number;
  @Column('date', { name: 'review_due_on' }) reviewDueOn!: Day;
  @Column('date', { name: 'closed_on', nullable: true }) closedOn!: Day | null;
  @Column('text', { name: 'closed_reason', nullable: true }) closedReason!: string | null;
  @VersionColumn({ default: 1 }) version!: number;
}
