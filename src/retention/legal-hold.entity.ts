import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { HoldKind, RecordKind } from './retention-words';

/** A record that must not be deleted, whatever its date. */
@Entity('legal_holds')
export class LegalHold {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'subject_kind' }) subjectKind!: RecordKind;
  @Column('uuid', { name: 'subject_id' }) subjectId!: string;
  @Column('text') reference!: string;
  @Column('text') kind!: HoldKind;
  @Column('text') basis!: string;
  @ForeignKey('users') @Column('uuid', { name: 'placed_by' }) placedBy!: string;
  @Column('timestamptz', { name: 'placed_at' }) placedAt!: Date;
  @ForeignKey('users') @Column('uuid', { name: 'ended_by', nullable: true }) endedBy!: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @VersionColumn({ default: 1 }) version!: number;
}
