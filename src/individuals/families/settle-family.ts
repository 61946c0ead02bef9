import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Conflict, Invalid, NotFound, Stale } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { visibleIndividual } from '../visible-individual';
import { standingClaims } from './champion-family';
import { FamilyChampionClaim } from './family.entity';
import { familyIdOf } from './join-family';
import { tellOfFamily } from './tell-of-family';

export interface Settlement {
  individualId: string;
  /** Of whoever champions the family from now on. */
  claimId: string;
  version: number;
  because: string;
}

/** Says which of several claims stands: a manager of the case or its panel's chair. The others end, and everybody concerned is told. */
@Injectable()
export class SettleFamily {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, input: Settlement, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  /** @throws NotFound, Stale, Invalid without a reason, Conflict when nobody else claims any more */
  async within(tx: Transaction, { individualId, claimId, version, because }: Settlement): Promise<{ id: string }> {
    const individual = await visibleIndividual(tx, individualId);
    const familyId = await familyIdOf(tx, individualId);
    const standing = familyId === undefined ? [] : await standingClaims(tx, familyId);
    const chosen = isId(claimId) ? standing.find(({ id }) => id === claimId) : undefined;
    if (!chosen || familyId === undefined) throw new NotFound();
    this.rules.ensureMay(tx.actor, 'settle_family', 'Individual', individual);
    if (because.trim() === '') throw new Invalid([{ field: 'because', message: 'Enter why they champion the family' }]);
    if (chosen.version !== version) throw new Stale();
    const others = standing.filter(({ id }) => id !== claimId);
    if (others.length === 0) throw new Conflict('Nobody else says that they champion this family.');
    for (const { id, version: seen } of others) {
      const ending = { status: 'ended', endedAt: tx.now, endedBy: tx.actor.userId, endReason: because } as const;
      await tx.change(FamilyChampionClaim, { id, version: seen }, ending);
    }
    if (chosen.status !== 'champion') {
      await tx.change(FamilyChampionClaim, { id: claimId, version }, { status: 'champion' });
    }
    await tx.audit({
      act: 'individual.family_settled',
      subjectType: 'family_champion_claim',
      subjectId: claimId,
      individualId,
      fields: ['status'],
      reason: because,
    });
    await tellOfFamily(tx, familyId, 'family_settled');
    return { id: claimId };
  }
}
