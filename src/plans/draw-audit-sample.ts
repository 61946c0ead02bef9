import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Conflict } from '../shared/errors';
import { newId } from '../shared/ids';
import { AUDIT_TOOL_VERSION } from './domain/audit-tool';
import { PlanAudit } from './plan-audit.entity';
import { auditKeys, DRAW_SAMPLE, type DrawnRow } from './plan-audits.queries';

class NothingToAudit extends Conflict {
  constructor() {
    super(
      'There is no live plan to audit: all were audited within a year, are being audited, or were sent or approved by you.',
    );
  }
}

/** Draws plans for a quality audit: what is to be looked at again first, the rest by lot. */
@Injectable()
export class DrawAuditSample {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, input: { size: number }, submission?: Submission): Promise<{ sampleId: string; ids: string[] }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  async within(tx: Transaction, { size }: { size: number }): Promise<{ sampleId: string; ids: string[] }> {
    this.rules.ensureMay(tx.actor, 'draw', 'PlanAudit', {});
    const sampleId = newId();
    const values = [auditKeys(tx.actor), sampleId, tx.today, size, tx.actor.userId];
    const drawn = await tx.query<DrawnRow>(DRAW_SAMPLE, values);
    if (drawn.length === 0) throw new NothingToAudit();
    const audits = drawn.map((plan) => ({ ...plan, id: newId() }));
    const drawnNow = { drawnBy: tx.actor.userId, drawnAt: tx.now };
    const fresh = { sampleId, status: 'to_do' as const, toolVersion: AUDIT_TOOL_VERSION, ...drawnNow };
    await tx.insert(
      PlanAudit,
      audits.map((audit) => ({ ...audit, ...fresh })),
    );
    for (const { id, individualId } of audits) {
      await tx.audit({ act: 'plan_audit.drawn', subjectType: 'plan_audit', subjectId: id, individualId });
    }
    return { sampleId, ids: audits.map(({ id }) => id) };
  }
}
