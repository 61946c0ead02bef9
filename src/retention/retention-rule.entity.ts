import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { RecordKind } from './retention-words';

/** How long one kind of record is kept, from which event, on what basis. The partnership's own decision, as data. */
@Entity('retention_rules')
export class RetentionRule {
  @PrimaryColumn('text') kind!: string;
  @Column('text', { name: 'subject_kind' }) subjectKind!: RecordKind;
  @Column('text', { name: 'from_event' }) fromEvent!: string;
  @Column('integer') months!: number;
  /** Kept until this birthday, if that is later. */
  @Column('integer', { name: 'until_age', nullable: true }) untilAge!: number | null;
  @Column('text', { name: 'legal_basis' }) legalBasis!: string;
  @Column('text') source!: string;
  @ForeignKey('users') @Column('uuid', { name: 'changed_by', nullable: true }) changedBy!: string | null;
  @Column('timestamptz', { name: 'changed_at', nullable: true }) changedAt!: Date | null;
  @VersionColumn({ default: 1 }) version!: number;
}
