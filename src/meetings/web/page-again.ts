import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access';
import type { PageAnswer } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { ItemPages } from '../item-pages';
import type { ItemAddress } from '../load-item';
import { presentRoom } from '../room/present-room';
import { RoomPages } from '../room/room-pages';
import { presentCasePage } from './present-case-page';
import { presentLeftItem } from './present-left-item';

/** The pages of the room as they come back to whoever sent a form of theirs that could not be saved. */
@Injectable()
export class PageAgain {
  constructor(
    private readonly items: ItemPages,
    private readonly rooms: RoomPages,
    private readonly clock: Clock,
  ) {}

  /** What was typed is of the forms beside the decision. */
  async item(
    actor: Actor,
    { meetingId, itemId }: ItemAddress,
    entryTyped: Record<string, unknown>,
  ): Promise<PageAnswer> {
    const { sheet, left } = await this.items.load(actor, meetingId, itemId);
    if (left) {
      const model = presentLeftItem(left, this.clock.today(), entryTyped);
      return { view: 'meetings/views/left-item.njk', model };
    }
    const model = presentCasePage(sheet, this.clock.now(), {}, { entryTyped });
    return { view: 'meetings/views/case-sheet.njk', model };
  }

  async room(actor: Actor, meetingId: string, typed: Record<string, unknown>): Promise<PageAnswer> {
    const model = presentRoom(await this.rooms.load(actor, meetingId), this.clock.now(), typed);
    return { view: 'meetings/views/room.njk', model };
  }
}
