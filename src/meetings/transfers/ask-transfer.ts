import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Conflict, type FieldProblem, Invalid, NotFound, Stale } from '../../shared/errors';
import { isId, newId } from '../../shared/ids';
import { CaseTransfer } from './case-transfer.entity';
import type { TransferKind } from './transfer-words';
import { waitingTransfer } from './transfers.queries';

export interface NewTransfer {
  individualId: string;
  kind: TransferKind;
  /** With a move between areas. */
  otherAuthority?: string | null;
  /** With another lead professional. */
  newLeadId?: string | null;
  why: string;
}

export class TransferWaits extends Conflict {
  constructor() {
    super('A transfer of this case already waits for the panel.');
  }
}

/** Whoever may write a note of a case may ask its panel to decide a transfer; it reaches the next agenda by itself. */
@Injectable()
export class AskTransfer {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, transfer: NewTransfer, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, transfer), submission);
  }

  /** @throws NotFound for a case that is not the actor's to see, TransferWaits, Invalid */
  async within(tx: Transaction, transfer: NewTransfer): Promise<{ id: string }> {
    const { individualId, kind, why } = transfer;
    const person = await this.ensureMay(tx, individualId);
    if (!person.isInCohort) throw new NotInCohortOfPanel();
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`transfers of ${individualId}`]);
    if (await waitingTransfer(tx, individualId)) throw new TransferWaits();
    const problems = await problemsOf(tx, transfer);
    if (problems.length > 0) throw new Invalid(problems);
    const id = newId();
    await tx.insert(CaseTransfer, {
      id,
      individualId,
      kind,
      otherAuthority: kind === 'change_of_lead' ? null : (transfer.otherAuthority?.trim() ?? null),
      newLeadId: kind === 'change_of_lead' ? (transfer.newLeadId ?? null) : null,
      why: why.trim(),
      askedBy: tx.actor.userId,
      askedAt: tx.now,
    });
    const fields = ['kind', 'otherAuthority', 'newLeadId', 'why'];
    await tx.audit({ act: 'case_transfer.asked', subjectType: 'case_transfer', subjectId: id, individualId, fields });
    return { id };
  }

  withdraw(
    actor: Actor,
    asked: { individualId: string; version: number },
    submission?: Submission,
  ): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.withdrawWithin(tx, asked), submission);
  }

  /** @throws Stale when none waits any more: the panel was quicker */
  async withdrawWithin(
    tx: Transaction,
    { individualId, version }: { individualId: string; version: number },
  ): Promise<{ id: string }> {
    await this.ensureMay(tx, individualId);
    const waiting = await waitingTransfer(tx, individualId);
    if (!waiting) throw new Stale();
    const { id } = waiting;
    const ended = { outcome: 'withdrawn' as const, decidedBy: tx.actor.userId, decidedAt: tx.now };
    await tx.change(CaseTransfer, { id, version }, ended);
    const fields = ['outcome'];
    await tx.audit({
      act: 'case_transfer.withdrawn',
      subjectType: 'case_transfer',
      subjectId: id,
      individualId,
      fields,
    });
    return { id };
  }

  private async ensureMay(tx: Transaction, individualId: string): Promise<{ isInCohort: boolean }> {
    if (!isId(individualId)) throw new NotFound();
    const [person] = await tx.query<{ accessKeys: string[]; isInCohort: boolean }>(
      `SELECT i.access_keys AS "accessKeys", EXISTS (SELECT 1 FROM cohort_memberships m WHERE m.individual_id = i.id
                AND m.ended_on IS NULL) AS "isInCohort"
         FROM individuals i WHERE i.id = $1 AND i.access_keys && $2::uuid[]`,
      [individualId, tx.actor.accessKeys],
    );
    if (!person) throw new NotFound();
    this.rules.ensureMay(tx.actor, 'add', 'Note', person);
    return person;
  }
}

class NotInCohortOfPanel extends Conflict {
  constructor() {
    super('Only a case in the cohort of a panel waits for its decision.');
  }
}

async function problemsOf(tx: Transaction, { kind, otherAuthority, newLeadId, why }: NewTransfer) {
  const problems: FieldProblem[] = [];
  if (kind !== 'change_of_lead' && !otherAuthority?.trim()) {
    problems.push({ field: 'otherAuthority', message: 'Enter the authority of the other area' });
  }
  if (kind === 'change_of_lead' && !(await mayLead(tx, newLeadId))) {
    problems.push({ field: 'newLeadId', message: 'Select who would lead' });
  }
  if (why.trim() === '') problems.push({ field: 'why', message: 'Enter why' });
  return problems;
}

async function mayLead(tx: Transaction, userId: string | null | undefined): Promise<boolean> {
  if (!userId) return false;
  const found = await tx.query(
    `SELECT 1 FROM users WHERE id = $1 AND status = 'active' AND roles && ARRAY['practitioner','manager']`,
    [userId],
  );
  return found.length > 0;
}
