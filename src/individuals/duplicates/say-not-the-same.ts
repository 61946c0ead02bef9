import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid, NotFound } from '../../shared/errors';
import { isId, newId } from '../../shared/ids';
import { DuplicateDecision } from './duplicate-decision.entity';
import { matchableRecords, type MatchableRow } from './duplicates.queries';
import { comparedAs } from './matchable';

export interface Difference {
  oneId: string;
  otherId: string;
  reason: string;
}

/** Says that two records are of two people. It is remembered in both orders, and asked again when either record changes. */
@Injectable()
export class SayNotTheSame {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, difference: Difference, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, difference), submission);
  }

  /** @throws NotFound when the actor does not see both */
  async within(tx: Transaction, { oneId, otherId, reason }: Difference): Promise<{ id: string }> {
    const [lower, higher] = await bothRecords(tx, oneId, otherId);
    for (const record of [lower, higher]) {
      this.rules.ensureMay(tx.actor, 'change', 'Individual', { accessKeys: record.access_keys, id: record.id });
    }
    if (reason.trim() === '') throw new Invalid([{ field: 'reason', message: 'Enter how you know' }]);
    await endStanding(tx, lower, higher);
    const id = newId();
    await tx.insert(DuplicateDecision, {
      ...{ id, lowerId: lower.id, higherId: higher.id, reason: reason.trim() },
      comparedAs: comparedAs(lower, higher),
      decidedBy: tx.actor.userId,
      decidedAt: tx.now,
    });
    for (const { id: individualId } of [lower, higher]) {
      await tx.audit({
        act: 'individual.said_not_the_same',
        subjectType: 'duplicate_decision',
        subjectId: id,
        individualId,
      });
    }
    return { id };
  }
}

/** The lower and the higher of two records that the actor sees, locked in that order. */
async function bothRecords(tx: Transaction, oneId: string, otherId: string): Promise<[MatchableRow, MatchableRow]> {
  if (!isId(oneId) || !isId(otherId) || oneId === otherId) throw new NotFound();
  await tx.query('SELECT id FROM individuals WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE', [
    [oneId, otherId],
  ]);
  const { text, values } = matchableRecords(tx.actor, [oneId, otherId]);
  const [lower, higher] = (await tx.query<MatchableRow>(text, values)).sort((a, b) => (a.id < b.id ? -1 : 1));
  if (!lower || !higher) throw new NotFound();
  return [lower, higher];
}

/** Said again of records that changed: the earlier word makes way. */
async function endStanding(tx: Transaction, lower: MatchableRow, higher: MatchableRow): Promise<void> {
  const [standing] = await tx.query<{ id: string; version: number }>(
    'SELECT id, version FROM duplicate_decisions WHERE lower_id = $1 AND higher_id = $2 AND reopened_at IS NULL',
    [lower.id, higher.id],
  );
  if (!standing) return;
  await tx.change(DuplicateDecision, standing, {
    reopenedAt: tx.now,
    reopenedBy: tx.actor.userId,
    reopenedBecause: 'Said again',
  });
}
