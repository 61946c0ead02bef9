import { load } from 'cheerio';
import { Transactions } from '../../src/platform/database';
import { TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';

describe('a panel', () => {
  let test: TestApp;
  let path: string;

  beforeAll(async () => {
    test = await TestApp.start();
    path = `/panels/${test.partnership.panelId}`;
  });
  afterAll(() => test.stop());

  const rulesOf = async () => {
    const answer = await (await test.api(CHAIR)).get(path);
    const { id: _id, seats: _seats, waiting: _waiting, version, ...rules } = answer.body;
    return { rules, version: Number(version) };
  };
  const send = async (email: string, changes: object, version?: number) => {
    const { rules, version: now } = await rulesOf();
    const client = await test.api(email);
    return client
      .send('put', `${path}/rules`)
      .set('If-Match', `"${version ?? now}"`)
      .send({ ...rules, ...changes });
  };

  it('is shown to those who sit on it, who sits for which agency and by which rules; to nobody else', async () => {
    const member = await test.browse(MEMBER);
    expect((await member.get('/panels')).text).toContain(path);
    const page = (await member.get(path)).text;
    expect(page).toContain('Chika Adair');
    expect(page).toContain('Within 24 hours of closing');
    expect(page).toContain('Within 10 working days of the meeting');
    expect(page).toContain('Due 3 working days before the meeting');
    expect(page).not.toContain('Change the rules');
    expect((await member.get(`${path}/rules`)).status).toBe(403);
    expect((await (await test.browse('lead@scf.example')).get(path)).status).toBe(403);
    await test.sql('UPDATE panel_members SET ended_at = now() WHERE user_id = $1', [test.userId(MEMBER)]);
    expect((await (await test.browse(MEMBER)).get(path)).status).toBe(404);
    await test.sql('UPDATE panel_members SET ended_at = NULL');
  });

  it('is changed by its chair on the page; what was typed comes back, and an expected agency without a seat stands out', async () => {
    const chair = await test.browse(CHAIR);
    const police = test.partnership.agencies['tvp'] ?? '';
    const {
      rules: { linkedPlaces: _linked, ...rules },
    } = await rulesOf();
    const fields = {
      ...Object.fromEntries(Object.entries(rules).map(([name, value]) => [name, asTyped(value)])),
      // The page has it as one more box of its list.
      agendaReasons: [...rules.agendaReasons, 'linked_place'],
      quorumKinds: ['police', 'health'],
      agencyIds: [police],
      meetsEveryDays: '14',
    };
    const wrong = await chair.submit(`${path}/rules`, { ...fields, meetsEveryDays: '0' });
    expect(wrong.status).toBe(422);
    expect(load(wrong.text)('#meetsEveryDays').attr('value')).toBe('0');
    expect(wrong.text).toContain('Days between meetings must be a whole number from 1 to 366');
    expect((await chair.submit(`${path}/rules`, fields)).status).toBe(303);
    const page = (await chair.get(path)).text;
    expect(page).toContain('Every 2 weeks');
    expect(page).toContain('Police; Health');
    expect(page).toContain('Nobody sits for this agency.');
    const [kept] = await test.sql(
      `SELECT p.meets_every_days, (SELECT count(*)::int FROM panel_agencies e WHERE e.panel_id = p.id AND e.ended_at IS NULL) AS expected,
              (SELECT count(*)::int FROM audit_events a WHERE a.act = 'panel.changed') AS audited FROM panels p`,
    );
    expect(kept).toEqual({ meets_every_days: 14, expected: 1, audited: 1 });
  });

  it('refuses a stale version, wrong ages, a panel beside it to escalate to, and anybody but its chair', async () => {
    const { version } = await rulesOf();
    expect((await send(CHAIR, { meetingMinutes: 90 }, version - 1)).status).toBe(409);
    expect((await send(MEMBER, { meetingMinutes: 90 })).status).toBe(403);
    expect((await send(CHAIR, { youngestAge: 20, oldestAge: 10 })).status).toBe(422);
    await test.sql(
      `INSERT INTO panels (id, name, abbreviation, created_at, level) VALUES
         ('00000000-0000-7000-8000-00000000aa01', 'Beside', 'B', now(), 'bronze'),
         ('00000000-0000-7000-8000-00000000aa02', 'Strategic MACE', 'SMACE', now(), 'silver')`,
    );
    expect((await send(CHAIR, { escalatesTo: '00000000-0000-7000-8000-00000000aa01' })).status).toBe(422);
    expect((await send(CHAIR, { escalatesTo: '00000000-0000-7000-8000-00000000aa02' })).status).toBe(200);
    expect((await (await test.browse(CHAIR)).get(path)).text).toContain('Strategic MACE');
    await test.sql(`UPDATE panels SET escalates_to = NULL, version = version + 1 WHERE escalates_to IS NOT NULL`);
    await test.sql(`DELETE FROM panels WHERE name IN ('Beside', 'Strategic MACE')`);
  });

  it('gives a seat as deputy, which opens its cohort, and ends it, which closes it; never the last chair’s', async () => {
    await test.sql(`UPDATE users SET roles = roles || '{panel_member}', version = version + 1 WHERE id = $1`, [
      test.userId('officer@tvp.example'),
    ]);
    const chair = await test.browse(CHAIR);
    const answer = await chair.submit(
      `${path}/seats`,
      { userId: test.userId('officer@tvp.example'), isDeputy: 'yes' },
      path,
    );
    expect(answer.status).toBe(303);
    expect((await chair.get(path)).text).toContain('deputy');
    expect((await test.actor('officer@tvp.example')).accessKeys).toContain(test.partnership.panelId);
    const seats = (await (await test.api(CHAIR)).get(path)).body.seats as { id: string; userId: string }[];
    const seatOf = (email: string) => seats.find((seat) => seat.userId === test.userId(email))?.id ?? '';
    expect((await chair.submit(`${path}/seats/${seatOf('officer@tvp.example')}/ending`, {}, path)).status).toBe(303);
    expect((await test.actor('officer@tvp.example')).accessKeys).not.toContain(test.partnership.panelId);
    const last = await chair.submit(`${path}/seats/${seatOf(CHAIR)}/ending`, {}, path);
    expect(last.status).toBe(409);
    expect(last.text).toContain('This is the only chair of the panel');
  });

  it('decides only what its rules let it decide, and lists only what they bring', async () => {
    const rules = load((await (await test.browse(CHAIR)).get(`${path}/rules`)).text);
    expect(rules('input[name=agendaReasons][value=linked_place]').is(':checked')).toBe(true);
    // A program that knows only the reasons of before switches nothing off by what it leaves out.
    const older = await send(CHAIR, { agendaReasons: ['new'], linkedPlaces: undefined });
    expect([older.status, JSON.stringify(older.body)]).toEqual([422, expect.stringContaining('linkedPlaces')]);
    expect((await send(CHAIR, { agendaReasons: ['new', 'linked_place'] })).status).toBe(422);
    const partly = await send(CHAIR, { quorumKinds: undefined, agencyIds: undefined });
    expect([partly.status, JSON.stringify(partly.body)]).toEqual([
      422,
      expect.stringMatching(/quorumKinds.*agencyIds/),
    ]);
    expect((await rulesOf()).rules).toMatchObject({ linkedPlaces: true });
    expect((await send(CHAIR, { decisions: ['continue'], agendaReasons: [] })).status).toBe(200);
    expect((await rulesOf()).rules).toMatchObject({ agendaReasons: [], linkedPlaces: true });
    const chair = await test.api(CHAIR);
    const meeting = await chair.post('/meetings', { heldOn: '2026-11-27', startsAt: '10:00', place: 'Room 1' });
    expect((await chair.get(`/meetings/${meeting.body.id}`)).body.items).toEqual([]);
  });

  it('is added by somebody who chairs one, with their seat and no case; meetings are then planned for the one that is chosen', async () => {
    const chair = await test.browse(CHAIR);
    expect((await chair.get('/panels')).text).toContain('href="/panels/new"');
    const fields = { name: 'Strategic MACE', abbreviation: 'SMACE', level: 'silver' };
    expect((await chair.submit('/panels', { ...fields, name: '' }, '/panels/new')).status).toBe(422);
    const added = await chair.submit('/panels', fields, '/panels/new');
    const [panel] = await test.sql<{ id: string }>(
      `SELECT id FROM panels WHERE name = 'Strategic MACE' AND level = 'silver'`,
    );
    expect(added.headers['location']).toBe(`/panels/${panel?.id ?? ''}/rules`);
    expect((await chair.submit('/panels', { ...fields, name: 'strategic mace' }, '/panels/new')).status).toBe(422);
    expect((await (await test.browse(MEMBER)).get('/panels/new')).status).toBe(403);
    expect(load((await chair.get('/meetings/new')).text)('select[name=panelId] option')).toHaveLength(3);
    const day = { 'heldOn-day': '3', 'heldOn-month': '12', 'heldOn-year': '2026', startsAt: '10:00', place: 'Room 1' };
    expect((await chair.submit('/meetings', { ...day, panelId: '' }, '/meetings/new')).status).toBe(422);
    const planned = await chair.submit('/meetings', { ...day, panelId: panel?.id ?? '' }, '/meetings/new');
    expect(planned.status).toBe(303);
    expect(
      await test.sql('SELECT 1 FROM meeting_items t JOIN meetings m ON m.id = t.meeting_id WHERE m.panel_id = $1', [
        panel?.id,
      ]),
    ).toEqual([]);
    const asMember = test
      .get(Transactions)
      .act(await test.actor(MEMBER), (tx) =>
        tx.query(`SELECT add_panel(gen_random_uuid(), gen_random_uuid(), 'x', 'x', 'bronze', now())`),
      );
    await expect(asMember).rejects.toMatchObject({ code: '42501' });
  });
});

const asTyped = (value: unknown): string | string[] =>
  Array.isArray(value) ? value.map(String) : value === null ? '' : String(value);
