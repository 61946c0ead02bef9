import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Conflict, Invalid, NotFound } from '../../shared/errors';
import { isId, newId } from '../../shared/ids';
import { visibleIndividual } from '../visible-individual';
import type { ClaimStatus } from './families.queries';
import { FamilyChampionClaim } from './family.entity';
import { tellOfFamily } from './tell-of-family';
import { familyIdOf } from './join-family';

export interface ClaimNow {
  id: string;
  version: number;
  user_id: string;
  status: ClaimStatus;
}

/** One practitioner champions a family. A second who says so raises a conflict, which stands until one of the two claims ends. */
@Injectable()
export class ChampionFamily {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  claim(
    actor: Actor,
    input: { individualId: string; reason: string },
    submission?: Submission,
  ): Promise<{ id: string; status: ClaimStatus }> {
    return this.transactions.act(actor, (tx) => this.claimWithin(tx, input), submission);
  }

  /** @throws Conflict for somebody without a family, and for whoever claims it already */
  async claimWithin(
    tx: Transaction,
    { individualId, reason }: { individualId: string; reason: string },
  ): Promise<{ id: string; status: ClaimStatus }> {
    this.rules.ensureMay(tx.actor, 'claim_family', 'Individual', await visibleIndividual(tx, individualId));
    const familyId = await familyIdOf(tx, individualId);
    if (familyId === undefined) throw new Conflict('Nobody else is recorded in this family yet.');
    if (reason.trim() === '') throw new Invalid([{ field: 'reason', message: 'Enter why you champion this family' }]);
    const standing = await standingClaims(tx, familyId);
    if (standing.some(({ user_id }) => user_id === tx.actor.userId)) {
      throw new Conflict('You have said already that you champion this family.');
    }
    const status: ClaimStatus = standing.some((claim) => claim.status === 'champion') ? 'contested' : 'champion';
    const id = newId();
    await tx.insert(FamilyChampionClaim, {
      id,
      familyId,
      individualId,
      userId: tx.actor.userId,
      agencyId: tx.actor.agencyId,
      status,
      reason,
      claimedAt: tx.now,
    });
    await tx.audit({
      act: status === 'champion' ? 'individual.family_claimed' : 'individual.family_claim_contested',
      subjectType: 'family_champion_claim',
      subjectId: id,
      individualId,
      fields: ['status'],
    });
    if (status === 'contested') await tellOfFamily(tx, familyId, 'family_contested');
    return { id, status };
  }

  /** Ends one claim: the claimant their own, a manager of the case or its panel's chair any. The oldest other one stands then. */
  end(
    actor: Actor,
    input: { individualId: string; claimId: string; version: number; because: string },
    submission?: Submission,
  ): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        const { individualId, claimId, version, because } = input;
        const individual = await visibleIndividual(tx, individualId);
        const familyId = await familyIdOf(tx, individualId);
        const standing = familyId === undefined ? [] : await standingClaims(tx, familyId);
        const claim = isId(claimId) ? standing.find(({ id }) => id === claimId) : undefined;
        if (!claim || familyId === undefined) throw new NotFound();
        const isOwn = claim.user_id === tx.actor.userId;
        this.rules.ensureMay(tx.actor, isOwn ? 'change' : 'settle_family', 'Individual', individual);
        if (because.trim() === '') throw new Invalid([{ field: 'because', message: 'Enter why this claim ends' }]);
        await tx.change(
          FamilyChampionClaim,
          { id: claimId, version },
          { status: 'ended', endedAt: tx.now, endedBy: tx.actor.userId, endReason: because },
        );
        if (claim.status === 'champion') await promoteOldest(tx, familyId);
        if (standing.length === 2) await tellOfFamily(tx, familyId, 'family_settled');
        await tx.audit({
          act: 'individual.family_claim_ended',
          subjectType: 'family_champion_claim',
          subjectId: claimId,
          individualId,
          fields: ['status'],
          reason: because,
        });
        return { id: claimId };
      },
      submission,
    );
  }
}

/** Claims of a family that have not ended, within sight, oldest first. Whoever else claims or settles waits: the rule spans rows. */
export async function standingClaims(tx: Transaction, familyId: string): Promise<ClaimNow[]> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [familyId]);
  return tx.query<ClaimNow>(
    `SELECT c.id, c.version, c.user_id, c.status FROM family_champion_claims c
      WHERE c.family_id = $1 AND c.status <> 'ended'
        AND (c.is_shared OR EXISTS (SELECT 1 FROM individuals i WHERE i.id = c.individual_id AND i.access_keys && $2::uuid[]))
      ORDER BY c.claimed_at, c.id`,
    [familyId, tx.actor.accessKeys],
  );
}

async function promoteOldest(tx: Transaction, familyId: string): Promise<void> {
  await tx.query(
    `UPDATE family_champion_claims SET status = 'champion', version = version + 1
      WHERE id = (SELECT id FROM family_champion_claims
                   WHERE family_id = $1 AND status = 'contested' AND is_shared ORDER BY claimed_at, id LIMIT 1)`,
    [familyId],
  );
}
