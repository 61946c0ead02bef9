import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, Transactions } from '../platform/database';
import { NotFound, Stale } from '../shared/errors';

export interface RulePeriod {
  kind: string;
  version: number;
  months: number;
  untilAge: number | null;
}

/** The partnership decides how long; its governance writes it down. */
@Injectable()
export class ChangeRule {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  /** @throws NotFound, Stale */
  run(actor: Actor, { kind, version, months, untilAge }: RulePeriod, submission?: Submission): Promise<void> {
    return this.transactions.act(
      actor,
      async (tx) => {
        this.rules.ensureMay(tx.actor, 'change', 'RetentionRule', {});
        const [known] = await tx.query('SELECT 1 FROM retention_rules WHERE kind = $1', [kind]);
        if (!known) throw new NotFound();
        const [changed] = await tx.query(
          `WITH changed AS (UPDATE retention_rules SET months = $3, until_age = $4, changed_by = $5, changed_at = $6,
             version = version + 1 WHERE kind = $1 AND version = $2 RETURNING kind) SELECT kind FROM changed`,
          [kind, version, months, untilAge, tx.actor.userId, tx.now],
        );
        if (!changed) throw new Stale();
        await tx.audit({
          act: 'retention_rule.changed',
          subjectType: 'retention_rule',
          fields: ['months', 'untilAge'],
          reason: `${kind}: ${months} months`,
        });
      },
      submission,
    );
  }
}
