import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Import } from './import.entity';
import { ImportIsOver } from './import.errors';
import { ImportPreviews } from './import-previews';

/** Ends an import without making anything; the uploaded content is removed. */
@Injectable()
export class AbandonImport {
  constructor(
    private readonly transactions: Transactions,
    private readonly previews: ImportPreviews,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, seen: { id: string; version: number }, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, seen), submission);
  }

  async within(tx: Transaction, { id, version }: { id: string; version: number }): Promise<{ id: string }> {
    const record = await this.previews.recordBy(({ text, values }) => tx.query(text, values), tx.actor, id);
    this.rules.ensureMay(tx.actor, 'abandon', 'Import', { uploadedBy: record.uploaded_by });
    if (record.status !== 'previewed') throw new ImportIsOver(record.status);
    await tx.change(Import, { id, version }, { status: 'abandoned', content: null });
    await tx.audit({ act: 'import.abandoned', subjectType: 'import', subjectId: id, fields: ['status'] });
    return { id };
  }
}
