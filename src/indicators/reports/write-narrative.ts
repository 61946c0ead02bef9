import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Conflict, Invalid } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { ensureNamesNobody } from '../../individuals';
import { ensureDraft } from './ensure-draft';
import { changedBoxes, type TypedBox } from './narrative-boxes';
import { SECTION_WORDS } from './report-content';
import { narrativeHistory, type NarrativeRow } from './reports.queries';

/** Somebody else wrote in a box after the page was opened: what they wrote stands, what was typed is kept. */
export class WrittenMeanwhile extends Conflict {}

/** Writes the boxes of a draft that changed: the newest words count, earlier ones are kept with who wrote them. */
@Injectable()
export class WriteNarrative {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(
    actor: Actor,
    input: { reportId: string; boxes: TypedBox[] },
    submission?: Submission,
  ): Promise<{ titles: string[] }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  /**
   * All boxes that changed, or none. @returns the titles of those that were written
   * @throws WrittenMeanwhile where the newest words of a changed box are not those it was typed beside
   */
  async within(
    tx: Transaction,
    { reportId, boxes }: { reportId: string; boxes: TypedBox[] },
  ): Promise<{ titles: string[] }> {
    this.rules.ensureMay(tx.actor, 'write', 'QuarterlyReport', {});
    // Two who press at once: the second sees what the first wrote.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('report_narratives'), hashtext($1))`, [reportId]);
    await ensureDraft(tx, reportId);
    const { text, values } = narrativeHistory(reportId);
    const { changed, emptied, taken } = changedBoxes(boxes, await tx.query<NarrativeRow>(text, values ?? []));
    if (taken.length > 0) {
      throw new WrittenMeanwhile(
        'Somebody else wrote meanwhile. Nothing has been saved yet.',
        taken.map(({ section, by }) => ({
          field: section,
          message: `${SECTION_WORDS[section]}: ${by} wrote here after you opened the page. Read it below, bring the two together, and save again`,
        })),
      );
    }
    if (emptied.length > 0) {
      throw new Invalid(
        emptied.map(({ section }) => ({ field: section, message: `${SECTION_WORDS[section]}: write something` })),
      );
    }
    await ensureNamesNobody(tx, Object.fromEntries(changed.map(({ section, text: words }) => [section, words])));
    for (const { section, text: words } of changed) {
      await tx.query(
        'INSERT INTO report_narratives (id, report_id, section, text, written_by, written_at) VALUES ($1, $2, $3, $4, $5, $6)',
        [newId(), reportId, section, words, tx.actor.userId, tx.now],
      );
    }
    if (changed.length > 0) {
      await tx.audit({
        act: 'quarterly_report.written',
        subjectType: 'quarterly_report',
        subjectId: reportId,
        fields: changed.map(({ section }) => section),
      });
    }
    return { titles: changed.map(({ section }) => SECTION_WORDS[section]) };
  }
}
