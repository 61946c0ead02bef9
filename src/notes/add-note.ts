import { Injectable } from '@nestjs/common';
import { type ItemVisibility, keptTo, readableItem, visibilitiesFor, visibleIndividual } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid, NotFound } from '../shared/errors';
import { newId } from '../shared/ids';
import { Note, type NoteBasis } from './note.entity';

export interface NewNote extends ItemVisibility {
  individualId: string;
  text: string;
  basis: NoteBasis;
  /** The day it happened; not a day to come. */
  happenedOn: Day;
  /** The entry that this one puts right. Both stay. */
  correctsId?: string | null;
}

/** Adds one dated entry to a case. */
@Injectable()
export class AddNote {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, note: NewNote, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, note), submission);
  }

  /** @throws NotFound for a case, or an entry to correct, that the actor may not see */
  async within(tx: Transaction, note: NewNote): Promise<{ id: string }> {
    const individual = await visibleIndividual(tx, note.individualId);
    this.rules.ensureMay(tx.actor, 'add', 'Note', individual);
    refuseWrong(tx, note);
    if (note.correctsId) await ensureCorrectable(tx, note.individualId, note.correctsId);
    const kept = await keptTo(tx, note.individualId, note);
    const id = newId();
    await tx.insert(Note, {
      ...note,
      ...kept,
      id,
      authorId: tx.actor.userId,
      agencyId: tx.actor.agencyId,
      recordedAt: tx.now,
    });
    await tx.audit({
      act: note.correctsId ? 'note.corrected' : 'note.added',
      subjectType: 'note',
      subjectId: id,
      individualId: note.individualId,
      fields: ['text', 'basis', 'happenedOn', 'visibility'],
    });
    return { id };
  }
}

function refuseWrong(tx: Transaction, note: NewNote): void {
  if (note.text.trim() === '') throw new Invalid([{ field: 'text', message: 'Enter the note' }]);
  if (note.happenedOn > tx.today) {
    throw new Invalid([{ field: 'happenedOn', message: 'The day it happened must be today or in the past' }]);
  }
}

const CORRECTABLE = `SELECT 1 FROM notes n WHERE n.id = $1 AND n.individual_id = $2 AND ${readableItem('n', '$3', '$4')}`;

async function ensureCorrectable(tx: Transaction, individualId: string, noteId: string): Promise<void> {
  const found = await tx.query(CORRECTABLE, [
    noteId,
    individualId,
    visibilitiesFor(tx.actor.agencyKind),
    tx.actor.agencyId,
  ]);
  if (found.length === 0) throw new NotFound();
}
