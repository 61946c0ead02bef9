import { Injectable } from '@nestjs/common';
import { importedCheckDueOn } from '../cohort';
import { AddNote } from '../notes';
import { AccessRules, type Actor } from '../platform/access';
import { Actors } from '../platform/auth';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Stale } from '../shared/errors';
import type { Day } from '../shared/day';
import { newId } from '../shared/ids';
import { WorkingDaysAsKnown } from '../shared/working-days';
import { fingerprint } from './domain/fingerprint';
import type { ImportPlan } from './domain/import-plan';
import type { ImportRow } from './domain/import-row';
import { wholeRow } from './domain/left-over';
import { Import, type ImportSummary } from './import.entity';
import {
  ImportIsOver,
  ImportRunning,
  NoCoordinatorAnyMore,
  NoPanel,
  NothingToImport,
  PreviewChanged,
} from './import.errors';
import { ImportedRow, ImportedRowCells } from './import-row.entity';
import { type ImportPreview, ImportPreviews } from './import-previews';
import { MakePerson } from './make-person';

export interface Confirmation {
  id: string;
  version: number;
  /** The key of the preview that was looked at; without one, the preview as it is now is meant. */
  previewKey?: string;
}

/** Told before each person is made: how many are, of how many. */
export type OnProgress = (made: number, total: number) => void;

const ROWS_A_STATEMENT = 500;

/** Makes everything the preview promised, in one transaction: all of it or none of it. */
@Injectable()
export class ConfirmImport {
  constructor(
    private readonly transactions: Transactions,
    private readonly previews: ImportPreviews,
    private readonly makePerson: MakePerson,
    private readonly addNote: AddNote,
    private readonly rules: AccessRules,
    private readonly actors: Actors,
  ) {}

  run(
    actor: Actor,
    confirmation: Confirmation,
    submission?: Submission,
    onProgress?: OnProgress,
  ): Promise<ImportSummary> {
    return this.transactions.act(actor, (tx) => this.within(tx, confirmation, onProgress), submission);
  }

  /** @throws PreviewChanged when somebody recorded, in the meantime, what would change the outcome */
  async within(
    tx: Transaction,
    { id, version, previewKey }: Confirmation,
    onProgress?: OnProgress,
  ): Promise<ImportSummary> {
    // Everything or nothing in one transaction, which waits longer than a page for a row that somebody holds.
    await tx.query(`SELECT set_config('lock_timeout', '60s', true)`);
    // One import at a time: the next one sees what this one made, and makes nothing twice.
    const [lock] = await tx.query<{ taken: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('imports', 0)) AS taken`,
    );
    if (!lock?.taken) throw new ImportRunning();
    const ask = <Row>({ text, values }: { text: string; values?: unknown[] }): Promise<Row[]> => tx.query(text, values);
    const record = await this.previews.recordBy(ask, tx.actor, id);
    this.rules.ensureMay(tx.actor, 'confirm', 'Import', { uploadedBy: record.uploaded_by });
    if (record.status !== 'previewed') throw new ImportIsOver(record.status);
    if (record.version !== version) throw new Stale();
    const preview = await this.previews.previewBy(ask, tx.actor, record, tx.today);
    if (previewKey !== undefined && previewKey !== preview.key) throw new PreviewChanged();
    if (preview.plan.made.length + preview.plan.added.length === 0) throw new NothingToImport();
    if (preview.panel === null) throw new NoPanel();
    await this.make(tx, preview, preview.panel.id, onProgress);
    await this.ensureStillMay(tx.actor, record.uploaded_by, preview.panel.id);
    const summary = summaryOf(preview.plan, tx.today);
    await tx.change(Import, { id, version }, { status: 'confirmed', content: null, confirmedAt: tx.now, summary });
    await tx.audit({ act: 'import.confirmed', subjectType: 'import', subjectId: id, fields: ['status', 'summary'] });
    return summary;
  }

  /** Thousands of people take minutes, in which an account may be disabled, a role changed or a seat given up. */
  private async ensureStillMay({ userId }: Actor, uploadedBy: string, panelId: string): Promise<void> {
    const now = await this.actors.load(userId);
    const may = now && this.rules.may(now, 'confirm', 'Import', { uploadedBy }) && now.accessKeys.includes(panelId);
    if (!may) throw new NoCoordinatorAnyMore();
  }

  private async make(
    tx: Transaction,
    { record, plan }: ImportPreview,
    panelId: string,
    onProgress?: OnProgress,
  ): Promise<void> {
    const became: { row: ImportRow; individualId: string }[] = [];
    for (const [at, person] of plan.made.entries()) {
      onProgress?.(at, plan.made.length);
      const individualId = await this.makePerson.within(tx, {
        person,
        panelId,
        fileName: record.file_name,
        planOwnerId: plan.planOwnerOf(person),
        leadProfessionalId: plan.leadProfessionalOf(person),
      });
      became.push(...person.rows.map((row) => ({ row, individualId })));
    }
    for (const { rows, individualId } of plan.added) {
      for (const row of rows) {
        const text = `Row ${row.rowNumber} of ${record.file_name} is about this person.\n\n${wholeRow(row)}`;
        await this.addNote.within(tx, { individualId, text, basis: 'opinion', happenedOn: tx.today });
        became.push({ row, individualId });
      }
    }
    await rememberRows(tx, record.id, became);
  }
}

async function rememberRows(
  tx: Transaction,
  importId: string,
  became: { row: ImportRow; individualId: string }[],
): Promise<void> {
  const rows = became.map(({ row, individualId }) => ({ id: newId(), row, individualId }));
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) {
    const batch = rows.slice(at, at + ROWS_A_STATEMENT);
    await tx.insert(
      ImportedRow,
      batch.map(({ id, row, individualId }) => ({
        id,
        importId,
        individualId,
        rowNumber: row.rowNumber,
        fingerprint: Buffer.from(fingerprint(row), 'hex'),
      })),
    );
    await tx.insert(
      ImportedRowCells,
      batch.map(({ id, row, individualId }) => ({ id, individualId, cells: row.raw })),
    );
  }
}

/** Counts and row numbers only: the summary outlives the file. */
function summaryOf(plan: ImportPlan, today: Day): ImportSummary {
  const heldBackRows = plan.heldBack.flatMap(({ rows }) => rows.map((row) => row.rowNumber)).sort((a, b) => a - b);
  const rowsMade = plan.made.reduce((sum, { rows }) => sum + rows.length, 0);
  const rowsAdded = plan.added.reduce((sum, { rows }) => sum + rows.length, 0);
  const [importedBefore, changed, copies] = [plan.importedBefore, plan.changed, plan.copies].map((rows) => rows.length);
  return {
    rows: rowsMade + rowsAdded + heldBackRows.length + (importedBefore ?? 0) + (changed ?? 0) + (copies ?? 0),
    made: plan.made.length,
    added: plan.added.length,
    importedBefore,
    changed,
    copies,
    heldBackRows,
    checkBy: importedCheckDueOn(today, new WorkingDaysAsKnown().isWorkingDay),
  };
}
