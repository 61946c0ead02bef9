import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Day } from '../shared/day';
import type { ExploitationJudgement, ViolenceJudgement } from './domain/judge-band';
import type { KeptAnswers, KeptResult } from './kept-screening';

export type ScreeningSource = 'recorded' | 'imported';

/** One completed assessment with one version of a tool. It is never changed: a correction is another screening. */
@Entity('screenings')
export class Screening {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @ForeignKey('screening_tool_versions')
  @Column('uuid', { name: 'tool_version_id', nullable: true })
  toolVersionId!: string | null;
  @Column('date', { name: 'screened_on' }) screenedOn!: Day;
  @Column('jsonb', { default: {} }) answers!: KeptAnswers | Record<string, never>;
  @Column('jsonb', { default: {} }) result!: KeptResult | Record<string, never>;
  /** What the answers gave. */
  @Column('text', { name: 'exploitation_band' }) exploitationBand!: ExploitationJudgement;
  @Column('text', { name: 'violence_band' }) violenceBand!: ViolenceJudgement;
  /** The judged band where it differs and is in effect; a lower one waits in `result` for a second person. */
  @Column('text', { name: 'judged_exploitation_band', nullable: true })
  judgedExploitationBand!: ExploitationJudgement | null;
  @Column('text', { name: 'judged_violence_band', nullable: true }) judgedViolenceBand!: ViolenceJudgement | null;
  @Column('text', { name: 'judgement_reason', nullable: true }) judgementReason!: string | null;
  @Column('text', { default: 'recorded' }) source!: ScreeningSource;
  @ForeignKey('users') @Column('uuid', { name: 'screened_by' }) screenedBy!: string;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
