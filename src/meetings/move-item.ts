import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid, Stale } from '../shared/errors';
import { type Place, placesOf, takeNumbers } from './build-agenda';
import { loadItem, refuseUndecidable } from './load-item';
import { loadMeeting, lockAgenda } from './load-meeting';
import { Meeting } from './meeting.entity';

export interface ItemMove {
  meetingId: string;
  itemId: string;
  /** The version of the item the user saw. */
  version: number;
  /** One place up or down, or the number it is to have. */
  to: 'earlier' | 'later' | number;
}

/** Otherwise whoever is not named would see from the numbers where it stood. */
const HEARD_LAST =
  'Cases of restricted people are heard after all others, so that nobody who is not named sees that there is one. They change places among themselves alone: to hear this one earlier, turn to it in the room';

/** Moves a case among those still to be decided, a restricted one among such; the others move up. What is decided, or hidden, keeps its number. */
@Injectable()
export class MoveItem {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, move: ItemMove, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, move), submission);
  }

  /** @throws Stale when the case was changed meanwhile, Invalid for a number that is not there, or for a restricted person before others; at either end nothing happens */
  async within(tx: Transaction, { meetingId, itemId, version, to }: ItemMove): Promise<{ id: string }> {
    const item = await loadItem(tx, { meetingId, itemId });
    this.rules.ensureMay(tx.actor, 'build_agenda', 'Meeting', item);
    refuseUndecidable(item, version);
    await lockAgenda(tx, meetingId);
    const places = (await placesOf(tx, meetingId)).filter((one) => one.status === 'listed' && one.version !== null);
    const isRestricted = places.some((one) => one.id === itemId && one.isRestricted);
    const waiting = places.filter((one) => one.isRestricted === isRestricted);
    const at = waiting.findIndex((one) => one.id === itemId);
    const own = waiting[at];
    if (!own || own.version !== version) throw new Stale();
    const target = typeof to === 'number' ? placeOf(to, waiting) : at + (to === 'earlier' ? -1 : 1);
    if (target === at || target < 0 || target >= waiting.length) {
      if (isRestricted) throw new Invalid([{ field: 'place', message: HEARD_LAST }]);
      return { id: itemId };
    }
    const others = waiting.filter((one) => one.id !== itemId);
    await takeNumbers(
      tx,
      [...others.slice(0, target), own, ...others.slice(target)],
      waiting.map((one) => one.position),
    );
    // The order of restricted people among themselves is no word to anybody else: the meeting says nothing of it.
    if (!isRestricted) await keepOrder(tx, meetingId);
    await tx.audit({
      act: 'meeting_item.moved',
      subjectType: 'meeting_item',
      subjectId: itemId,
      individualId: item.individualId,
      fields: ['position'],
    });
    return { id: itemId };
  }
}

async function keepOrder(tx: Transaction, meetingId: string): Promise<void> {
  const { version } = await loadMeeting(tx, meetingId);
  await tx.change(Meeting, { id: meetingId, version }, { isOrderSet: true });
}

/** Which of the places still to be decided has this number, or the next one after it that has. */
function placeOf(number: number, waiting: Place[]): number {
  const found = waiting.findIndex((one) => one.number >= number);
  if (!Number.isInteger(number) || number < 1 || found === -1) {
    const message = `Enter a number up to ${waiting.at(-1)?.number ?? 1}: of a case that is still to be decided`;
    throw new Invalid([{ field: 'place', message }]);
  }
  return found;
}
