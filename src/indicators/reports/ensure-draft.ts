import type { Transaction } from '../../platform/database';
import { Conflict, NotFound } from '../../shared/errors';
import { oneReport, type ReportRow } from './reports.queries';

class IssuedAlready extends Conflict {
  constructor() {
    super('This report was issued. Make a new version to change it.');
  }
}

/** @throws NotFound, or a conflict when the report was issued */
export async function ensureDraft(tx: Transaction, id: string): Promise<ReportRow> {
  const { text, values } = oneReport(id);
  const [report] = await tx.query<ReportRow>(text, values ?? []);
  if (!report) throw new NotFound();
  if (report.status === 'issued') throw new IssuedAlready();
  return report;
}
