import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { type Day, isBefore } from '../../shared/day';
import { Invalid, NotFound, Stale } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { IdentificationMethod, type MethodStatus } from './identification-method.entity';
import { MethodIsNotADraft } from './method.errors';

export interface MethodInForceDecision {
  id: string;
  /** The version of the draft that was read. */
  version: number;
  inForceFrom: Day;
  /** Who agreed, where, and why. */
  decision: string;
}

interface VersionRow {
  id: string;
  status: MethodStatus;
  version: number;
  inForceFrom: Day | null;
}

/** Puts the draft in force from a day that has come, and retires the version before it. Decisions under that one stand. */
@Injectable()
export class PutMethodInForce {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, decision: MethodInForceDecision, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, decision), submission);
  }

  async within(
    tx: Transaction,
    { id, version, inForceFrom, decision }: MethodInForceDecision,
  ): Promise<{ id: string }> {
    const rows = await tx.query<VersionRow>(
      `SELECT id, status, version, in_force_from AS "inForceFrom" FROM identification_methods
        WHERE status = 'in_force' OR id = $1 ORDER BY number FOR UPDATE`,
      [isId(id) ? id : null],
    );
    const draft = rows.find((row) => row.id === id);
    if (!draft) throw new NotFound();
    this.rules.ensureMay(tx.actor, 'put_in_force', 'IdentificationMethod', draft);
    if (draft.status !== 'draft') throw new MethodIsNotADraft();
    if (draft.version !== version) throw new Stale();
    const before = rows.find(({ status }) => status === 'in_force');
    refuseWrong({ inForceFrom, decision }, before?.inForceFrom ?? null, tx.today);
    if (before) await tx.change(IdentificationMethod, before, { status: 'retired', retiredOn: inForceFrom });
    await tx.change(IdentificationMethod, draft, {
      status: 'in_force',
      inForceFrom,
      decision: decision.trim(),
      putInForceBy: tx.actor.userId,
      putInForceAt: tx.now,
    });
    await tx.audit({
      act: 'identification_method.put_in_force',
      subjectType: 'identification_method',
      subjectId: id,
      fields: ['status', 'inForceFrom', 'decision'],
    });
    return { id };
  }
}

function refuseWrong(asked: { inForceFrom: Day; decision: string }, before: Day | null, today: Day): void {
  if (asked.decision.trim() === '') throw new Invalid([{ field: 'decision', message: 'Enter who agreed, and why' }]);
  const field = 'inForceFrom';
  if (isBefore(today, asked.inForceFrom)) {
    throw new Invalid([{ field, message: 'The day it comes into force must be today or in the past' }]);
  }
  if (before !== null && isBefore(asked.inForceFrom, before)) {
    throw new Invalid([{ field, message: 'The day must not be before the version in force now began' }]);
  }
}
