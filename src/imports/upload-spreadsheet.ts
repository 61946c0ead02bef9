import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { noChoices } from './domain/choices';
import { cleanText } from './domain/clean-text';
import { readSpreadsheet } from './domain/read-spreadsheet';
import { Import } from './import.entity';
import { oneUploadAtATime, openPreviews, samePreview } from './imports.queries';

export interface UploadedFile {
  name: string;
  content: Buffer;
}

/** More than any cohort: a file like this is the wrong file, or wants to be split. */
export const MOST_ROWS = 10_000;
/** Each keeps a file of up to 10 MB until it is confirmed or abandoned. */
export const MOST_OPEN = 10;

/** Takes a spreadsheet in for a preview. Nothing of it becomes a record yet. */
@Injectable()
export class UploadSpreadsheet {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, file: UploadedFile, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, file), submission);
  }

  /**
   * The same file uploaded again by the same person while its preview is open leads to that preview.
   * @throws Invalid when it is not a CSV file of people
   */
  async within(tx: Transaction, file: UploadedFile): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'upload', 'Import', {});
    const sheet = readSpreadsheet(file.content, { today: tx.today });
    if (sheet.status === 'refused') throw new Invalid([{ field: 'file', message: sheet.reason }]);
    if (sheet.rows.length > MOST_ROWS) {
      const message = `The sheet has ${sheet.rows.length} rows. Upload at most 10,000 at a time: split it into several files.`;
      throw new Invalid([{ field: 'file', message }]);
    }
    const fileHash = createHash('sha256').update(file.content).digest();
    const { text, values } = samePreview(tx.actor, fileHash);
    const [open] = await tx.query<{ id: string }>(text, values);
    if (open) return open;
    await ensureRoom(tx);
    const id = newId();
    await tx.insert(Import, {
      id,
      fileHash,
      fileName: fileNameOf(file.name),
      content: file.content,
      status: 'previewed',
      choices: noChoices,
      summary: { rows: sheet.rows.filter((row) => !row.isBlank).length },
      uploadedBy: tx.actor.userId,
      uploadedAt: tx.now,
    });
    await tx.audit({ act: 'import.uploaded', subjectType: 'import', subjectId: id });
    return { id };
  }
}

async function ensureRoom(tx: Transaction): Promise<void> {
  const lock = oneUploadAtATime(tx.actor);
  await tx.query(lock.text, lock.values);
  const { text, values } = openPreviews(tx.actor);
  const [previews] = await tx.query<{ open: number }>(text, values);
  if ((previews?.open ?? 0) < MOST_OPEN) return;
  const message = `You have ${MOST_OPEN} spreadsheets that wait for you. Confirm or abandon one of them, then upload this one`;
  throw new Invalid([{ field: 'file', message }]);
}

/** Browsers send the name as bytes that arrive as latin1; some send a path with it. */
function fileNameOf(sent: string): string {
  const bytes = Buffer.from(sent, 'latin1');
  const decoded = bytes.toString('utf8');
  const name = decoded.includes('\ufffd') ? sent : decoded;
  return cleanText(name.split(/[\\/]/).at(-1) ?? '').text.slice(0, 200) || 'spreadsheet.csv';
}
