import { load } from 'cheerio';
import { PlanMeeting } from '../../src/meetings';
import { Transactions } from '../../src/platform/database';
import { CancelAbsence, RecordAbsence } from '../../src/users';
import { TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

/** Sits on the panel as a deputy. */
const OTHER = 'officer@tvp.example';
const DAYS = { today: '2026-11-21', next: '2026-11-28', third: '2026-12-05', fourth: '2026-12-12' };
const REASON = 'She rang at eight and cannot come';

describe('naming who chairs a meeting while no chair of the panel is there', () => {
  let test: TestApp;
  const meetings: Record<string, string> = {};

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    await test.sql(`UPDATE panels SET quorum_kinds = '{}', version = version + 1`);
    await test.sql(`UPDATE users SET roles = '{panel_member}', version = version + 1 WHERE email = $1`, [OTHER]);
    await test.sql(
      'INSERT INTO panel_members (id, panel_id, user_id, started_at, is_deputy) VALUES (gen_random_uuid(), $1, $2, $3, true)',
      [test.partnership.panelId, test.userId(OTHER), test.clock.now()],
    );
    const where = { startsAt: '10:00', place: 'Room 1', onRestDay: true };
    for (const [name, heldOn] of Object.entries(DAYS))
      meetings[name] = (await test.get(PlanMeeting).run(await test.actor(CHAIR), { ...where, heldOn })).id;
  });
  afterAll(() => test.stop());

  const at = (name: string) => `/meetings/${meetings[name]}`;
  const version = async (name: string) =>
    `"${(await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [meetings[name]]))[0]?.version}"`;
  const name = async (by: string, who: string, { of = 'today', reason = REASON as string | null } = {}) =>
    (await (await test.api(by)).post(`${at(of)}/chair`, { chairId: test.userId(who), reason }).set('If-Match', await version(of))).status; // prettier-ignore
  const page = async (email: string, path: string, part = 'main') =>
    load((await (await test.browse(email)).get(path)).text)(part)
      .text()
      .replace(/\s+/g, ' ')
      .trim();
  const away = async (email: string, startsOn: string, endsOn = startsOn) =>
    test.get(RecordAbsence).run(await test.actor(email), { startsOn, endsOn, kind: 'sickness' });
  const namings = () =>
    test.sql(
      'SELECT c.email AS chair, b.email AS by, n.reason FROM meeting_chair_namings n JOIN users c ON c.id = n.chair_id JOIN users b ON b.id = n.named_by ORDER BY n.named_at, n.id',
    );

  it('is nobody’s but the chair’s while one is there, on the page and over the API', async () => {
    expect(await name(MEMBER, MEMBER)).toBe(403);
    expect(await page(MEMBER, at('today'))).not.toContain('No chair of the panel');
    expect(await page(MEMBER, `${at('today')}/room`)).not.toContain('Who chairs');
    expect(await namings()).toEqual([]);
  });

  it('is everybody’s who sits there once every chair is away that day, with a reason, for that day alone', async () => {
    await away(CHAIR, DAYS.today);
    expect(await page(MEMBER, at('today'), '[data-qa=nobody-chairs]')).toContain('Name who chairs this meeting');
    expect(await name('dsl@school.example', MEMBER)).toBe(403);
    expect(await name('lead@scf.example', MEMBER)).toBe(403);
    expect(await name(MEMBER, MEMBER, { of: 'next' })).toBe(403);
    expect(await name(MEMBER, MEMBER, { reason: null })).toBe(422);
    expect(await name(MEMBER, MEMBER, { reason: '  ' })).toBe(422);
    for (const nobody of ['lead@scf.example', CHAIR]) expect(await name(MEMBER, nobody)).toBe(422);
    const opening = { chairId: test.userId(MEMBER), minuteTakerId: test.userId(OTHER) };
    const early = (await test.api(MEMBER)).post(`${at('today')}/opening`, opening);
    expect((await early.set('If-Match', await version('today'))).status).toBe(403);
    expect(await namings()).toEqual([]);
  });

  it('is told by the database too: neither the naming nor the meeting is written past it', async () => {
    const act = async (email: string, text: string, values: unknown[]) =>
      test.get(Transactions).act(await test.actor(email), async (tx) => tx.query(text, values));
    const insert =
      'INSERT INTO meeting_chair_namings (id, meeting_id, panel_id, chair_id, named_by, named_at, reason) VALUES (gen_random_uuid(), $1, $2, $3, $3, now(), $4)';
    for (const reason of [null, REASON])
      await expect(
        act(MEMBER, insert, [meetings['today'], test.partnership.panelId, test.userId(MEMBER), reason]),
      ).rejects.toThrow('row-level security');
    const set = 'UPDATE meetings SET chair_id = $2, version = version + 1 WHERE id = $1 RETURNING id';
    expect(await act(MEMBER, set, [meetings['today'], test.userId(MEMBER)])).toEqual([[], 0]);
    const asked = 'SELECT name_chair_in_absence(gen_random_uuid(), $1, $2, $3, $4, now()) AS id';
    const mine = test.userId(MEMBER);
    expect(await act(MEMBER, asked, [meetings['next'], mine, REASON, DAYS.today])).toEqual([]);
    expect(await act(MEMBER, asked, [meetings['today'], test.userId('lead@scf.example'), REASON, DAYS.today])).toEqual(
      [],
    );
    expect(await act('lead@scf.example', asked, [meetings['today'], mine, REASON, DAYS.today])).toEqual([]);
    const toAnother = test.get(Transactions).act(await test.actor(MEMBER), async (tx) => {
      await tx.query(asked, [meetings['today'], mine, REASON, DAYS.today]);
      await tx.query(set, [meetings['today'], test.userId(OTHER)]);
    });
    await expect(toAnother).rejects.toThrow('row-level security');
  });

  it('is done in the room by a deputy; page, minutes and audit say why', async () => {
    const deputy = await test.browse(OTHER);
    const room = `${at('today')}/room`;
    const typed = { chairId: test.userId(MEMBER), reason: '' };
    const refused = load((await deputy.submit(`${at('today')}/chair`, typed, room)).text);
    expect(refused('#reason-error').text()).toContain('Enter why you name who chairs');
    const saved = await deputy.submit(`${at('today')}/chair`, { ...typed, reason: REASON }, room);
    expect(saved.status).toBe(303);
    const why = 'no chair of the panel was there. She rang at eight and cannot come';
    for (const path of [at('today'), room])
      expect(await page(MEMBER, path, '[data-qa=named-in-absence]')).toBe(
        `${await nameOf(OTHER)} named Mo Lindqvist to chair on 21 November 2026 at 10am: ${why}`,
      );
    expect(await page(MEMBER, `${at('today')}/minutes`)).toContain(
      `Mo Lindqvist chairs this meeting in the place of the panel’s chair: named by ${await nameOf(OTHER)} at 10am on 21 November 2026. No chair of the panel was there to name anybody: ${REASON}`,
    );
    const [audited] = await test.sql(
      `SELECT subject_id, fields FROM audit_events WHERE act = 'meeting.chair_named' ORDER BY at DESC, id DESC LIMIT 1`,
    );
    expect(audited).toEqual({ subject_id: test.userId(MEMBER), fields: ['chairId', 'reason'] });
    expect(await namings()).toEqual([{ chair: MEMBER, by: OTHER, reason: REASON }]);
    const again = await name(OTHER, OTHER);
    expect([again, await page(OTHER, at('today'), '[data-qa=nobody-chairs]')]).toEqual([403, '']);
  });

  it('is taken over by a chair who is back, in the open meeting', async () => {
    const opening = (who: string) => ({ chairId: test.userId(who), minuteTakerId: test.userId(OTHER) });
    const open = async (by: string, who: string) =>
      (await (await test.api(by)).post(`${at('today')}/opening`, opening(who)).set('If-Match', await version('today'))).status; // prettier-ignore
    expect(await open(MEMBER, MEMBER)).toBe(201);
    const [absence] = await test.sql<{ id: string; version: number }>('SELECT id, version FROM absences WHERE user_id = $1', [test.userId(CHAIR)]); // prettier-ignore
    await test
      .get(CancelAbsence)
      .run(await test.actor(CHAIR), { id: absence?.id ?? '', version: absence?.version ?? 0 });
    test.clock.set(new Date(`${DAYS.today}T10:30:00Z`));
    expect(await open(CHAIR, CHAIR)).toBe(201);
    expect(await open(MEMBER, MEMBER)).toBe(403);
    expect(await page(MEMBER, `${at('today')}/minutes`)).toContain(
      'Chika Adair chairs from 10:30am. Until then Mo Lindqvist did.',
    );
    expect(await page(MEMBER, at('today'), '[data-qa=named-in-absence]')).toBe('');
  });

  it('is open to all again when whoever was named is away too, in a meeting that runs on after its day', async () => {
    test.clock.set(new Date(`${DAYS.next}T10:00:00Z`));
    const opening = { chairId: test.userId(MEMBER), minuteTakerId: test.userId(OTHER) };
    const opened = (await test.api(CHAIR)).post(`${at('next')}/opening`, opening);
    expect((await opened.set('If-Match', await version('next'))).status).toBe(201);
    test.clock.set(new Date('2026-11-29T00:30:00Z'));
    await away(CHAIR, '2026-11-29');
    expect(await name(OTHER, OTHER, { of: 'next' })).toBe(403);
    await away(MEMBER, '2026-11-29');
    expect(await name(OTHER, OTHER, { of: 'next' })).toBe(201);
    expect(await page(OTHER, `${at('next')}/minutes`)).toContain('Until then Mo Lindqvist did. No chair of the panel');
  });

  it('is so where the only chair’s account is disabled, and where nobody has the chair’s seat', async () => {
    const disabled = (status: string) =>
      test.sql('UPDATE users SET status = $2, version = version + 1 WHERE email = $1', [CHAIR, status]);
    test.clock.set(new Date(`${DAYS.third}T08:00:00Z`));
    expect(await name(MEMBER, MEMBER, { of: 'third' })).toBe(403);
    await disabled('disabled');
    expect(await name(MEMBER, MEMBER, { of: 'third' })).toBe(201);
    expect(await page(MEMBER, at('third'), '[data-qa=named-in-absence]')).toContain(
      'Mo Lindqvist took the chair on 5 December',
    );
    await disabled('active');
    test.clock.set(new Date(`${DAYS.fourth}T08:00:00Z`));
    expect(await name(MEMBER, OTHER, { of: 'fourth' })).toBe(403);
    await test.sql('UPDATE panel_members SET ended_at = $2 WHERE user_id = $1', [test.userId(CHAIR), test.clock.now()]);
    expect(await name(MEMBER, OTHER, { of: 'fourth' })).toBe(201);
  });

  const nameOf = async (email: string) =>
    (await test.sql<{ name: string }>('SELECT display_name AS name FROM users WHERE email = $1', [email]))[0]?.name;
});
