import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Tier } from '../individuals';
import type { AuditFilter } from '../platform/audit';

export const EXPORT_KINDS = ['cases', 'evaluation', 'audit'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];
export type ExportStatus = 'waiting' | 'ready' | 'refused';

/** A file somebody takes out: why, what of it, who agreed, how many rows, and until when. Its content is not kept. */
@Entity('exports')
export class Export {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: ExportKind;
  @Column('text') purpose!: string;
  /** The filter: null is every tier. */
  @Column('text', { nullable: true }) tier!: Tier | null;
  /** Of the audit: what of it; {} is the whole. */
  @Column('jsonb', { nullable: true }) filter!: AuditFilter | null;
  /** How many people it held when it was asked for; null of an extract, whose asker sees nobody. */
  @Column('integer', { nullable: true }) people!: number | null;
  @Column('text') status!: ExportStatus;
  @ForeignKey('users') @Column('uuid', { name: 'requested_by' }) requestedBy!: string;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('timestamptz', { name: 'requested_at' }) requestedAt!: Date;
  @ForeignKey('users') @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt!: Date | null;
  @Column('text', { name: 'decision_reason', nullable: true }) decisionReason!: string | null;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('integer', { default: 0 }) downloads!: number;
  @Column('integer', { name: 'rows_given', nullable: true }) rowsGiven!: number | null;
  /** Of an extract: how coarse it is, its smallest group, and of a hundred people how many would have stood alone or are withheld. */
  @Column('integer', { nullable: true }) detail!: number | null;
  @Column('integer', { name: 'least_group', nullable: true }) leastGroup!: number | null;
  @Column('integer', { name: 'alone_share', nullable: true }) aloneShare!: number | null;
  @Column('integer', { name: 'withheld_share', nullable: true }) withheldShare!: number | null;
  @VersionColumn({ default: 1 }) version!: number;
}
