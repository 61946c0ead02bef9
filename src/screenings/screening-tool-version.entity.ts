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
  @VersionColumn({ default: 1 }) version!: number;
}
