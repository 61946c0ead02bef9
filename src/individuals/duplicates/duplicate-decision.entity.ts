import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';

/** That two records are of two people, said by somebody who saw both: one row for both orders. */
@Entity('duplicate_decisions')
export class DuplicateDecision {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'lower_id' }) lowerId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'higher_id' }) higherId!: string;
  @Column('text') reason!: string;
  @Column('text', { name: 'compared_as' }) comparedAs!: string;
  @ForeignKey('users') @Column('uuid', { name: 'decided_by' }) decidedBy!: string;
  @Column('timestamptz', { name: 'decided_at' }) decidedAt!: Date;
  @ForeignKey('users') @Column('uuid', { name: 'reopened_by', nullable: true }) reopenedBy!: string | null;
  @Column('timestamptz', { name: 'reopened_at', nullable: true }) reopenedAt!: Date | null;
  @Column('text', { name: 'reopened_because', nullable: true }) reopenedBecause!: string | null;
  @VersionColumn({ default: 1 }) version!: number;
}
