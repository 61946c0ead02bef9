import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { nameNobody } from '../entries/name-nobody';
import { loadOpenRisk } from './load-risk';
import type { ScoreFields } from './risk.fields';
import { StrategicRiskScore } from './risk-score.entity';
import { StrategicRisk } from './strategic-risk.entity';

type Score = ScoreFields & { id: string; version: number };

/** Reviews a risk: where it stands now, why, and when it is looked at next. Every score stays in its history. */
@Injectable()
export class ScoreRisk {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, score: Score, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, score), submission);
  }

  /** @throws Stale when somebody reviewed it first */
  async within(tx: Transaction, { id, version, likelihood, impact, reason, reviewDueOn }: Score) {
    this.rules.ensureMay(tx.actor, 'say_progress', 'RegisterLine', await loadOpenRisk(tx, id));
    if (reviewDueOn <= tx.today) {
      throw new Invalid([{ field: 'reviewDueOn', message: 'The next review must be due in the future' }]);
    }
    await nameNobody(tx, { reason });
    await tx.change(
      StrategicRisk,
      { id, version },
      { currentLikelihood: likelihood, currentImpact: impact, reviewDueOn },
    );
    await tx.insert(StrategicRiskScore, {
      ...{ id: newId(), riskId: id, scoredOn: tx.today, likelihood, impact, reason },
      scoredBy: tx.actor.userId,
      recordedAt: tx.now,
    });
    await tx.audit({
      act: 'strategic_risk.scored',
      subjectType: 'strategic_risk',
      subjectId: id,
      fields: ['currentImpact', 'currentLikelihood', 'reviewDueOn'],
    });
    return { id };
  }
}
