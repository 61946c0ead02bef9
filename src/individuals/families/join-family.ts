import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Conflict, Invalid, NotFound } from '../../shared/errors';
import { isId, newId } from '../../shared/ids';
import { visibleIndividual } from '../visible-individual';
import { Family, FamilyMember } from './family.entity';

/** Brings two individuals on record into one family, or takes one out of it. */
@Injectable()
export class JoinFamily {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(
    actor: Actor,
    input: { individualId: string; reference: string },
    submission?: Submission,
  ): Promise<{ familyId: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  /** @throws Invalid for a reference that is not there or not the actor's to see, Conflict when both are in families already */
  async within(
    tx: Transaction,
    { individualId, reference }: { individualId: string; reference: string },
  ): Promise<{ familyId: string }> {
    this.rules.ensureMay(tx.actor, 'change', 'Individual', await visibleIndividual(tx, individualId));
    const otherId = await otherOf(tx, individualId, reference);
    // In one order whichever side is asked from, so that two people joining the same two wait and do not block each other.
    for (const id of [individualId, otherId].sort()) {
      this.rules.ensureMay(tx.actor, 'change', 'Individual', await visibleIndividual(tx, id, true));
    }
    const [mine, theirs] = [await familyIdOf(tx, individualId), await familyIdOf(tx, otherId)];
    if (mine !== undefined && theirs !== undefined) {
      throw new Conflict(
        mine === theirs
          ? 'They are recorded as one family already.'
          : 'Both are in a family already. Take one out of theirs first.',
      );
    }
    const familyId = mine ?? theirs ?? (await newFamily(tx));
    for (const [id, had] of [
      [individualId, mine],
      [otherId, theirs],
    ] as const) {
      if (had !== undefined) continue;
      await tx.insert(FamilyMember, {
        id: newId(),
        familyId,
        individualId: id,
        joinedAt: tx.now,
        recordedBy: tx.actor.userId,
      });
      await tx.audit({
        act: 'individual.family_joined',
        subjectType: 'family',
        subjectId: familyId,
        individualId: id,
        fields: ['family'],
      });
    }
    return { familyId };
  }

  leave(
    actor: Actor,
    input: { individualId: string; memberId: string; version: number; because: string },
    submission?: Submission,
  ): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        const { individualId, memberId, version, because } = input;
        this.rules.ensureMay(tx.actor, 'change', 'Individual', await visibleIndividual(tx, individualId, true));
        if (!isId(memberId)) throw new NotFound();
        const [member] = await tx.query<{ has_left: boolean }>(
          'SELECT left_at IS NOT NULL AS has_left FROM family_members WHERE id = $1 AND individual_id = $2',
          [memberId, individualId],
        );
        if (!member) throw new NotFound();
        if (member.has_left) throw new Conflict('They have been taken out of this family already.');
        if (because.trim() === '')
          throw new Invalid([{ field: 'because', message: 'Enter why they are not of this family' }]);
        await tx.change(FamilyMember, { id: memberId, version }, { leftAt: tx.now, leftBecause: because });
        await tx.audit({
          act: 'individual.family_left',
          subjectType: 'family_member',
          subjectId: memberId,
          individualId,
          fields: ['leftAt'],
        });
        return { id: memberId };
      },
      submission,
    );
  }
}

export async function familyIdOf(tx: Transaction, individualId: string): Promise<string | undefined> {
  const [row] = await tx.query<{ family_id: string }>(
    'SELECT family_id FROM family_members WHERE individual_id = $1 AND left_at IS NULL',
    [individualId],
  );
  return row?.family_id;
}

/** What urgent access opens is not the actor's to write about. */
async function otherOf(tx: Transaction, individualId: string, reference: string): Promise<string> {
  const own = tx.actor.accessKeys.filter((key) => !(tx.actor.openGrants ?? []).includes(key));
  const [found] = await tx.query<{ id: string }>(
    'SELECT id FROM individuals WHERE reference = $1 AND access_keys && $2::uuid[] AND id <> $3',
    [reference.trim().toUpperCase(), own, individualId],
  );
  if (found) return found.id;
  throw new Invalid([{ field: 'reference', message: 'There is no other record with this reference that you can see' }]);
}

async function newFamily(tx: Transaction): Promise<string> {
  const id = newId();
  await tx.insert(Family, { id, createdBy: tx.actor.userId, createdAt: tx.now });
  return id;
}
