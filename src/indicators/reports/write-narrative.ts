import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { newId } from '../../shared/ids';
import { ensureNamesNobody } from '../ensure-names-nobody';
import type { Section } from './report-content';
import { ensureDraft } from './ensure-draft';

/** Writes a box of a draft: the newest words count, earlier ones are kept with who wrote them. */
@Injectable()
export class WriteNarrative {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(
    actor: Actor,
    input: { reportId: string; section: Section; text: string },
    submission?: Submission,
  ): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  async within(
    tx: Transaction,
    { reportId, section, text }: { reportId: string; section: Section; text: string },
  ): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'write', 'QuarterlyReport', {});
    await ensureDraft(tx, reportId);
    await ensureNamesNobody(tx, { text });
    const id = newId();
    await tx.query(
      'INSERT INTO report_narratives (id, report_id, section, text, written_by, written_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, reportId, section, text, tx.actor.userId, tx.now],
    );
    await tx.audit({
      act: 'quarterly_report.written',
      subjectType: 'quarterly_report',
      subjectId: reportId,
      fields: [section],
    });
    return { id };
  }
}
