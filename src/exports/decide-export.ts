import { Injectable } from '@nestjs/common';
import { ensureNamesNobody } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { HOURS_TO_DOWNLOAD } from './domain/export-rules';
import { Export } from './export.entity';
import { ExportIsDecided } from './exports.errors';
import { loadExport } from './load-export';

export interface ExportDecision {
  id: string;
  version: number;
  isAgreed: boolean;
  reason: string;
}

/** The second person agrees to an export or refuses it, with a reason. The day to fetch it starts then. */
@Injectable()
export class DecideExport {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, decision: ExportDecision, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, decision), submission);
  }

  /** @throws NotAllowed for whoever asked; ExportIsDecided; Stale */
  async within(tx: Transaction, { id, version, isAgreed, reason }: ExportDecision): Promise<{ id: string }> {
    const asked = await loadExport(tx, id);
    this.rules.ensureMay(tx.actor, 'decide', 'Export', asked);
    await ensureNamesNobody(tx, { reason });
    if (asked.status !== 'waiting' || asked.expiresAt <= tx.now) throw new ExportIsDecided();
    await tx.change(
      Export,
      { id, version },
      {
        ...{ status: isAgreed ? 'ready' : 'refused', decisionReason: reason },
        ...{ decidedBy: tx.actor.userId, decidedAt: tx.now },
        expiresAt: new Date(tx.now.getTime() + HOURS_TO_DOWNLOAD * 3_600_000),
      },
    );
    const act = isAgreed ? 'export.agreed' : 'export.refused_to';
    await tx.audit({ act, subjectType: 'export', subjectId: id, fields: ['status'], reason });
    return { id };
  }
}
