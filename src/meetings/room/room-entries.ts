import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access';
import { Reader } from '../../platform/database';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { itemById, type ItemRow } from '../case-sheet.queries';
import { countOfEntries, entriesOf, type EntryRow } from './entries.queries';

/** What is written down of a case while its page stands open, for the page that asks every few seconds. */
@Injectable()
export class RoomEntries {
  constructor(private readonly reader: Reader) {}

  /**
   * All that was said in the room, when it is more than the reader has: that is a reading of the case, and is in the audit.
   * Undefined when nothing was added: then nothing was read.
   * @throws NotFound alike for an item that is not there and for one the actor may not see (any more)
   */
  async since(actor: Actor, at: { meetingId: string; itemId: string }, seen: number): Promise<EntryRow[] | undefined> {
    const { meetingId, itemId } = at;
    if (!isId(meetingId) || !isId(itemId)) throw new NotFound();
    const [[item], [count]] = await this.reader.read<[ItemRow, { entries: number }]>(
      actor,
      undefined,
      itemById(actor, meetingId, itemId),
      countOfEntries(actor, meetingId, itemId),
    );
    if (!item) throw new NotFound();
    if ((count?.entries ?? 0) <= seen) return undefined;
    const { individual_id: individualId } = item;
    const entry = { act: 'meeting_item.read', subjectType: 'meeting_item', subjectId: itemId, individualId };
    return this.reader.many<EntryRow>(actor, entry, entriesOf(actor, meetingId, itemId));
  }
}
