import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { Reader, type Statement, type Transaction } from '../platform/database';
import { NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import { minutesOfWhoLeft, type PartOfWhoLeft, withLeft } from './after/who-left';
import { agendaOf, type AgendaRow, type MeetingActionRow } from './agenda.queries';
import { type ItemAddress, loadItem } from './load-item';
import { meetingById, type MeetingRow } from './meetings.queries';
import type { EntryRow } from './room/entries.queries';

/** The item of somebody who has left the cohort since: what the panel said and decided, and nothing of the record. */
export interface LeftItem {
  meeting: MeetingRow;
  agenda: AgendaRow[];
  item: AgendaRow;
  entries: EntryRow[];
  actions: MeetingActionRow[];
}

/** An item as far as something can be said of it. */
export interface ItemToMinute {
  id: string;
  individualId: string;
}

/** Decided about somebody who has left since, in a meeting of the actor's panel whose minutes are not sealed. */
const leftItem = (actor: Actor, { meetingId, itemId }: ItemAddress): Statement => ({
  name: 'left-item',
  text: `
    SELECT l.item_id AS id, l.individual_id AS "individualId" FROM meetings m, who_left(ARRAY[m.id]) l
     WHERE m.id = $2 AND l.item_id = $3 AND ARRAY[m.panel_id] && $1::uuid[] AND m.minutes_approved_at IS NULL`,
  values: [actor.accessKeys, meetingId, itemId],
});

/**
 * The item to write something down of: also when the person has left the cohort, until the minutes are sealed.
 * @throws NotFound as `loadItem`
 */
export async function loadItemToMinute(tx: Transaction, address: ItemAddress): Promise<ItemToMinute> {
  try {
    return await loadItem(tx, address);
  } catch (error) {
    if (!(error instanceof NotFound) || !isId(address.itemId)) throw error;
    const { text, values } = leftItem(tx.actor, address);
    const [left] = await tx.query<ItemToMinute>(text, values);
    if (!left) throw error;
    return left;
  }
}

@Injectable()
export class LeftItems {
  constructor(private readonly reader: Reader) {}

  /** @throws NotFound alike for an item that is not there and for one the actor may not see, and once the minutes are sealed */
  async load(actor: Actor, meetingId: string, itemId: string): Promise<LeftItem> {
    if (!isId(meetingId) || !isId(itemId)) throw new NotFound();
    const left = await this.reader.one<ItemToMinute & Record<string, unknown>>(
      actor,
      undefined,
      leftItem(actor, { meetingId, itemId }),
    );
    if (!left) throw new NotFound();
    const { individualId } = left;
    const [[meeting], listed, gone] = await this.reader.read<[MeetingRow, AgendaRow, PartOfWhoLeft]>(
      actor,
      { act: 'meeting_item.read', subjectType: 'meeting_item', subjectId: itemId, individualId },
      meetingById(actor, meetingId),
      agendaOf(actor, meetingId),
      minutesOfWhoLeft(actor, meetingId),
    );
    const { agenda, actions, entries } = withLeft({ agenda: listed, actions: [], entries: [] }, gone);
    const item = agenda.find((row) => row.id === itemId);
    if (!meeting || !item) throw new NotFound();
    return {
      meeting,
      agenda,
      item,
      entries: entries.filter((entry) => entry.item_id === itemId),
      actions: actions.filter((action) => action.item_id === itemId),
    };
  }
}
