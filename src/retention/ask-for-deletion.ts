import { Injectable } from '@nestjs/common';
import { visibleIndividual } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid, NotFound } from '../shared/errors';
import { newId } from '../shared/ids';
import { Erasure } from './erasure.entity';
import { CannotBeDeleted, DeletionAskedAlready } from './retention.errors';
import type { ErasureGround, RecordKind } from './retention-words';

interface Subject {
  subject_kind: RecordKind;
  subject_id: string;
  reference: string;
}

interface DueSubject extends Subject {
  rule: string;
  due_on: Day;
}

export interface DeletionRequest {
  ground: Exclude<ErasureGround, 'past_date'>;
  reason: string;
}

/** The first of two people: asks for a record to be deleted. Nothing is deleted by this. */
@Injectable()
export class AskForDeletion {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  /** Governance, about a record on its list of those past their date. @throws NotFound for one that is not */
  pastItsDate(actor: Actor, subjectId: string, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        this.rules.ensureMay(tx.actor, 'ask', 'Erasure', {});
        const [due] = await tx.query<DueSubject>(
          'SELECT subject_kind, subject_id, reference, rule, due_on FROM records_past_their_date($1) WHERE subject_id::text = $2',
          [tx.today, subjectId],
        );
        if (!due) throw new NotFound();
        return this.ask(tx, due, {
          ground: 'past_date',
          reason: 'Past its date',
          rule: due.rule,
          wasDueOn: due.due_on,
        });
      },
      submission,
    );
  }

  /** Governance, about a record it knows by its reference: the person asked, or it was never to be kept. */
  byReference(
    actor: Actor,
    { reference, ...request }: DeletionRequest & { reference: string },
    submission?: Submission,
  ): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        this.rules.ensureMay(tx.actor, 'ask', 'Erasure', {});
        const [found] = await tx.query<Subject>('SELECT * FROM record_by_reference($1)', [reference.trim()]);
        if (!found) throw new Invalid([{ field: 'reference', message: 'No record has this reference' }]);
        return this.ask(tx, found, request);
      },
      submission,
    );
  }

  /** A manager who answers for the record. */
  ofCase(
    actor: Actor,
    { individualId, ...request }: DeletionRequest & { individualId: string },
    submission?: Submission,
  ): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        const record = await visibleIndividual(tx, individualId, true);
        this.rules.ensureMay(tx.actor, 'ask_deletion', 'Individual', record);
        const [row] = await tx.query<{ reference: string }>('SELECT reference FROM individuals WHERE id = $1', [
          individualId,
        ]);
        const subject = {
          subject_kind: 'individual' as const,
          subject_id: individualId,
          reference: row?.reference ?? '',
        };
        return this.ask(tx, subject, request);
      },
      submission,
    );
  }

  private async ask(
    tx: Transaction,
    { subject_kind: subjectKind, subject_id: subjectId, reference }: Subject,
    request: { ground: ErasureGround; reason: string; rule?: string; wasDueOn?: Day },
  ): Promise<{ id: string }> {
    if (request.reason.trim() === '') throw new Invalid([{ field: 'reason', message: 'Enter why it must be deleted' }]);
    await ensureNothingInTheWay(tx, subjectKind, subjectId);
    const [waiting] = await tx.query(`SELECT 1 FROM erasures WHERE subject_id = $1 AND status = 'waiting'`, [
      subjectId,
    ]);
    if (waiting) throw new DeletionAskedAlready();
    const id = newId();
    await tx.insert(Erasure, {
      id,
      subjectKind,
      subjectId,
      reference,
      ...request,
      reason: request.reason.trim(),
      askedBy: tx.actor.userId,
      askedAt: tx.now,
    });
    await tx.audit({
      act: 'erasure.asked',
      subjectType: 'erasure',
      subjectId: id,
      ...(subjectKind === 'individual' ? { individualId: subjectId } : {}),
    });
    return { id };
  }
}

/** @throws CannotBeDeleted */
export async function ensureNothingInTheWay(tx: Transaction, kind: RecordKind, subjectId: string): Promise<void> {
  const [row] = await tx.query<{ hindrance: string | null }>('SELECT erasure_hindrance($1, $2) AS hindrance', [
    kind,
    subjectId,
  ]);
  if (row?.hindrance) throw new CannotBeDeleted(row.hindrance);
}
