import { Column, Entity, ForeignKey, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '../shared/day';
import type { ErasureGround, RecordKind } from './retention-words';

export type ErasureStatus = 'waiting' | 'done' | 'refused' | 'withdrawn';

/** That somebody asked for a record to be deleted and what another person decided; once done, nothing about the person. */
@Entity('erasures')
@Index('erasures_one_waiting', ['subjectId'], { unique: true, where: "status = 'waiting'" })
export class Erasure {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'subject_kind' }) subjectKind!: RecordKind;
  @Column('uuid', { name: 'subject_id', nullable: true }) subjectId!: string | null;
  @Column('text', { nullable: true }) reference!: string | null;
  @Column('text') ground!: ErasureGround;
  @ForeignKey('retention_rules') @Column('text', { nullable: true }) rule!: string | null;
  @Column('date', { name: 'was_due_on', nullable: true }) wasDueOn!: Day | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'asked_by' }) askedBy!: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  @Column('text', { default: 'waiting' }) status!: ErasureStatus;
  @ForeignKey('users') @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt!: Date | null;
  @Column('text', { nullable: true }) refusal!: string | null;
  /** How many rows of which table went; set by erase_record alone. */
  @Column('jsonb', { nullable: true }) counts!: Record<string, number> | null;
  @VersionColumn({ default: 1 }) version!: number;
}
