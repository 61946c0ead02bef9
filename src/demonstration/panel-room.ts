import { AddEntry, ChangePanel, OpenMeeting, Papers, RecordAttendance } from '../meetings';
import type { Actor } from '../platform/access';
import { Reader } from '../platform/database';
import type { Day } from '../shared/day';
import { HEALTH, POLICE, returnOfMembers, SCHOOL } from './panel-members';
import type { Stage } from './stage';

const CHAIR = 'chair@mace.example';
const MEMBER = 'member@mace.example';
const EXPECTED = ['childrens_services', 'police', 'health', 'school'];

interface Meeting {
  id: string;
  version: number;
}

/** What happens at a meeting beside its decisions: rules, who was there, what was returned, and the papers afterwards. */
export class PanelRoom {
  constructor(private readonly stage: Stage) {}

  /** The panel expects four agencies, is quorate with two of them, and passes on to the one above. */
  async setRules(strategicPanelId: string): Promise<void> {
    const chair = await this.chair();
    const [panel] = await this.look<{ id: string; version: number; name: string; abbreviation: string }>(
      chair,
      'demonstration-panel',
      'SELECT id, version, name, abbreviation FROM panels WHERE id = ANY ($1::uuid[]) AND id <> $2',
      [chair.accessKeys, strategicPanelId],
    );
    const agencies = await this.look<{ id: string }>(
      chair,
      'demonstration-agencies',
      'SELECT id FROM agencies WHERE kind = ANY ($1::text[])',
      [EXPECTED],
    );
    if (!panel) return;
    await this.stage.verb(ChangePanel).run(chair, {
      panelId: panel.id,
      version: panel.version,
      name: panel.name,
      abbreviation: panel.abbreviation,
      level: 'bronze',
      escalatesTo: strategicPanelId,
      youngestAge: 10,
      oldestAge: 25,
      meetsEveryDays: 14,
      meetingMinutes: 120,
      quorumKinds: ['childrens_services', 'health'],
      agendaReasons: [
        'escalated',
        'review_overdue',
        'cohort_decision',
        'new',
        'no_plan',
        'review_due',
        'stuck_plan',
        'stepping_down',
        'transfer',
        'turning_18',
        'turning_25',
        'linked_place',
      ],
      decisions: ['continue', 'revise', 'step_up', 'step_down', 'close'],
      actionsWithinHours: 24,
      minutesWithinWorkingDays: 10,
      returnsDaysBefore: 3,
      agencyIds: agencies.map(({ id }) => id),
    });
  }

  /** The statement is read, nearly everybody is there, and the minutes of the meeting before are approved. */
  async open(meetingId: string): Promise<void> {
    const chair = await this.chair();
    const [meeting, before] = await this.look<Meeting & { status: string }>(
      chair,
      'demonstration-meeting-and-before',
      `SELECT id, version, status FROM meetings WHERE held_on <= (SELECT held_on FROM meetings WHERE id = $1) AND minutes_approved_at IS NULL
        ORDER BY held_on DESC LIMIT 2`,
      [meetingId],
    );
    if (!meeting) return;
    const [chairId, minuteTakerId] = [this.stage.userId(CHAIR), this.stage.userId(MEMBER)];
    await this.stage.verb(OpenMeeting).run(chair, { meetingId, version: meeting.version, chairId, minuteTakerId });
    const there = { status: 'present' as const, hasAccepted: true, seen: { status: null, hasAccepted: false } };
    const present = [chairId, minuteTakerId, this.stage.userId(POLICE), this.stage.userId(SCHOOL)];
    const sorry = { userId: this.stage.userId(HEALTH), ...there, status: 'apologies' as const, hasAccepted: false };
    const attendances = [...present.map((userId) => ({ userId, ...there })), sorry];
    await this.stage.verb(RecordAttendance).run(chair, { meetingId, attendances });
    if (before?.status !== 'held') return;
    await this.stage.verb(Papers).approve(chair, { meetingId: before.id, version: before.version });
  }

  async issueActions(heldOn: Day): Promise<void> {
    const meeting = await this.held(heldOn);
    if (meeting) {
      const paper = { meetingId: meeting.id, version: meeting.version };
      await this.stage.verb(Papers).issueActions(await this.chair(), paper);
    }
  }

  async issueMinutes(heldOn: Day): Promise<void> {
    const meeting = await this.held(heldOn);
    if (meeting) {
      const paper = { meetingId: meeting.id, version: meeting.version };
      await this.stage.verb(Papers).issueMinutes(await this.chair(), paper);
    }
  }

  /** Health, police and school have returned something on the first cases of the meeting to come; the rest is missing. */
  async returnSome(meetingId: string): Promise<void> {
    const member = await this.stage.actor(MEMBER);
    const items = await this.look<{ id: string }>(
      member,
      'demonstration-items',
      `SELECT id FROM meeting_items WHERE meeting_id = $1 AND status = 'listed' ORDER BY position LIMIT 2`,
      [meetingId],
    );
    for (const { id: itemId } of items) {
      await this.stage.verb(AddEntry).run(member, {
        meetingId,
        itemId,
        kind: 'return',
        text: 'Seen by the school nurse this month; no new injury. Sleep and eating are better.',
      });
    }
    await returnOfMembers(this.stage, meetingId);
  }

  private async held(heldOn: Day): Promise<Meeting | undefined> {
    const [meeting] = await this.look<Meeting>(
      await this.chair(),
      'demonstration-held',
      `SELECT id, version FROM meetings WHERE held_on = $1 AND status = 'held'`,
      [heldOn],
    );
    return meeting;
  }

  private readonly chair = (): Promise<Actor> => this.stage.actor(CHAIR);

  private look<Row extends object>(actor: Actor, name: string, text: string, values: unknown[]): Promise<Row[]> {
    return this.stage.verb(Reader).many(actor, undefined, { name, text, values }) as Promise<Row[]>;
  }
}
