import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '../shared/day';
import type { ToolDefinition } from './domain/tool-definition';

export type ToolVersionStatus = 'draft' | 'in_force' | 'retired';

/** One version of a tool, kept for ever: old screenings are read with the questions they were asked. */
@Entity('screening_tool_versions')
export class ScreeningToolVersion {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('screening_tools') @Column('uuid', { name: 'tool_id' }) toolId!: string;
  @Column('integer') number!: number;
  @Column('text') status!: ToolVersionStatus;
  @Column('jsonb') definition!: ToolDefinition;
  @Column('date', { name: 'in_force_on', nullable: true }) inForceOn!: Day | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  /** Everybody who wrote in the draft: none of them may agree that it comes into force. */
  @Column('uuid', { name: 'drafted_by', array: true, default: [] }) draftedBy!: string[];
  @ForeignKey('screening_tool_versions')
  @Column('uuid', { name: 'based_on_id', nullable: true })
  basedOnId!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'asked_by', nullable: true }) askedBy!: string | null;
  @Column('timestamptz', { name: 'asked_at', nullable: true }) askedAt!: Date | null;
  /** The day the partnership decided; `inForceOn` is the day it took effect. */
  @Column('date', { name: 'decided_on', nullable: true }) decidedOn!: Day | null;
  @Column('text', { name: 'decision_reason', nullable: true }) decisionReason!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'agreed_by', nullable: true }) agreedBy!: string | null;
  @Column('timestamptz', { name: 'agreed_at', nullable: true }) agreedAt!: Date | null;
  @Column('date', { name: 'retired_on', nullable: true }) retiredOn!: Day | null;
  @VersionColumn({ default: 1 }) version!: number;
}
