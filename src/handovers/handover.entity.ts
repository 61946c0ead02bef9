import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { HeldKind } from './domain/held';
import type { HandoverReason, HandoverStatus } from './handover-words';

/** Who is to hold one thing, and the version of it that was seen. */
export interface Choice {
  kind: HeldKind;
  thingId: string;
  version: number;
  newHolderId: string;
}

/** One guided step that hands on what a person holds, or the ticked cases or actions of several. */
@Entity('handovers')
export class Handover {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('users') @Column('uuid', { name: 'from_user_id', nullable: true }) fromUserId!: string | null;
  @Column('uuid', { name: 'individual_ids', array: true, default: [] }) individualIds!: string[];
  /** Not empty: of these ticked actions alone; their cases are `individualIds`. */
  @Column('uuid', { name: 'action_ids', array: true, default: [] }) actionIds!: string[];
  @Column('text') reason!: HandoverReason;
  /** The agency of whoever prepared it: its managers may go on with it. */
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('text', { default: 'prepared' }) status!: HandoverStatus;
  @Column('jsonb', { default: [] }) choices!: Choice[];
  @ForeignKey('users') @Column('uuid', { name: 'made_by' }) madeBy!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @ForeignKey('users') @Column('uuid', { name: 'confirmed_by', nullable: true }) confirmedBy!: string | null;
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt!: Date | null;
  @ForeignKey('users') @Column('uuid', { name: 'undone_by', nullable: true }) undoneBy!: string | null;
  @Column('timestamptz', { name: 'undone_at', nullable: true }) undoneAt!: Date | null;
  @VersionColumn({ default: 1 }) version!: number;
}
