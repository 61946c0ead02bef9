import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid, NotFound, Stale } from '../shared/errors';
import { isId } from '../shared/ids';
import { ensureNothingInTheWay } from './ask-for-deletion';
import { Erasure } from './erasure.entity';
import { CannotBeDeleted, DecidedAlready, SamePersonAsked } from './retention.errors';
import type { ErasureGround, RecordKind } from './retention-words';

interface Asked {
  id: string;
  subjectKind: RecordKind;
  subjectId: string | null;
  ground: ErasureGround;
  askedBy: string;
  status: string;
  version: number;
}

interface Decision {
  id: string;
  version: number;
}

/** The second of two people: deletes the record for good, or refuses. Whoever asked may take it back. */
@Injectable()
export class DecideDeletion {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  /** Deletes the record and all that hangs on it, in this one transaction. @throws SamePersonAsked, CannotBeDeleted */
  carryOut(actor: Actor, decision: Decision, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        const { subjectKind, subjectId, ground } = await this.decidable(tx, decision);
        await ensureNothingInTheWay(tx, subjectKind, subjectId);
        if (ground === 'past_date') await ensureStillDue(tx, subjectId);
        // By the id of the record, which leads to nobody a moment later.
        await tx.audit({
          act: 'erasure.done',
          subjectType: 'erasure',
          subjectId: decision.id,
          ...(subjectKind === 'individual' ? { individualId: subjectId } : {}),
        });
        await tx.query('SELECT erase_record($1, $2)', [decision.id, tx.now]);
        return { id: decision.id };
      },
      submission,
    );
  }

  refuse(actor: Actor, { why, ...decision }: Decision & { why: string }, submission?: Submission): Promise<void> {
    return this.transactions.act(
      actor,
      async (tx) => {
        await this.decidable(tx, decision);
        if (why.trim() === '') throw new Invalid([{ field: 'refusal', message: 'Enter why it is kept' }]);
        await this.close(tx, decision, 'refused', why.trim());
      },
      submission,
    );
  }

  withdraw(actor: Actor, decision: Decision, submission?: Submission): Promise<void> {
    return this.transactions.act(
      actor,
      async (tx) => {
        const asked = await load(tx, decision.id);
        this.rules.ensureMay(tx.actor, 'withdraw', 'Erasure', asked);
        if (asked.status !== 'waiting') throw new DecidedAlready();
        await this.close(tx, decision, 'withdrawn', null);
      },
      submission,
    );
  }

  private async decidable(tx: Transaction, { id, version }: Decision): Promise<Asked & { subjectId: string }> {
    const asked = await load(tx, id);
    if (asked.askedBy === tx.actor.userId) throw new SamePersonAsked();
    this.rules.ensureMay(tx.actor, 'decide', 'Erasure', asked);
    const { subjectId } = asked;
    if (asked.status !== 'waiting' || subjectId === null) throw new DecidedAlready();
    if (asked.version !== version) throw new Stale();
    return { ...asked, subjectId };
  }

  private async close(
    tx: Transaction,
    { id, version }: Decision,
    status: 'refused' | 'withdrawn',
    refusal: string | null,
  ): Promise<void> {
    await tx.change(Erasure, { id, version }, { status, refusal, decidedBy: tx.actor.userId, decidedAt: tx.now });
    await tx.audit({ act: `erasure.${status}`, subjectType: 'erasure', subjectId: id });
  }
}

/** @throws NotFound for one the actor knows nothing of */
async function load(tx: Transaction, id: string): Promise<Asked> {
  if (!isId(id)) throw new NotFound();
  const [row] = await tx.query<Asked>(
    `SELECT id, subject_kind AS "subjectKind", subject_id AS "subjectId", ground, asked_by AS "askedBy", status, version
       FROM erasures WHERE id = $1`,
    [id],
  );
  if (!row) throw new NotFound();
  return row;
}

/** Somebody may have begun to work with the person again since it was asked. */
async function ensureStillDue(tx: Transaction, subjectId: string): Promise<void> {
  const [due] = await tx.query('SELECT 1 FROM records_past_their_date($1) WHERE subject_id = $2', [
    tx.today,
    subjectId,
  ]);
  if (!due) throw new CannotBeDeleted('gone');
}
