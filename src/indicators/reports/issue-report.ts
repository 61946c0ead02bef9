import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, Reader, Transactions } from '../../platform/database';
import { Conflict, Invalid, NotFound, Stale } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { Figures } from '../figures';
import { ensureDraft } from './ensure-draft';
import { ReportPacks } from './report-packs';
import { oneReport, type ReportRow } from './reports.queries';

class NothingFrozen extends Conflict {
  constructor() {
    super(
      'The figures of that quarter are not frozen yet. The service does that by itself in the night after the quarter ends.',
    );
  }
}

/** Freezes the pack and issues it; from then on it is read as it was. */
@Injectable()
export class IssueReport {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly reader: Reader,
    private readonly packs: ReportPacks,
    private readonly figures: Figures,
  ) {}

  async run(
    actor: Actor,
    { id, version, isWithoutWords }: { id: string; version: number; isWithoutWords?: boolean },
    submission?: Submission,
  ): Promise<{ id: string }> {
    this.rules.ensureMay(actor, 'issue', 'QuarterlyReport', {});
    const report = await this.reader.one<ReportRow>(actor, undefined, oneReport(id));
    if (!report) throw new NotFound();
    const pack = await this.packs.draft(actor, report);
    const rule = (await this.figures.smallNumbers(actor)).ofQuarter(report.period_until);
    if (!pack.figures.some(({ hasData }) => hasData)) throw new NothingFrozen();
    if (pack.narratives.length === 0 && !isWithoutWords) {
      const message =
        'Nothing is written in any box. Write something, or confirm that the report is issued without words';
      throw new Invalid([{ field: 'isWithoutWords', message }]);
    }
    return this.transactions.act(
      actor,
      async (tx) => {
        const { version: current } = await ensureDraft(tx, id);
        if (current !== version) throw new Stale();
        await tx.query('INSERT INTO report_packs (report_id, content, frozen_at) VALUES ($1, $2, $3)', [
          id,
          JSON.stringify({ ...pack, rule }),
          tx.now,
        ]);
        await tx.query(
          `UPDATE quarterly_reports SET status = 'issued', issued_by = $2, issued_at = $3, version = version + 1 WHERE id = $1 AND version = $4`,
          [id, actor.userId, tx.now, version],
        );
        await tx.audit({ act: 'quarterly_report.issued', subjectType: 'quarterly_report', subjectId: id });
        return { id };
      },
      submission,
    );
  }
}

class NotIssued extends Conflict {
  constructor() {
    super('Only a report that was issued can be published.');
  }
}

/** Makes the publishable version of an issued report: who, when, which version, by which rule, and what it shows. Governance releases it. */
@Injectable()
export class PublishReport {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly packs: ReportPacks,
    private readonly figures: Figures,
  ) {}

  async run(actor: Actor, { id }: { id: string }, submission?: Submission): Promise<{ id: string }> {
    this.rules.ensureMay(actor, 'publish', 'QuarterlyReport', {});
    const pack = await this.packs.frozen(actor, id);
    if (!pack) throw new NotIssued();
    const rule = (await this.figures.smallNumbers(actor)).ofQuarter(pack.period.until);
    return this.transactions.act(
      actor,
      async (tx) => {
        // Two publications at once would each be protected against what was there before, not against one another.
        await tx.query(`SELECT pg_advisory_xact_lock(hashtext('publish_figures'))`);
        const [there] = await tx.query<{ id: string }>('SELECT id FROM figure_publications WHERE report_id = $1', [id]);
        if (there) return { id: there.id };
        const content = await this.packs.publishable(actor, pack, rule);
        const publicationId = newId();
        await tx.query(
          `INSERT INTO figure_publications (id, report_id, mode, threshold, base, is_zero_small, least_for_share, content, published_by, published_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
          [
            publicationId,
            id,
            rule.mode,
            rule.threshold,
            rule.base,
            rule.isZeroSmall,
            rule.leastForShare,
            JSON.stringify(content),
            actor.userId,
            tx.now,
          ],
        );
        await tx.audit({ act: 'quarterly_report.published', subjectType: 'quarterly_report', subjectId: id });
        return { id: publicationId };
      },
      submission,
    );
  }
}
