import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '../shared/day';
import type { AuditAnswers, AuditGrade } from './domain/audit-tool';

/** A quality audit of one edition of a plan, drawn by lot. */
@Entity('plan_audits')
export class PlanAudit {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('plans') @Column('uuid', { name: 'plan_id' }) planId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('integer') edition!: number;
  @Column('uuid', { name: 'sample_id' }) sampleId!: string;
  @Column('text') status!: 'to_do' | 'done';
  @Column('integer', { name: 'tool_version' }) toolVersion!: number;
  @Column('jsonb', { default: {} }) answers!: Partial<AuditAnswers>;
  @Column('text', { nullable: true }) grade!: AuditGrade | null;
  @Column('text', { default: '' }) strengths!: string;
  @Column('text', { default: '' }) findings!: string;
  @Column('date', { name: 're_audit_on', nullable: true }) reAuditOn!: Day | null;
  @ForeignKey('plan_audits') @Column('uuid', { name: 're_audit_of', nullable: true }) reAuditOf!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'drawn_by' }) drawnBy!: string;
  @Column('timestamptz', { name: 'drawn_at' }) drawnAt!: Date;
  @ForeignKey('users') @Column('uuid', { name: 'audited_by', nullable: true }) auditedBy!: string | null;
  @Column('timestamptz', { name: 'audited_at', nullable: true }) auditedAt!: Date | null;
  @VersionColumn({ default: 1 }) version!: number;
}
