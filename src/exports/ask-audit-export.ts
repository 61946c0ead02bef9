import { Injectable } from '@nestjs/common';
import { ensureNamesNobody } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type AuditFilter, ExportAudit } from '../platform/audit';
import { type Transaction, Transactions } from '../platform/database';
import { newId } from '../shared/ids';
import { DAYS_TO_DECIDE, HOURS_TO_DOWNLOAD, needsSecondPerson } from './domain/export-rules';
import { Export } from './export.entity';
import { AUDIT_TAKEN_ALONE } from './exports.queries';

const HOUR = 3_600_000;

/**
 * Asks for a file of the audit. What is about few people, together with what the same person took alone in the day before, is
 * ready at once; the rest waits for another person of governance.
 */
@Injectable()
export class AskAuditExport {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly audit: ExportAudit,
  ) {}

  /** @throws NotAllowed for anyone but governance, Invalid for days the wrong way round and a purpose that names somebody */
  async run(actor: Actor, filter: AuditFilter, purpose: string): Promise<{ id: string; isReady: boolean }> {
    const { people, isWhole } = await this.audit.size(actor, filter);
    return this.transactions.act(actor, async (tx) => {
      this.rules.ensureMay(tx.actor, 'ask', 'Export', { kind: 'audit' });
      await ensureNamesNobody(tx, { purpose });
      // Two that are asked for at once count as one: the second waits here.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('exports'), hashtext($1))`, [tx.actor.userId]);
      const together = people + (await takenInADay(tx));
      const isReady = isWhole && !needsSecondPerson('audit', together);
      const id = newId();
      await tx.insert(Export, {
        ...{ id, kind: 'audit', purpose, filter: chosen(filter), people, status: isReady ? 'ready' : 'waiting' },
        ...{ requestedBy: tx.actor.userId, agencyId: tx.actor.agencyId, requestedAt: tx.now },
        expiresAt: new Date(tx.now.getTime() + (isReady ? HOURS_TO_DOWNLOAD : DAYS_TO_DECIDE * 24) * HOUR),
      });
      await tx.audit({
        act: 'export.asked',
        subjectType: 'export',
        subjectId: id,
        fields: ['audit', ...Object.keys(chosen(filter)), `people:${people}`, `people_in_a_day:${together}`],
        reason: purpose,
      });
      return { id, isReady };
    });
  }
}

async function takenInADay(tx: Transaction): Promise<number> {
  const since = new Date(tx.now.getTime() - HOURS_TO_DOWNLOAD * HOUR);
  const [taken] = await tx.query<{ people: number }>(AUDIT_TAKEN_ALONE, [tx.actor.userId, since]);
  return taken?.people ?? 0;
}

/** Without what was left open. */
const chosen = (filter: AuditFilter): AuditFilter =>
  Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== null && value !== undefined && value !== false),
  );
