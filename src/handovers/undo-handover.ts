import { Injectable } from '@nestjs/common';
import { ReassignAction } from '../actions';
import { ReturnAssignment } from '../assignments';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { UNDO_HOURS } from './domain/held';
import { Handover } from './handover.entity';
import { NotConfirmed, TooLateToUndo } from './handover.errors';
import { HandoverPreviews } from './handover-previews';
import { type HandoverRow, type MoveRow, movesOf } from './handovers.queries';
import { moveSeat } from './move-thing';
import { tellHolders } from './notices';

const HOUR = 3_600_000;

/** Null of one that is not confirmed. */
export const undoableUntil = ({ confirmed_at: at }: HandoverRow): Date | null =>
  at && new Date(at.getTime() + UNDO_HOURS * HOUR);

export function canBeUndone(handover: HandoverRow, now: Date): boolean {
  const until = undoableUntil(handover);
  return handover.status === 'confirmed' && until !== null && now < until;
}

/** Gives back what is still as the handover left it, and says what has changed since and stays. */
@Injectable()
export class UndoHandover {
  constructor(
    private readonly transactions: Transactions,
    private readonly previews: HandoverPreviews,
    private readonly returnAssignment: ReturnAssignment,
    private readonly reassignAction: ReassignAction,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, undoing: { id: string; version: number }, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, undoing), submission);
  }

  /** @throws TooLateToUndo a day after it was confirmed */
  async within(tx: Transaction, { id, version }: { id: string; version: number }): Promise<{ id: string }> {
    const ask = <Row>({ text, values }: { text: string; values?: unknown[] }): Promise<Row[]> => tx.query(text, values);
    const record = await this.previews.record(ask, tx.actor, id);
    this.rules.ensureMay(tx.actor, 'undo', 'Handover', { madeBy: record.made_by, agencyId: record.agency_id });
    if (record.status !== 'confirmed') throw new NotConfirmed();
    if (!canBeUndone(record, tx.now)) throw new TooLateToUndo();
    await tx.change(Handover, { id, version }, { status: 'undone', undoneBy: tx.actor.userId, undoneAt: tx.now });
    const moves = await ask<MoveRow>(movesOf(tx.actor, id));
    const cases = moves.flatMap(({ individual_id }) => individual_id ?? []);
    await tx.query('SELECT id FROM individuals WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [cases]);
    const back: MoveRow[] = [];
    for (const move of moves) if (await this.giveBack(tx, move)) back.push(move);
    await tellHolders(tx, {
      handoverId: id,
      moved: back.map((move) => ({
        oldHolderId: move.old_holder_id,
        newHolderId: move.new_holder_id,
        individualId: move.individual_id,
      })),
      toNew: 'taken_back',
      toOld: 'given_back',
    });
    await tx.audit({ act: 'handover.undone', subjectType: 'handover', subjectId: id, fields: ['status'] });
    return { id };
  }

  private async giveBack(tx: Transaction, move: MoveRow): Promise<boolean> {
    const changed = await whatChanged(tx, move);
    // Written first: with the part that is given back, sight of the case may go.
    await tx.query('INSERT INTO handover_returns (move_id, outcome, reason, at) VALUES ($1, $2, $3, $4)', [
      move.id,
      changed === null ? 'given_back' : 'left_alone',
      changed,
      tx.now,
    ]);
    if (changed !== null) return false;
    if (move.kind === 'panel_seat') await moveSeat(tx, move.new_thing_id ?? '', move.old_holder_id);
    else if (move.kind === 'action') await this.returnAction(tx, move);
    else if (move.individual_id !== null) {
      await this.returnAssignment.within(tx, {
        individualId: move.individual_id,
        kind: move.kind,
        endsId: move.new_thing_id,
        userId: move.old_holder_id,
        agencyId: move.old_agency_id,
      });
    }
    return true;
  }

  private async returnAction(
    tx: Transaction,
    { thing_id: id, old_holder_id: ownerId, old_agency_id }: MoveRow,
  ): Promise<void> {
    const [action] = await tx.query<{ version: number }>('SELECT version FROM actions WHERE id = $1', [id]);
    const version = action?.version ?? 0;
    await this.reassignAction.within(tx, { id, version, ownerId, returnsToAgencyId: old_agency_id });
  }
}

/** Null while it is as the handover left it. */
async function whatChanged(tx: Transaction, move: MoveRow): Promise<string | null> {
  if (move.kind === 'action') {
    const [action] = await tx.query<{ status: string; owner_id: string }>(
      'SELECT status, owner_id FROM actions WHERE id = $1',
      [move.thing_id],
    );
    if (!action || action.status !== 'open') return 'The action was closed since';
    return action.owner_id === move.new_holder_id ? null : 'It has another owner since';
  }
  if (move.kind === 'panel_seat') {
    const open = await tx.query('SELECT 1 FROM panel_members WHERE id = $1 AND ended_at IS NULL', [move.new_thing_id]);
    return open.length > 0 ? null : 'The seat changed hands since';
  }
  const open = await tx.query<{ user_id: string }>(
    'SELECT user_id FROM assignments WHERE individual_id = $1 AND kind = $2 AND ended_at IS NULL',
    [move.individual_id, move.kind],
  );
  if (open.some(({ user_id }) => user_id === move.old_holder_id)) return `${move.old_holder} was named again since`;
  if (open.length === 0) return 'Their part was ended since';
  return open.some(({ user_id }) => user_id === move.new_holder_id) ? null : 'Somebody else was named since';
}
