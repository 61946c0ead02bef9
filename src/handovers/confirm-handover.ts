import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Refusal } from '../shared/errors';
import { newId } from '../shared/ids';
import { heldKey } from './domain/held';
import { Handover } from './handover.entity';
import { HandoverIsOver, HandoverStopped, NothingChosen } from './handover.errors';
import { HandoverPreviews } from './handover-previews';
import type { Ask, Holding } from './holdings';
import { movedOn, outOfSight, standingOf } from './left-out';
import { MoveThing } from './move-thing';
import { tellHolders } from './notices';
import { thingLabel } from './thing-label';
import { type Move, whatMoves } from './what-moves';

export interface Confirmation {
  id: string;
  version: number;
  /** heldKey() of what was chosen and stays after all: it could not move, and the page said so. */
  without?: readonly string[];
}

/** Moves everything that was chosen, in one transaction: all of it or none of it. */
@Injectable()
export class ConfirmHandover {
  constructor(
    private readonly transactions: Transactions,
    private readonly previews: HandoverPreviews,
    private readonly moveThing: MoveThing,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, confirmation: Confirmation, submission?: Submission): Promise<{ id: string; moved: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, confirmation), submission);
  }

  /**
   * @throws Stale when somebody else confirmed or changed the handover meanwhile
   * @throws HandoverStopped naming every row that cannot be moved, and why; then nothing is
   */
  async within(tx: Transaction, { id, version, without = [] }: Confirmation): Promise<{ id: string; moved: number }> {
    const ask: Ask = ({ text, values }) => tx.query(text, values);
    const record = await this.previews.record(ask, tx.actor, id);
    this.rules.ensureMay(tx.actor, 'confirm', 'Handover', { madeBy: record.made_by, agencyId: record.agency_id });
    if (record.status !== 'prepared') throw new HandoverIsOver();
    const choices = record.choices.filter((choice) => !without.includes(heldKey(choice)));
    if (choices.length === 0) throw new NothingChosen();
    // First, so that of two managers who confirm at once the second waits here and is told.
    const confirmed = { status: 'confirmed', confirmedBy: tx.actor.userId, confirmedAt: tx.now } as const;
    await tx.change(Handover, { id, version }, confirmed);
    const before = await this.previews.previewBy(ask, tx.actor, record, tx.today);
    await lockCases(tx, before.things);
    const now = await this.previews.previewBy(ask, tx.actor, record, tx.today);
    const { moves, stopped, missing } = whatMoves(choices, now);
    const gone = await standingOf(ask, tx.actor, missing);
    const changed = [...stopped, ...gone.map(movedOn), ...outOfSight(missing.length - gone.length)];
    if (changed.length > 0) throw new HandoverStopped(changed);
    for (const move of inOrder(moves)) await this.moveOne(tx, id, move);
    await tellHolders(tx, {
      handoverId: id,
      moved: moves.map(({ thing, newHolder }) => ({
        ...thing,
        oldHolderId: thing.holderId,
        newHolderId: newHolder.id,
      })),
      toNew: 'received',
      toOld: 'handed_on',
    });
    await tx.audit({ act: 'handover.confirmed', subjectType: 'handover', subjectId: id, fields: ['status'] });
    return { id, moved: moves.length };
  }

  private async moveOne(tx: Transaction, handoverId: string, { thing, newHolder }: Move): Promise<void> {
    try {
      const newThingId = await this.moveThing.within(tx, thing, newHolder.id);
      await tx.query(
        `INSERT INTO handover_moves (id, handover_id, kind, individual_id, panel_id, thing_id, new_thing_id,
                                     old_holder_id, old_agency_id, new_holder_id, moved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          ...[newId(), handoverId, thing.kind, thing.individualId, thing.panelId, thing.thingId, newThingId],
          ...[thing.holderId, thing.agencyId, newHolder.id, tx.now],
        ],
      );
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const why = error.problems[0]?.message ?? error.message;
      throw new HandoverStopped([{ label: thingLabel(thing), why: why.replace(/\.$/, '') }]);
    }
  }
}

/** In one order everywhere, so that two handovers wait for each other and never in a circle. */
async function lockCases(tx: Transaction, things: Holding[]): Promise<void> {
  const ids = [...new Set(things.flatMap(({ individualId }) => individualId ?? []))];
  await tx.query('SELECT id FROM individuals WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [ids]);
}

const ORDER = ['action', 'panel_seat', 'practitioner', 'plan_owner', 'lead_professional'];

/** Assignments last: the last one of an agency that goes to a partner takes the actor's sight of the case with it. */
const inOrder = (moves: Move[]): Move[] =>
  [...moves].sort((one, other) => ORDER.indexOf(one.thing.kind) - ORDER.indexOf(other.thing.kind));
