import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { Reader } from '../platform/database';
import { Clock } from '../shared/clock';
import { type AgendaDaysRow, candidatesFor, type PanelCandidate, daysOfAgenda } from './agenda-candidates';
import { agendaReason } from './domain/agenda';
import type { MeetingRow } from './meetings.queries';

/**
 * How many cases would come to an agenda if it were made now: what was asked for, entered or fell due since. Of those in the
 * sight of who reads it; of the others no count tells anything.
 */
@Injectable()
export class WaitingCases {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** Of an agenda whose reading is in the audit already. */
  async count(actor: Actor, { id, panel_id, held_on }: MeetingRow): Promise<number> {
    const today = this.clock.today();
    const [candidates, [days]] = await this.reader.read<[PanelCandidate, AgendaDaysRow]>(
      actor,
      undefined,
      candidatesFor(id, today),
      daysOfAgenda(panel_id, held_on),
    );
    if (!days) return 0;
    const question = { today, heldOn: held_on, ...days };
    return candidates.filter((one) => one.isInSight && !one.isListed && agendaReason(one, question) !== null).length;
  }
}
