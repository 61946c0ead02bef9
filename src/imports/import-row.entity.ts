import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { ImportField } from './domain/recognise-columns';

/** The fingerprint of a row that was imported, and whom it became. */
@Entity('import_rows')
export class ImportedRow {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('imports') @Column('uuid', { name: 'import_id' }) importId!: string;
  @Column('integer', { name: 'row_number' }) rowNumber!: number;
  @Column('bytea') fingerprint!: Buffer;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  /** Kept by the database: to a coordinator who is not named, a row about a restricted person was never imported. */
  @Column({ type: 'boolean', name: 'is_restricted', default: false, insert: false, update: false })
  isRestricted!: boolean;
}

/** What the row said then; only whoever sees the individual reads it. */
@Entity('import_row_cells')
export class ImportedRowCells {
  @ForeignKey('import_rows') @PrimaryColumn('uuid') id!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('jsonb') cells!: Partial<Record<ImportField, string>>;
}
