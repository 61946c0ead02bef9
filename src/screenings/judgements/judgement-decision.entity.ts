import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

export const JUDGEMENT_DECISIONS = ['agreed', 'not_agreed'] as const;
export type JudgementDecisionMade = (typeof JUDGEMENT_DECISIONS)[number];

/** Whether a second person agreed to a band judged lower than the answers give. Once; never changed. */
@Entity('screening_judgement_decisions')
export class JudgementDecision {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('screenings') @Column('uuid', { name: 'screening_id' }) screeningId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') decision!: JudgementDecisionMade;
  @Column('text') reason!: string;
  @ForeignKey('users') @Column('uuid', { name: 'decided_by' }) decidedBy!: string;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('timestamptz', { name: 'decided_at' }) decidedAt!: Date;
}
