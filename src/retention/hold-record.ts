import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, Transactions } from '../platform/database';
import { Invalid, NotFound } from '../shared/errors';
import { isId, newId } from '../shared/ids';
import { LegalHold } from './legal-hold.entity';
import type { HoldKind, RecordKind } from './retention-words';

export interface NewHold {
  reference: string;
  kind: HoldKind;
  basis: string;
}

/** Keeps a record from being deleted for as long as somebody has a right to it: an inquiry, a claim, a review. */
@Injectable()
export class HoldRecord {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  place(actor: Actor, hold: NewHold, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        this.rules.ensureMay(tx.actor, 'place', 'LegalHold', {});
        if (hold.basis.trim() === '') throw new Invalid([{ field: 'basis', message: 'Enter what the hold rests on' }]);
        const [found] = await tx.query<{ subject_kind: RecordKind; subject_id: string; reference: string }>(
          'SELECT * FROM record_by_reference($1)',
          [hold.reference.trim()],
        );
        if (!found) throw new Invalid([{ field: 'reference', message: 'No record has this reference' }]);
        const id = newId();
        await tx.insert(LegalHold, {
          id,
          subjectKind: found.subject_kind,
          subjectId: found.subject_id,
          reference: found.reference,
          kind: hold.kind,
          basis: hold.basis.trim(),
          placedBy: tx.actor.userId,
          placedAt: tx.now,
        });
        await tx.audit({
          act: 'legal_hold.placed',
          subjectType: 'legal_hold',
          subjectId: id,
          ...(found.subject_kind === 'individual' ? { individualId: found.subject_id } : {}),
        });
        return { id };
      },
      submission,
    );
  }

  end(actor: Actor, { id, version }: { id: string; version: number }, submission?: Submission): Promise<void> {
    return this.transactions.act(
      actor,
      async (tx) => {
        this.rules.ensureMay(tx.actor, 'end', 'LegalHold', {});
        const [open] = isId(id)
          ? await tx.query('SELECT 1 FROM legal_holds WHERE id = $1 AND ended_at IS NULL', [id])
          : [];
        if (!open) throw new NotFound();
        await tx.change(LegalHold, { id, version }, { endedBy: tx.actor.userId, endedAt: tx.now });
        await tx.audit({ act: 'legal_hold.ended', subjectType: 'legal_hold', subjectId: id });
      },
      submission,
    );
  }
}
