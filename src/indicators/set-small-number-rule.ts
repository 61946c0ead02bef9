import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, Transactions } from '../platform/database';
import { Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { ensureNamesNobody } from '../individuals';
import { ruleProblem, type SmallNumberRule } from './domain/small-numbers';

/** Decides how small numbers are protected in everything published from now on. */
@Injectable()
export class SetSmallNumberRule {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(
    actor: Actor,
    { rule, reason }: { rule: SmallNumberRule; reason: string },
    submission?: Submission,
  ): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        this.rules.ensureMay(tx.actor, 'read', 'Figure', {});
        this.rules.ensureMay(tx.actor, 'set', 'SmallNumberRule', {});
        const problem = ruleProblem(rule);
        if (problem !== undefined) throw new Invalid([{ field: 'threshold', message: problem }]);
        await ensureNamesNobody(tx, { reason });
        const id = newId();
        await tx.query(
          `INSERT INTO small_number_rules (id, mode, threshold, base, is_zero_small, least_for_share, reason, set_by, set_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            id,
            rule.mode,
            rule.threshold,
            rule.base,
            rule.isZeroSmall,
            rule.leastForShare,
            reason,
            tx.actor.userId,
            tx.now,
          ],
        );
        await tx.audit({ act: 'small_number_rule.set', subjectType: 'small_number_rule', subjectId: id });
        return { id };
      },
      submission,
    );
  }
}
