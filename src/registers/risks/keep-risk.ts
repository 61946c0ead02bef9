import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { newId } from '../../shared/ids';
import { checkAgency, checkOwners } from '../entries/check-owners';
import { nameNobody } from '../entries/name-nobody';
import { loadOpenRisk } from './load-risk';
import type { NewRiskFields, RiskClosureFields, RiskFields } from './risk.fields';
import { StrategicRiskScore } from './risk-score.entity';
import { StrategicRisk } from './strategic-risk.entity';

type Seen = { id: string; version: number };

/** Adds a risk with its first score, changes its words, or closes it with a reason. */
@Injectable()
export class KeepRisk {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  add(actor: Actor, risk: NewRiskFields, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.addWithin(tx, risk), submission);
  }

  async addWithin(tx: Transaction, risk: NewRiskFields): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'keep', 'RegisterLine', risk);
    await check(tx, risk);
    // Two at once would take the same number.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('number of a strategic risk'))`);
    const [last] = await tx.query<{ number: number }>('SELECT coalesce(max(number), 0) AS number FROM strategic_risks');
    const id = newId();
    const { currentLikelihood, currentImpact } = risk;
    await tx.insert(StrategicRisk, {
      ...{ id, number: (last?.number ?? 0) + 1, ...valuesOf(risk) },
      ...{ currentLikelihood, currentImpact },
    });
    await tx.insert(StrategicRiskScore, {
      ...{ id: newId(), riskId: id, scoredOn: tx.today, likelihood: currentLikelihood, impact: currentImpact },
      ...{ reason: 'First score', scoredBy: tx.actor.userId, recordedAt: tx.now },
    });
    const fields = Object.keys(risk).sort();
    await tx.audit({ act: 'strategic_risk.added', subjectType: 'strategic_risk', subjectId: id, fields });
    return { id };
  }

  change(actor: Actor, change: RiskFields & Seen, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.changeWithin(tx, change), submission);
  }

  /** The current score is not among the words: see ScoreRisk. @throws Stale when somebody changed it first */
  async changeWithin(tx: Transaction, { id, version, ...risk }: RiskFields & Seen): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'keep', 'RegisterLine', await loadOpenRisk(tx, id));
    this.rules.ensureMay(tx.actor, 'keep', 'RegisterLine', risk);
    await check(tx, risk);
    await tx.change(StrategicRisk, { id, version }, valuesOf(risk));
    const fields = Object.keys(risk).sort();
    await tx.audit({ act: 'strategic_risk.changed', subjectType: 'strategic_risk', subjectId: id, fields });
    return { id };
  }

  close(actor: Actor, closure: RiskClosureFields & Seen, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.closeWithin(tx, closure), submission);
  }

  async closeWithin(tx: Transaction, { id, version, closedReason }: RiskClosureFields & Seen): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'keep', 'RegisterLine', await loadOpenRisk(tx, id));
    await nameNobody(tx, { closedReason });
    await tx.change(StrategicRisk, { id, version }, { closedOn: tx.today, closedReason });
    const fields = ['closedOn', 'closedReason'];
    await tx.audit({ act: 'strategic_risk.closed', subjectType: 'strategic_risk', subjectId: id, fields });
    return { id };
  }
}

async function check(tx: Transaction, risk: RiskFields): Promise<void> {
  await nameNobody(tx, risk);
  await checkAgency(tx, risk.agencyId);
  await checkOwners(tx, [risk.ownerId], 'ownerId');
}

const valuesOf = (risk: RiskFields) => ({
  cause: risk.cause,
  event: risk.event,
  effect: risk.effect,
  controls: risk.controls,
  agencyId: risk.agencyId,
  ownerId: risk.ownerId,
  inherentLikelihood: risk.inherentLikelihood,
  inherentImpact: risk.inherentImpact,
  targetLikelihood: risk.targetLikelihood,
  targetImpact: risk.targetImpact,
  reviewDueOn: risk.reviewDueOn,
});
