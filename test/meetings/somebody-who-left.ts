import { load } from 'cheerio';
import { AnswerAction, Conflicts, HoldMeeting, PlanMeeting } from '../../src/meetings';
import { Guests } from '../../src/meetings/room/guests';
import { newId } from '../../src/shared/ids';
import { makeCase, type MadeCase } from '../factories';
import { openTheRoom, somebodyIsThere } from '../support/open-the-room';
import { TEST_NOW, TestApp } from '../support/test-app';
import { actionFields, CHAIR, filled, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

export const NEXT = '2026-12-10';
const BEFORE = '2026-11-14';
/** Sits on the panel with a conflict of interest in the case; sits on another panel; sees no case. */
export const [CONFLICTED, ELSEWHERE, ANALYST] = ['officer@tvp.example', 'lead@scf.example', 'analyst@sbc.example'];

/** Somebody whom a panel closed at `meeting`, with an action of the meeting before, and the meeting that comes next. */
export class SomebodyWhoLeft {
  before = '';
  meeting = '';
  next = '';
  /** The page of their item. */
  path = '';

  private constructor(
    readonly test: TestApp,
    readonly made: MadeCase,
  ) {}

  static async start(): Promise<SomebodyWhoLeft> {
    const test = await TestApp.start();
    await withoutCases(test);
    const made = await makeCase(test, {
      givenName: 'Leaver',
      leadProfessional: null,
      plan: 'live',
      reviewDueOn: '2026-11-10',
    });
    const left = new SomebodyWhoLeft(test, made);
    await left.seatOthers();
    await left.meetBefore();
    await left.meetAndClose();
    return left;
  }

  private async seatOthers(): Promise<void> {
    const other = newId();
    await this.test.sql(
      `INSERT INTO panels (id, name, abbreviation, level, created_at) VALUES ($1, 'Other panel', 'OP', 'bronze', now())`,
      [other],
    );
    for (const [email, panelId] of [
      [CONFLICTED, this.test.partnership.panelId],
      [ELSEWHERE, other],
    ]) {
      await this.test.sql(`UPDATE users SET roles = '{panel_member}', version = version + 1 WHERE email = $1`, [email]);
      await this.test.sql(
        'INSERT INTO panel_members (id, panel_id, user_id, started_at) SELECT gen_random_uuid(), $1, id, now() FROM users WHERE email = $2',
        [panelId, email],
      );
    }
  }

  private async meetBefore(): Promise<void> {
    this.test.clock.set(new Date(`${BEFORE}T09:00:00Z`));
    this.before = await this.meet(BEFORE);
    const owner = { 'actions-1-ownerId': this.test.userId('nurse@health.example') };
    await this.decide({ ...filled, ...actionFields, ...owner }, this.before);
    await this.hold(this.before);
    this.test.clock.set(new Date(TEST_NOW));
  }

  /** A conflict, an answer, a view and a guest; then the decision that closes the case, with two actions. */
  private async meetAndClose(): Promise<void> {
    const chair = await this.test.actor(CHAIR);
    this.meeting = await this.meet('2026-11-21');
    const next = { heldOn: NEXT, startsAt: '10:00', place: 'Room 1' };
    this.next = (await this.test.get(PlanMeeting).run(chair, next)).id;
    const itemId = await this.itemOf(this.meeting);
    this.path = `/meetings/${this.meeting}/items/${itemId}`;
    const conflict = { itemId, userId: this.test.userId(CONFLICTED), reason: 'Coached him' };
    await this.test.get(Conflicts).declare(chair, { meetingId: this.meeting, ...conflict });
    await this.answer(this.meeting, 'Find a safe club', MEMBER, 'Found a boxing club');
    const member = await this.test.browse(MEMBER);
    const view = { kind: 'view', text: 'Health would have kept him on' };
    await member.submit(`${this.path}/entries`, view, this.path);
    const guest = { name: 'Ines Guest', role: 'interpreter', organisation: 'Language Line', itemIds: [itemId] };
    // Anew: a conflict of interest changes the key by which the panel opens the case.
    await this.test.get(Guests).add(await this.test.actor(CHAIR), { meetingId: this.meeting, ...guest });
    const second = Object.entries(actionFields).map(([name, value]) => [name.replace('-1-', '-2-'), value]);
    await this.decide({
      ...{ ...filled, decision: 'close', exitReason: 'stepped_down', dissent: 'Health: too early' },
      ...{ ...actionFields, 'actions-1-ownerId': this.test.userId('nurse@health.example') },
      ...{ ...Object.fromEntries(second), 'actions-2-ownerId': this.test.userId('dsl@school.example') },
      ...{ 'actions-1-description': 'Tell the surgery', 'actions-2-description': 'Tell the school' },
    });
  }

  private async meet(heldOn: string): Promise<string> {
    const wanted = { heldOn, startsAt: '10:00', place: 'Room 1', onRestDay: true };
    const { id } = await this.test.get(PlanMeeting).run(await this.test.actor(CHAIR), wanted);
    await openTheRoom(this.test, id);
    await somebodyIsThere(this.test, CHAIR);
    return id;
  }

  async hold(meetingId: string): Promise<void> {
    const [row] = await this.test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [meetingId]);
    await this.test.get(HoldMeeting).run(await this.test.actor(CHAIR), { meetingId, version: row?.version ?? 0 });
  }

  private async itemOf(meetingId: string): Promise<string> {
    const [item] = await this.test.sql<{ id: string }>(
      'SELECT id FROM meeting_items WHERE meeting_id = $1 AND individual_id = $2',
      [meetingId, this.made.individualId],
    );
    return item?.id ?? '';
  }

  private async decide(fields: object, meetingId = this.meeting): Promise<void> {
    const page = `/meetings/${meetingId}/items/${await this.itemOf(meetingId)}`;
    const answered = await (await this.test.browse(MEMBER)).submit(`${page}/decision`, { ...fields }, page);
    expect(answered.status).toBe(303);
  }

  async actionNamed(description: string): Promise<{ id: string; version: number; status: string }> {
    const [row] = await this.test.sql<{ id: string; version: number; status: string }>(
      `SELECT id, version, status FROM actions WHERE description = $1 AND individual_id = $2`,
      [description, this.made.individualId],
    );
    return row ?? { id: '', version: 0, status: '' };
  }

  async answer(meetingId: string, description: string, email: string, words: string, seen?: number) {
    const { id: actionId, version } = await this.actionNamed(description);
    const said = { meetingId, actionId, version: seen ?? version, answer: 'could_not_be_done' as const, words };
    return this.test.get(AnswerAction).run(await this.test.actor(email), said);
  }

  async statusFor(email: string, page = this.path): Promise<number> {
    return (await (await this.test.browse(email)).get(page)).status;
  }

  async pageFor(email: string, page = this.path) {
    return load((await (await this.test.browse(email)).get(page)).text);
  }

  async minutesFor(email: string, id = this.meeting): Promise<string> {
    const page = await this.pageFor(email, `/meetings/${id}/minutes`);
    return page('[data-qa=minutes-text]').text().replace(/\s+/g, ' ');
  }

  async withoutSeat(email: string, look: () => Promise<void>): Promise<void> {
    const set = (to: string) => `UPDATE panel_members SET ended_at = ${to} WHERE user_id = $1`;
    await this.test.sql(set('now()'), [this.test.userId(email)]);
    await look();
    await this.test.sql(set('NULL'), [this.test.userId(email)]);
  }
}
