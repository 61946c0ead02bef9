import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { TransferKind, TransferOutcome } from './transfer-words';

/** A move of a case, in or out of the area or to another lead professional, that waits for the panel or was decided by it. */
@Entity('case_transfers')
export class CaseTransfer {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') kind!: TransferKind;
  /** With a move between areas: the authority there. */
  @Column('text', { name: 'other_authority', nullable: true }) otherAuthority!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'new_lead_id', nullable: true }) newLeadId!: string | null;
  @Column('text') why!: string;
  @ForeignKey('users') @Column('uuid', { name: 'asked_by' }) askedBy!: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  /** Null while it waits. */
  @Column('text', { nullable: true }) outcome!: TransferOutcome | null;
  @ForeignKey('users') @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt!: Date | null;
  @ForeignKey('meeting_items')
  @Column('uuid', { name: 'decided_item_id', nullable: true })
  decidedItemId!: string | null;
  @VersionColumn({ default: 1 }) version!: number;
}
