import { load } from 'cheerio';
import { AddEntry, Conflicts, DecideItem, HoldMeeting, PlanMeeting } from '../../src/meetings';
import { makeCase } from '../factories';
import { openTheRoom } from '../support/open-the-room';
import { readPdf } from '../support/read-pdf';
import { TEST_NOW, TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

/** Sits on the panel, and is named for whom it may not see: with the chair away they do the whole item. */
export const NAMED = 'nurse@health.example';

/** When somebody of the agenda is restricted; `nobody`: the world without them. */
export type Restricted = 'nobody' | 'before the agenda' | 'in the meeting' | 'after the sealing';

export type Stage = 'planned' | 'open' | 'closed' | 'sealed';

/** Where they are asked for: each stage beside the world without them, and each way of being restricted. */
export const STAGES_AFTER: Record<Restricted, Stage[]> = {
  nobody: ['planned', 'open', 'closed', 'sealed'],
  'before the agenda': ['planned', 'sealed'],
  'in the meeting': ['open', 'closed'],
  'after the sealing': ['sealed'],
};

/** One meeting from its agenda to its sealed minutes, about two people, or about three of whom one is restricted on the way. */
export class PanelWithoutThem {
  readonly answers = new Map<Stage, Record<string, string>>();
  /** What whoever is named has at the end. */
  named = { agenda: {} as Record<string, unknown>, minutes: '', times: '' };
  private meetingId = '';
  private secretId = '';
  private nextId = '';

  private constructor(
    private readonly test: TestApp,
    private readonly when: Restricted,
  ) {}

  static async run(when: Restricted): Promise<PanelWithoutThem> {
    const world = new PanelWithoutThem(await TestApp.start(), when);
    try {
      await world.hold();
      if (when !== 'nobody') await world.askNamed();
    } finally {
      await world.test.stop();
    }
    return world;
  }

  private async hold(): Promise<void> {
    const { test } = this;
    await withoutCases(test);
    await this.seat(NAMED);
    const live = { plan: 'live' as const, reviewDueOn: '2026-11-10' };
    await makeCase(test, { givenName: 'Overdue', tier: 'critical', ...live });
    await makeCase(test, { givenName: 'Planless', tier: 'medium' });
    if (this.when !== 'nobody')
      this.secretId = (await makeCase(test, { givenName: 'Secret', tier: 'high', ...live })).individualId;
    if (this.when === 'before the agenda') await this.restrict();
    const chair = await test.actor(CHAIR);
    const planned = { startsAt: '14:30', place: 'Observatory room' };
    this.meetingId = (await test.get(PlanMeeting).run(chair, { ...planned, heldOn: '2026-11-21', onRestDay: true })).id;
    await this.copyPack();
    await this.ask('planned');
    await openTheRoom(test, this.meetingId);
    await this.decide(MEMBER, 'Overdue', '10:05');
    if (this.when !== 'nobody') await this.decideSecret();
    await this.decide(MEMBER, 'Planless', '10:20');
    if (this.when === 'in the meeting') await this.restrict();
    await this.ask('open');
    await test.get(HoldMeeting).run(chair, { meetingId: this.meetingId, version: await this.version() });
    this.nextId = (await test.get(PlanMeeting).run(chair, { ...planned, heldOn: '2026-12-10' })).id;
    await this.ask('closed');
    await test.sql(
      `UPDATE meetings SET actions_issued_at = $2, minutes_issued_at = $2, minutes_approved_at = $2, minutes_approved_by = $3, version = version + 1
        WHERE id = $1`,
      [this.meetingId, test.clock.now(), chair.userId],
    );
    await test.sql('SELECT seal_minutes($1)', [this.meetingId]);
    if (this.when === 'after the sealing') await this.restrict();
    await this.ask('sealed');
  }

  /** The whole item is the named person's: entries, a conflict of the member's, a decision with an action. */
  private async decideSecret(): Promise<void> {
    const { test, meetingId } = this;
    const itemId = await this.itemId('Secret');
    const named = await test.actor(NAMED);
    const entry = { meetingId, itemId, kind: 'discussion' as const, text: 'Nobody else may read this' };
    await test.get(AddEntry).run(named, entry);
    if (this.when !== 'before the agenda') {
      const declared = { meetingId, itemId, userId: test.userId(MEMBER), reason: 'A nephew' };
      await test.get(Conflicts).declare(await test.actor(MEMBER), declared);
    }
    await this.decide(NAMED, 'Secret', '10:10');
  }

  private async decide(email: string, name: string, at: string): Promise<void> {
    const { test, meetingId } = this;
    test.clock.set(new Date(`2026-11-21T${at}:00Z`));
    const itemId = await this.itemId(name);
    const [item] = await test.sql<{ version: number }>('SELECT version FROM meeting_items WHERE id = $1', [itemId]);
    const said = { personViewAnswer: 'agrees', personView: 'Wants football back' } as const;
    const words = { decision: 'continue' as const, rationale: `Reasons for ${name}`, entries: [] };
    const decision = { meetingId, itemId, version: item?.version ?? 0, ...words };
    await test.get(DecideItem).run(await test.actor(email), name === 'Planless' ? decision : { ...decision, ...said });
    test.clock.set(new Date(TEST_NOW));
  }

  private restrict(): Promise<unknown> {
    const named = [this.test.userId('lead@scf.example'), this.test.userId(NAMED)];
    const text = 'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1';
    return this.test.sql(text, [this.secretId, named]);
  }

  private async seat(email: string): Promise<void> {
    const { test } = this;
    const id = test.userId(email);
    await test.sql(`UPDATE users SET roles = roles || '{panel_member}', version = version + 1 WHERE id = $1`, [id]);
    await test.sql(
      `INSERT INTO panel_members (id, panel_id, user_id, started_at) VALUES (gen_random_uuid(), $1, $2, '2026-11-01')`,
      [test.partnership.panelId, id],
    );
  }

  /** Everybody has a copy of the pack: the chair's page says how many cases are in each. */
  private async copyPack(): Promise<void> {
    const at = `/meetings/${this.meetingId}`;
    for (const email of [CHAIR, MEMBER, NAMED])
      await (await this.test.browse(email)).submit(`${at}/pack-copies`, {}, `${at}/pack`);
  }

  private async itemId(name: string): Promise<string> {
    const [item] = await this.test.sql<{ id: string }>(
      `SELECT t.id FROM meeting_items t JOIN individuals i ON i.id = t.individual_id WHERE i.given_name = $1 AND t.meeting_id = $2`,
      [name, this.meetingId],
    );
    return item?.id ?? '';
  }

  private async version(): Promise<number> {
    const [meeting] = await this.test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [
      this.meetingId,
    ]);
    return meeting?.version ?? 0;
  }

  private async ask(stage: Stage): Promise<void> {
    if (!STAGES_AFTER[this.when].includes(stage)) return;
    this.answers.set(stage, { ...(await this.everythingTo(CHAIR)), ...(await this.everythingTo(MEMBER)) });
  }

  private async askNamed(): Promise<void> {
    const [page, api] = [await this.test.browse(NAMED), await this.test.api(NAMED)];
    const at = `/meetings/${this.meetingId}`;
    const textOf = async (path: string) => load((await page.get(path)).text)('main').text();
    const [minutes, times] = [await textOf(`${at}/minutes`), await textOf('/meetings/figures?list=time-per-case')];
    this.named = { agenda: (await api.get(at)).body as Record<string, unknown>, minutes, times };
  }

  /** Every page, paper and answer of the panel, as this reader is given it, but for ids and what differs from one request to the next. */
  private async everythingTo(email: string): Promise<Record<string, string>> {
    const [pages, api] = [await this.test.browse(email), await this.test.api(email)];
    const at = `/meetings/${this.meetingId}`;
    const names = ['', '/room', '/decisions', '/minutes', '/pack', '/returns', '/outstanding-actions', '/topics'];
    const ofChair = email === CHAIR ? [`${at}/closing`] : [];
    const items = [await this.itemId('Overdue'), await this.itemId('Planless')].map((id) => `${at}/items/${id}`);
    const lists = ['', 'time-per-case', 'meeting-hours'].map((list) => `/meetings/figures?list=${list}`);
    const next = this.nextId === '' ? [] : [`/meetings/${this.nextId}`, `/meetings/${this.nextId}/room`];
    const copy = `${at}/pack-copies/${email === CHAIR ? 1 : 2}`;
    const found: Record<string, string> = {};
    const paths = ['/meetings', ...lists, ...names.map((name) => `${at}${name}`), ...ofChair, ...items, copy, ...next];
    for (const path of paths) found[`${email} ${path}`] = alike(await pages.get(path));
    for (const paper of [`${copy}/paper`, `${at}/minutes/paper`]) {
      const answer = await pages.get(paper);
      const drawn = answer.status === 200 ? readPdf(answer.body as Buffer).pages.join('\n') : answer.text;
      found[`${email} ${paper}`] = withoutIds(drawn);
    }
    for (const path of ['/meetings', '/meetings/figures', at, `${at}/minutes`, `${at}/pack`, `${at}/returns`])
      found[`${email} api ${path}`] = alike(await api.get(path));
    const places = new Map(Object.entries(found).map(([name, text]) => [withoutIds(name), text]));
    return Object.fromEntries(places);
  }
}

const alike = ({ status, text }: { status: number; text: string }): string =>
  `${status}\n${withoutIds(
    text
      .replace(/nonce="[^"]*"/g, '')
      .replace(/(name="(?:_csrf|csrfToken|submissionId)" value=")[^"]*/g, '$1')
      .replace(/"requestId":"[^"]*"/g, ''),
  )}`;

/** Ids by the order in which they come: the same thing has the same number. */
function withoutIds(text: string): string {
  const seen = new Map<string, number>();
  return text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => {
    seen.set(id, seen.get(id) ?? seen.size);
    return `id-${seen.get(id)}`;
  });
}
