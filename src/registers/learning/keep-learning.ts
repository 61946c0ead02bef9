import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid, NotFound } from '../../shared/errors';
import { isId, newId } from '../../shared/ids';
import { addEntry, hasEvidence, type NewEntry } from '../entries/add-entry';
import { checkAgency, checkOwners } from '../entries/check-owners';
import { nameNobody } from '../entries/name-nobody';
import { LineIsClosed } from '../register.errors';
import { LearningAction } from './learning-action.entity';
import type { LearningClosureFields, LearningFields } from './learning.fields';

type Seen = { id: string; version: number };

/** Adds a recommendation, changes it, adds progress and evidence, and closes it with what changed. */
@Injectable()
export class KeepLearning {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  add(actor: Actor, learning: LearningFields, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.addWithin(tx, learning), submission);
  }

  async addWithin(tx: Transaction, learning: LearningFields): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'keep', 'RegisterLine', learning);
    await check(tx, learning);
    const id = newId();
    await tx.insert(LearningAction, { id, ...valuesOf(learning) });
    await audit(tx, id, 'added', Object.keys(learning));
    return { id };
  }

  change(actor: Actor, change: LearningFields & Seen, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.changeWithin(tx, change), submission);
  }

  /** @throws Stale when somebody changed it first; LineIsClosed */
  async changeWithin(tx: Transaction, { id, version, ...learning }: LearningFields & Seen): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'keep', 'RegisterLine', await loadOpen(tx, id));
    this.rules.ensureMay(tx.actor, 'keep', 'RegisterLine', learning);
    await check(tx, learning);
    await tx.change(LearningAction, { id, version }, valuesOf(learning));
    await audit(tx, id, 'changed', Object.keys(learning));
    return { id };
  }

  addEntry(actor: Actor, entry: NewEntry & { id: string }, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.addEntryWithin(tx, entry), submission);
  }

  async addEntryWithin(tx: Transaction, { id, ...entry }: NewEntry & { id: string }): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'say_progress', 'RegisterLine', await loadOpen(tx, id));
    await nameNobody(tx, entry);
    const entryId = await addEntry(tx, { learningId: id }, entry);
    await audit(tx, id, 'progress_recorded', ['text']);
    return { id: entryId };
  }

  close(actor: Actor, closure: LearningClosureFields & Seen, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.closeWithin(tx, closure), submission);
  }

  async closeWithin(tx: Transaction, { id, version, whatChanged }: LearningClosureFields & Seen) {
    this.rules.ensureMay(tx.actor, 'keep', 'RegisterLine', await loadOpen(tx, id));
    if (!(await hasEvidence(tx, { learningId: id }))) {
      throw new Invalid([{ field: 'whatChanged', message: 'Add evidence of what changed first, then close it' }]);
    }
    await nameNobody(tx, { whatChanged });
    await tx.change(LearningAction, { id, version }, { closedOn: tx.today, whatChanged });
    await audit(tx, id, 'closed', ['closedOn', 'whatChanged']);
    return { id };
  }
}

async function loadOpen(tx: Transaction, id: string): Promise<{ agencyId: string; ownerIds: string[] }> {
  if (!isId(id)) throw new NotFound();
  const [row] = await tx.query<{ agencyId: string; ownerIds: string[]; isClosed: boolean }>(
    `SELECT agency_id AS "agencyId", ARRAY[owner_id] AS "ownerIds", closed_on IS NOT NULL AS "isClosed"
       FROM learning_actions WHERE id = $1`,
    [id],
  );
  if (!row) throw new NotFound();
  if (row.isClosed) throw new LineIsClosed();
  return row;
}

async function check(tx: Transaction, learning: LearningFields): Promise<void> {
  await nameNobody(tx, learning);
  await checkAgency(tx, learning.agencyId);
  await checkOwners(tx, [learning.ownerId], 'ownerId');
}

const audit = (tx: Transaction, id: string, what: string, fields: string[]): Promise<void> =>
  tx.audit({
    act: `learning_action.${what}`,
    subjectType: 'learning_action',
    subjectId: id,
    fields: [...fields].sort(),
  });

const valuesOf = (learning: LearningFields) => ({
  reviewKind: learning.reviewKind,
  reviewTitle: learning.reviewTitle,
  publishedOn: learning.publishedOn ?? null,
  recommendation: learning.recommendation,
  agencyId: learning.agencyId,
  ownerId: learning.ownerId,
  dueOn: learning.dueOn,
});
