import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '../shared/day';
import type { ImportChoices } from './domain/choices';

export type ImportStatus = 'previewed' | 'confirmed' | 'abandoned';

/** What was done, without a word about any person: row numbers lead back to the sheet of whoever uploaded it. */
export interface ImportSummary {
  rows?: number;
  made?: number;
  added?: number;
  importedBefore?: number;
  changed?: number;
  copies?: number;
  heldBackRows?: number[];
  /** By when whoever was made is to be checked: all of them rest on the sheet alone. */
  checkBy?: Day;
}

/** An uploaded spreadsheet. Its content stays only until it is confirmed or abandoned. */
@Entity('imports')
export class Import {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'file_name' }) fileName!: string;
  @Column('bytea', { name: 'file_hash' }) fileHash!: Buffer;
  @Column('bytea', { nullable: true }) content!: Buffer | null;
  @Column('text') status!: ImportStatus;
  @Column('jsonb', { default: {} }) choices!: ImportChoices;
  @Column('jsonb', { default: {} }) summary!: ImportSummary;
  @ForeignKey('users') @Column('uuid', { name: 'uploaded_by' }) uploadedBy!: string;
  @Column('timestamptz', { name: 'uploaded_at' }) uploadedAt!: Date;
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt!: Date | null;
  @VersionColumn({ default: 1 }) version!: number;
}
