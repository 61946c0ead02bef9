import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '../../shared/day';
import type { ExploitationJudgement, ViolenceJudgement } from '../domain/judge-band';
import type { GivenAnswers } from '../domain/score-question';

/** Made-up answers to a tool with the bands they must give. About nobody; run again with every draft. */
@Entity('screening_tool_examples')
export class ToolExample {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('screening_tools') @Column('uuid', { name: 'tool_id' }) toolId!: string;
  @Column('text') title!: string;
  @Column('date', { name: 'screened_on' }) screenedOn!: Day;
  @Column('integer', { nullable: true }) age!: number | null;
  @Column('jsonb') answers!: GivenAnswers;
  @Column('text', { name: 'expected_exploitation_band' }) expectedExploitationBand!: ExploitationJudgement;
  @Column('text', { name: 'expected_violence_band' }) expectedViolenceBand!: ViolenceJudgement;
  @ForeignKey('users') @Column('uuid', { name: 'kept_by' }) keptBy!: string;
  @Column('timestamptz', { name: 'kept_at' }) keptAt!: Date;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt!: Date | null;
  @VersionColumn({ default: 1 }) version!: number;
}
