import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid, NotFound } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { checkAgency, checkOwners } from '../entries/check-owners';
import { nameNobody } from '../entries/name-nobody';
import { loadActivity } from './load-activity';
import { StrategyActivity } from './strategy-activity.entity';
import type { ActivityFields } from './strategy.fields';

/** Adds an activity to the plan in force, or changes one: words, lead partner, responsible people, dates. */
@Injectable()
export class KeepActivity {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  add(actor: Actor, activity: ActivityFields, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.addWithin(tx, activity), submission);
  }

  /** @throws NotFound while there is no plan */
  async addWithin(tx: Transaction, activity: ActivityFields): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'keep', 'RegisterLine', activity);
    await this.check(tx, activity);
    const [plan] = await tx.query<{ id: string }>('SELECT id FROM strategy_plans ORDER BY starts_on DESC, id LIMIT 1');
    if (!plan) throw new NotFound();
    const id = newId();
    await tx.insert(StrategyActivity, { id, planId: plan.id, ...valuesOf(activity) });
    await this.audit(tx, id, 'strategy_activity.added', activity);
    return { id };
  }

  change(
    actor: Actor,
    change: ActivityFields & { id: string; version: number },
    submission?: Submission,
  ): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.changeWithin(tx, change), submission);
  }

  /** @throws Stale when somebody changed it first */
  async changeWithin(
    tx: Transaction,
    { id, version, ...activity }: ActivityFields & { id: string; version: number },
  ): Promise<{ id: string }> {
    const loaded = await loadActivity(tx, id);
    this.rules.ensureMay(tx.actor, 'keep', 'RegisterLine', loaded);
    // Nobody gives away what they would no longer keep, or takes what another agency leads: the chair does.
    this.rules.ensureMay(tx.actor, 'keep', 'RegisterLine', activity);
    await this.check(tx, activity);
    await tx.change(StrategyActivity, { id, version }, valuesOf(activity));
    await this.audit(tx, id, 'strategy_activity.changed', activity);
    return { id };
  }

  private async check(tx: Transaction, activity: ActivityFields): Promise<void> {
    if (activity.targetOn < activity.startsOn) {
      throw new Invalid([{ field: 'targetOn', message: 'The target date must not be before the start' }]);
    }
    await nameNobody(tx, activity);
    await checkAgency(tx, activity.agencyId);
    await checkOwners(tx, activity.ownerIds, 'ownerIds');
  }

  private audit(tx: Transaction, id: string, act: string, activity: ActivityFields): Promise<void> {
    return tx.audit({ act, subjectType: 'strategy_activity', subjectId: id, fields: Object.keys(activity).sort() });
  }
}

const valuesOf = (activity: ActivityFields) => ({
  priority: activity.priority,
  aim: activity.aim,
  activity: activity.activity,
  successMeasure: activity.successMeasure,
  agencyId: activity.agencyId,
  ownerIds: activity.ownerIds,
  startsOn: activity.startsOn,
  targetOn: activity.targetOn,
  withdrawnReason: activity.withdrawnReason ?? null,
});
