import { BuildAgenda, DecideItem, HoldMeeting, PlanMeeting } from '../meetings';
import type { Actor } from '../platform/access';
import { Reader } from '../platform/database';
import { addDays, dayInLondon, type Day, weekday } from '../shared/day';
import type { Chance } from './chance';
import type { History } from './history';
import type { Stage } from './stage';
import { RATIONALES, SUMMARIES, VOICES } from './story-words';

const CHAIR = 'chair@mace.example';
const MEMBER = 'member@mace.example';
const MEETINGS = 4;
const DECIDED_AT_MOST = 6;
const THURSDAY = 4;
const PLACE = 'Observatory House, room 2, and online';

interface ListedItem {
  id: string;
  version: number;
  individual_id: string;
}

/** The panel of the last two months: a meeting every fortnight, and the next one with its agenda made. */
export class PanelStory {
  constructor(
    private readonly stage: Stage,
    private readonly history: History,
    private readonly chance: Chance,
  ) {}

  begin(until: Date): void {
    for (let back = MEETINGS; back >= 1; back -= 1) {
      const heldOn = thursdayOnOrBefore(addDays(dayInLondon(until), -14 * back + 7));
      const at = new Date(`${heldOn}T10:00:00Z`);
      this.history.at(new Date(at.getTime() - 7 * 86_400_000), () => this.plan(heldOn));
      // The last meeting reached everybody it could, so that the next one starts afresh.
      this.history.at(at, () => this.hold(heldOn, back === 1 ? 100 : DECIDED_AT_MOST));
    }
  }

  async planNext(until: Date): Promise<void> {
    const next = thursdayOnOrBefore(addDays(dayInLondon(until), 10));
    // The one after first: what is due before it belongs on the agenda of the next.
    await this.plan(addDays(next, 14));
    await this.plan(next);
  }

  private async plan(heldOn: Day): Promise<void> {
    await this.stage.verb(PlanMeeting).run(await this.stage.actor(CHAIR), { heldOn, startsAt: '10:00', place: PLACE });
  }

  private async hold(heldOn: Day, atMost: number): Promise<void> {
    const chair = await this.stage.actor(CHAIR);
    const [meeting] = await this.look<{ id: string; version: number }>(
      chair,
      'SELECT id, version FROM meetings WHERE held_on = $1',
      [heldOn],
    );
    if (!meeting) return;
    await this.stage.verb(BuildAgenda).run(chair, { meetingId: meeting.id });
    const items = await this.look<ListedItem>(
      chair,
      `SELECT i.id, i.version, i.individual_id FROM meeting_items i
         LEFT JOIN review_schedules s ON s.individual_id = i.individual_id AND s.status = 'active'
        WHERE i.meeting_id = $1 AND i.status = 'listed' AND (s.id IS NULL OR s.due_on >= $3::date)
          AND i.individual_id <> ALL ($4::uuid[]) ORDER BY i.position LIMIT $2`,
      [meeting.id, atMost, heldOn, this.stage.overlooked],
    );
    for (const item of items) await this.decide(meeting.id, item, heldOn);
    const [held] = await this.look<{ id: string; version: number }>(
      chair,
      'SELECT id, version FROM meetings WHERE id = $1',
      [meeting.id],
    );
    if (held) await this.stage.verb(HoldMeeting).run(chair, { meetingId: held.id, version: held.version });
  }

  private async decide(meetingId: string, item: ListedItem, heldOn: Day): Promise<void> {
    const [personViewAnswer, personView] = this.chance.pick(VOICES);
    await this.stage.verb(DecideItem).run(await this.stage.actor(MEMBER), {
      meetingId,
      itemId: item.id,
      version: item.version,
      decision: this.chance.weighted([
        ['continue', 3],
        ['revise', 1],
      ]),
      rationale: `${this.chance.pick(RATIONALES)} ${this.chance.pick(SUMMARIES)}`,
      personViewAnswer,
      personView,
      actions: [
        {
          description: 'Tell the family what the panel decided',
          kind: 'inform',
          ownerId: this.stage.userId('family.support@scf.example'),
          dueOn: addDays(heldOn, 7),
        },
      ],
    });
  }

  private look<Row extends object>(actor: Actor, text: string, values: unknown[]): Promise<Row[]> {
    return this.stage
      .verb(Reader)
      .many(actor, undefined, { name: `panel-story-${text.length}`, text, values }) as Promise<Row[]>;
  }
}

function thursdayOnOrBefore(day: Day): Day {
  return addDays(day, -((weekday(day) - THURSDAY + 7) % 7));
}
