import { load } from 'cheerio';
import { DisableUser } from '../../src/users';
import { EnableUser } from '../../src/users/enable-user';
import { newId } from '../../src/shared/ids';
import { makeCase, type MadeCase } from '../factories';
import { type PageClient, TEST_NOW, TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';
const PAGE = '/account/calendar';

describe('the calendar of what one person has to do', () => {
  let test: TestApp;
  let mine: MadeCase;
  let lead: PageClient;

  beforeAll(async () => {
    test = await TestApp.start();
    mine = await makeCase(test, { givenName: 'Canary', familyName: 'Sorrel', plan: 'live', reviewDueOn: '2027-03-28' });
    lead = await test.browse(LEAD);
  });
  beforeEach(() => test.clock.set(new Date(TEST_NOW)));
  afterAll(() => test.stop());

  const makeAddress = async (browser: PageClient): Promise<string> => {
    const made = await browser.submit(PAGE, {}, PAGE);
    expect(made.status).toBe(201);
    return new URL(load(made.text)('[data-qa=address]').text()).pathname;
  };
  const read = (path: string) => test.anonymous().get(path);
  const eventsOf = (text: string) =>
    text
      .split('BEGIN:VEVENT')
      .slice(1)
      .map((event) => Object.fromEntries(event.split('\r\n').map((line) => line.split(/[:;](.*)/s).slice(0, 2))));
  const addAction = async (made: MadeCase, email: string) => {
    const id = newId();
    await test.sql(
      `INSERT INTO actions (id, individual_id, made_in, made_in_id, description, kind, owner_id, owner_agency_id, due_on, created_by, created_at)
       SELECT $1, $2, 'plan', $3, 'Ring the canary school', 'support', u.id, u.agency_id, '2026-12-01', u.id, now() FROM users u WHERE u.id = $4`,
      [id, made.individualId, made.planId, test.userId(email)],
    );
    return id;
  };

  it('shows days, opaque titles and a link, and nothing about anybody', async () => {
    const actionId = await addAction(mine, LEAD);
    const answer = await read(await makeAddress(lead));
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(answer.headers['cache-control']).toContain('no-store');
    expect(answer.headers['set-cookie']).toBeUndefined();
    const events = eventsOf(answer.text);
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({
      SUMMARY: 'Action due',
      DTSTART: 'VALUE=DATE:20261201',
      DTEND: 'VALUE=DATE:20261202',
    });
    // The night of this day is an hour short in London: the day itself is what is shown.
    expect(events[1]).toMatchObject({
      SUMMARY: 'Review due',
      DTSTART: 'VALUE=DATE:20270328',
      DTEND: 'VALUE=DATE:20270329',
    });
    expect(answer.text).toMatch(/\r\nEND:VCALENDAR\r\n$/);
    expect(answer.text.replaceAll('\r\n ', '')).toContain(`/individuals/${mine.individualId}/review-date`);
    for (const canary of ['Canary', 'canary', 'Sorrel', mine.reference, 'LOCATION', 'DESCRIPTION', LEAD]) {
      expect(answer.text).not.toContain(canary);
    }
    await test.sql(
      "UPDATE actions SET status = 'done', outcome = 'Rang', closed_at = now(), version = version + 1 WHERE id = $1",
      [actionId],
    );
    expect(eventsOf((await read(await makeAddress(lead))).text)).toHaveLength(1);
  });

  it('moves an event with its date, under the same name in one calendar and another name in the next', async () => {
    const path = await makeAddress(lead);
    const [before] = eventsOf((await read(path)).text);
    await test.sql(
      `UPDATE review_schedules SET due_on = '2026-12-10', window_from = '2026-12-01', version = version + 1 WHERE id = $1`,
      [mine.scheduleId],
    );
    const [after] = eventsOf((await read(path)).text);
    expect(after).toMatchObject({ UID: before?.['UID'], DTSTART: 'VALUE=DATE:20261210', SEQUENCE: '2' });
    const manager = await test.browse('manager@scf.example');
    const [others] = eventsOf((await read(await makeAddress(manager))).text);
    expect(others?.['UID']).not.toBe(after?.['UID']);
  });

  it('holds what the person answers for and may see now, not all they see', async () => {
    const manager = await test.browse('manager@tvp.example');
    const path = await makeAddress(manager);
    const own = await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-04', planOwner: 'manager@tvp.example' });
    await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-05', leadProfessional: 'officer@tvp.example' });
    const days = async () => eventsOf((await read(path)).text).map((event) => event['DTSTART']);
    expect(await days()).toEqual(['VALUE=DATE:20261204']);
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [own.individualId, [test.userId(LEAD)]],
    );
    expect(await days()).toEqual([]);
    await test.sql(
      'UPDATE individuals SET is_restricted = false, restricted_to = $2, version = version + 1 WHERE id = $1',
      [own.individualId, []],
    );
    expect(await days()).toHaveLength(1);
    await test.sql('UPDATE assignments SET ended_at = now(), version = version + 1 WHERE individual_id = $1', [
      own.individualId,
    ]);
    expect(await days()).toEqual([]);
  });

  it('keeps the secret as a hash, shows it once, and audits each reading as one', async () => {
    const path = await makeAddress(lead);
    const secret = path.replace('/calendar/', '').replace('.ics', '');
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect((await lead.get(PAGE)).text).not.toContain(secret);
    const everywhere = await test.sql<{ text: string }>(
      'SELECT f::text AS text FROM calendar_feeds f UNION ALL SELECT a::text FROM audit_events a',
    );
    expect(everywhere.some(({ text }) => text.includes(secret))).toBe(false);
    const readings = () => test.sql(`SELECT actor_id FROM audit_events WHERE act = 'calendar_feed.read'`);
    const before = (await readings()).length;
    await read(path);
    expect((await readings()).slice(before)).toEqual([{ actor_id: test.userId(LEAD) }]);
    expect((await lead.get(PAGE)).text).toContain('Last read on 21 November 2026');
  });

  it('is replaced, ended, and gone with the account, and comes back with none of them', async () => {
    const first = await makeAddress(lead);
    const second = await makeAddress(lead);
    expect([(await read(first)).status, (await read(second)).status]).toEqual([404, 200]);
    expect((await lead.submit(`${PAGE}/ending`, {}, PAGE)).status).toBe(303);
    expect([(await read(second)).status, (await lead.get(PAGE)).text]).toEqual([
      404,
      expect.stringContaining('Your address ended on 21 November 2026'),
    ]);
    const nurse = await test.browse('nurse@health.example');
    const third = await makeAddress(nurse);
    expect((await read(third)).status).toBe(200);
    const administrator = await test.actor('administrator@sbc.example');
    const id = test.userId('nurse@health.example');
    const version = async () =>
      (await test.sql<{ version: number }>('SELECT version FROM users WHERE id = $1', [id]))[0]?.version ?? 0;
    await test.get(DisableUser).run(administrator, { userId: id, version: await version(), reason: 'Left' });
    expect((await read(third)).status).toBe(404);
    await test.get(EnableUser).run(administrator, { userId: id, version: await version(), reason: 'Back' });
    expect((await read(third)).status).toBe(404);
    const back = await (await test.browse('nurse@health.example')).get(PAGE);
    expect(load(back.text)('[data-qa=feed]').text()).toMatch(/ended on .+ with your account while it was disabled/);
  });

  it('answers the same to every wrong secret, and no more than so often', async () => {
    const path = await makeAddress(lead);
    const wrong = `/calendar/${'A'.repeat(43)}.ics`;
    const pages = await Promise.all([wrong, '/calendar/short.ics', `/calendar/${mine.individualId}.ics`].map(read));
    expect(pages.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(pages[0]?.headers['set-cookie']).toBeUndefined();
    const answers = [];
    for (let at = 0; at < 31; at += 1) answers.push(await read(path));
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 30 }, () => 200), 429]);
    expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(0);
    test.clock.set(new Date('2026-11-21T10:20:00Z'));
    expect((await read(path)).status).toBe(200);
    const analyst = await test.browse('analyst@sbc.example');
    expect((await analyst.get(PAGE)).status).toBe(403);
  });

  it('is made only after a fresh second factor, once for a double click', async () => {
    const chair = await test.browse('chair@mace.example');
    const sent = await chair.hiddenFields(PAGE, PAGE);
    expect((await chair.post(PAGE, sent)).status).toBe(201);
    const again = await chair.post(PAGE, sent);
    expect([again.status, again.text]).toEqual([409, expect.stringContaining('already made')]);
    test.clock.set(new Date('2026-11-21T10:06:00Z'));
    const asked = await chair.submit(PAGE, {}, PAGE);
    expect([asked.status, asked.headers['location']]).toEqual([303, '/confirm-it-is-you']);
  });
});
