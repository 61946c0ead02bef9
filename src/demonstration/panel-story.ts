import { BuildAgenda, DecideItem, HoldMeeting, PlanMeeting } from '../meetings';
import type { Actor } from '../platform/access';
import { Reader } from '../platform/database';
import { addDays, dayInLondon, type Day, weekday } from '../shared/day';
import type { Chance } from './chance';
import type { History } from './history';
import { ANSWERS_FOR, seatPanelMembers } from './panel-members';
import { PanelRoom } from './panel-room';
import type { Stage } from './stage';
import { addStrategicPanel, ESCALATION } from './strategic-panel';
import { closeLater, PANEL_ACTIONS } from './story-actions';
import { RATIONALES, SUMMARIES, VOICES } from './story-words';

const CHAIR = 'chair@mace.example';
const MEMBER = 'member@mace.example';
const MEETINGS = 4;
const THURSDAY = 4;
/** How long the panel is with one case after another. */
const MINUTES_A_CASE = [7, 4, 9, 5, 6, 11, 3, 8];
/** Reading the statement and last meeting's actions before the first case, other business after the last. */
const MINUTES_OF_BUSINESS = 6;
const PLACES_HEARD_OF = [
  'The car park behind the leisure centre after dark.',
  'The bus station on Friday evenings.',
  'No place stands out.',
];
const PLACE = 'Observatory House, room 2, and online';

interface ListedItem {
  id: string;
  version: number;
  individual_id: string;
  has_review: boolean;
}

/** The panel of the last two months: a meeting every fortnight, and the next one with its agenda made. */
export class PanelStory {
  private next: Day = '';
  private readonly room: PanelRoom;

  constructor(
    private readonly stage: Stage,
    private readonly history: History,
    private readonly chance: Chance,
  ) {
    this.room = new PanelRoom(stage);
  }

  begin(start: Date, until: Date): void {
    const next = thursdayOnOrBefore(addDays(dayInLondon(until), 10));
    // The diary is made near the start, so that each agenda knows when the panel meets again: two weeks after it, because a
    // meeting is planned two years ahead at most, and the last lies further than that on Mondays to Wednesdays.
    const diary = new Date(start.getTime() + 14 * 86_400_000);
    for (let fortnight = -MEETINGS; fortnight <= 1; fortnight += 1) {
      this.history.at(diary, () => this.plan(addDays(next, 14 * fortnight)));
    }
    this.history.at(diary, async () => this.room.setRules(await addStrategicPanel(this.stage, addDays(next, 12))));
    const eve = new Date(`${addDays(next, -14 * MEETINGS - 1)}T09:00:00Z`);
    this.history.at(eve, () => seatPanelMembers(this.stage));
    for (let fortnight = -MEETINGS; fortnight < 0; fortnight += 1) {
      const heldOn = addDays(next, 14 * fortnight);
      this.history.at(new Date(`${heldOn}T10:00:00Z`), () => this.hold(heldOn, fortnight === -1));
      this.history.at(new Date(`${heldOn}T15:30:00Z`), () => this.room.issueActions(heldOn));
      this.history.at(new Date(`${addDays(heldOn, 6)}T09:00:00Z`), () => this.room.issueMinutes(heldOn));
    }
    this.next = next;
  }

  /** The agenda of the meeting to come, as it stands today. */
  async prepareNext(): Promise<void> {
    const chair = await this.stage.actor(CHAIR);
    const [meeting] = await this.look<{ id: string }>(chair, 'SELECT id FROM meetings WHERE held_on = $1', [this.next]);
    if (!meeting) return;
    await this.stage.verb(BuildAgenda).run(chair, { meetingId: meeting.id });
    await this.room.returnSome(meeting.id);
  }

  private async plan(heldOn: Day): Promise<void> {
    // Counted in fortnights from the day the demonstration is filled: now and then it falls on a holiday.
    const meeting = { heldOn, startsAt: '10:00', place: PLACE, onRestDay: true };
    await this.stage.verb(PlanMeeting).run(await this.stage.actor(CHAIR), meeting);
  }

  /** The last meeting before the next passes its gravest case on to the panel above, and asks its own members to act. */
  private async hold(heldOn: Day, isLast: boolean): Promise<void> {
    const chair = await this.stage.actor(CHAIR);
    const [meeting] = await this.look<{ id: string; version: number }>(
      chair,
      'SELECT id, version FROM meetings WHERE held_on = $1',
      [heldOn],
    );
    if (!meeting) return;
    await this.stage.verb(BuildAgenda).run(chair, { meetingId: meeting.id });
    await this.room.open(meeting.id);
    const items = await this.look<ListedItem>(
      chair,
      `SELECT i.id, i.version, i.individual_id, s.id IS NOT NULL AS has_review FROM meeting_items i
         LEFT JOIN review_schedules s ON s.individual_id = i.individual_id AND s.status = 'active'
        WHERE i.meeting_id = $1 AND i.status = 'listed' AND i.reason <> 'cohort_decision' AND (s.id IS NULL OR s.due_on >= $2::date)
          AND i.individual_id <> ALL ($3::uuid[]) ORDER BY i.position`,
      [meeting.id, heldOn, this.stage.overlooked],
    );
    const passedOn = isLast ? (items.find((item) => item.has_review) ?? items[0]) : undefined;
    for (const [at, item] of items.entries()) {
      this.history.pass(MINUTES_A_CASE[at % MINUTES_A_CASE.length] ?? 0);
      await this.decide({ meetingId: meeting.id, heldOn, isLast }, item, item === passedOn ? ESCALATION : {});
    }
    this.history.pass(MINUTES_OF_BUSINESS);
    const [held] = await this.look<{ id: string; version: number }>(
      chair,
      'SELECT id, version FROM meetings WHERE id = $1',
      [meeting.id],
    );
    if (held) await this.stage.verb(HoldMeeting).run(chair, { meetingId: held.id, version: held.version });
  }

  private async decide(
    { meetingId, heldOn, isLast }: { meetingId: string; heldOn: Day; isLast: boolean },
    item: ListedItem,
    escalation: { escalationQuestion?: string },
  ): Promise<void> {
    const [personViewAnswer, personView] = this.chance.pick(VOICES);
    const { owner: asked, ...wanted } = this.chance.pick(PANEL_ACTIONS);
    const owner = (isLast && ANSWERS_FOR[asked]) || asked;
    const dueOn = addDays(heldOn, this.chance.between(7, 21));
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
      tellsPerson: 'Frank Dello',
      ...escalation,
      entries: [{ kind: 'locations', text: this.chance.pick(PLACES_HEARD_OF) }],
      actions: [{ ...wanted, ownerId: this.stage.userId(owner), dueOn }],
    });
    const [made] = await this.look<{ id: string }>(
      await this.stage.actor(MEMBER),
      `SELECT id FROM actions WHERE individual_id = $1 AND made_in = 'meeting' ORDER BY id DESC LIMIT 1`,
      [item.individual_id],
    );
    if (made) closeLater(this.stage, this.history, this.chance, { id: made.id, owner, dueOn });
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
