import { load } from 'cheerio';
import { DEMONSTRATION_PANEL } from '../../src/demonstration/partnership';
import { AddEntry, HoldMeeting } from '../../src/meetings';
import type { MadeCase } from '../factories';
import { newId } from '../../src/shared/ids';
import { TEST_NOW, TestApp } from '../support/test-app';
import { actionFields, CHAIR, filled, meetingOfThree, type MeetingOfThree, MEMBER } from './meeting-of-three';

/** Another panel that decided the overdue case ten days before. */
const ELSEWHERE = `
  WITH panel AS (INSERT INTO panels (id, name, abbreviation, created_at) VALUES (gen_random_uuid(), 'Risk meeting', 'RMM', now()) RETURNING id),
  meeting AS (INSERT INTO meetings (id, panel_id, held_on, starts_at, place, status, created_by, created_at)
    SELECT gen_random_uuid(), id, '2026-11-11', '10:00', 'Online', 'held', $2::uuid, now() FROM panel RETURNING id, panel_id)
  INSERT INTO meeting_items (id, meeting_id, panel_id, individual_id, reason, position, status, decision, rationale, decided_by, decided_at, created_at)
    SELECT gen_random_uuid(), id, panel_id, $1::uuid, 'added', 1, 'decided', 'continue', 'Said there', $2::uuid, now(), now() FROM meeting`;

describe('before a meeting, and looking back', () => {
  let test: TestApp;
  let meetingId: string;
  let overdue: MadeCase;
  let itemPath: MeetingOfThree['itemPath'];

  beforeAll(async () => {
    test = await TestApp.start();
    ({ meetingId, overdue, itemPath } = await meetingOfThree(test));
    await test.sql(
      `INSERT INTO panel_agencies (id, panel_id, agency_id, added_by, started_at)
       SELECT gen_random_uuid(), $1, a.id, $2, '2026-01-01' FROM agencies a WHERE a.kind IN ('health','police')`,
      [test.partnership.panelId, test.userId(CHAIR)],
    );
  });
  afterAll(() => test.stop());

  const page = (name: string) => `/meetings/${meetingId}/${name}`;

  it('tells a member what their agency owes, takes it in its own box, and shows what is missing and late', async () => {
    const member = await test.browse(MEMBER);
    expect((await member.get('/meetings')).text).toContain(
      'Demonstration Health Trust owes MACE on 21 November 2026 a return on 2 cases, due by 18 November 2026',
    );
    const itemId = (await itemPath('Overdue')).split('/').at(-1) ?? '';
    const empty = await member.submit(page('returns'), {});
    expect(empty.status).toBe(422);
    const sent = await member.submit(page('returns'), {
      [`text-${itemId}`]: 'Seen twice at A&E',
      [`visibility-${itemId}`]: 'health_only',
    });
    expect(sent.status).toBe(303);
    const sheet = (await member.get(await itemPath('Overdue'))).text;
    expect(sheet).toContain('Seen twice at A&amp;E');
    expect(sheet).toContain('Health only');
    expect(sheet).toContain('Late');
    expect(load(sheet)('[data-qa=returns]').text()).not.toContain('Demonstration Police');
    const chair = await test.browse(CHAIR);
    const asChair = load((await chair.get(await itemPath('Overdue'))).text)('[data-qa=returns]').text();
    expect(asChair).not.toContain('Seen twice');
    expect((await member.get('/meetings')).text).toContain('a return on 1 case');
    const pack = load((await chair.get(page('pack'))).text)('[data-qa=completeness]').text();
    expect(pack).toContain('Planless Demo No return yet');
    const asMember = load((await member.get(page('pack'))).text)('[data-qa=completeness]').text();
    expect(asMember).toContain('Overdue Demo 1 return to read');
  });

  it('keeps a draft of the returns, says beside each case why it is here, and folds what was returned', async () => {
    const member = await test.browse(MEMBER);
    const [done, open] = [await idOf('Overdue'), await idOf('Planless')];
    const before = load((await member.get(page('returns'))).text);
    expect(before('[data-qa=return]').first().find('[data-qa=why]').text()).toContain('overdue');
    // The day of the review leads to why it is then, in the minutes too, and the words are the same.
    for (const shown of [before, load((await member.get(page('minutes'))).text)]) {
      const why = shown('a[href$="/review-date"][aria-label$=": why then?"]').first();
      expect(why.text()).toMatch(/^Review overdue by \d+ days?$/);
      expect(why.attr('aria-label')).toBe(`${why.text()}: why then?`);
    }
    expect([before('details [name^=text-]').attr('name'), before('[name^=text-]').length]).toEqual([`text-${done}`, 2]);
    const hidden = await member.hiddenFields(page('returns'));
    const typed = { [`text-${open}`]: 'Half a return', [`visibility-${open}`]: 'all_agencies' };
    const other = { [`text-${newId()}`]: 'Of a case that is out of sight since' };
    expect((await member.post('/drafts', { ...hidden, ...typed, ...other })).status).toBe(201);
    const offered = (await member.get(page('returns'))).text;
    expect(load(offered)(`[data-qa=draft] input[name=text-${open}]`).attr('value')).toBe('Half a return');
    expect(offered).not.toContain('Of a case that is out of sight since');
    expect((await member.post('/drafts', { ...hidden, [`visibility-${open}`]: 'health_only' })).status).toBe(409);
    await test.sql('DELETE FROM drafts');
  });

  const idOf = async (name: string): Promise<string> => (await itemPath(name)).split('/').at(-1) ?? '';

  it('gives each a copy cut to what they may see, with their name on it, and keeps who has which', async () => {
    const [chair, member] = [await test.browse(CHAIR), await test.browse(MEMBER)];
    const made = await member.submit(page('pack-copies'), {}, page('pack'));
    expect(made.headers['location']).toBe(page('pack-copies/1'));
    const copy = await member.get(page('pack-copies/1'));
    expect(copy.text).toContain('Copy 1 for Mo Lindqvist');
    expect(load(copy.text)('[data-qa=sheet]')).toHaveLength(2);
    expect(copy.text).toMatch(/2 cases(?!, 1 left out)/);
    expect(copy.text).not.toContain('Secret');
    expect((await chair.get(page('pack-copies/1'))).status).toBe(404);
    await chair.submit(page('pack-copies'), {}, page('pack'));
    expect((await chair.get(page('pack-copies/2'))).text).not.toContain('Seen twice');
    const listed = load((await chair.get(page('pack'))).text)('[data-qa=copies]').text();
    expect(listed).toContain('Mo Lindqvist');
    expect(listed).toContain('Chika Adair');
    expect(load((await member.get(page('pack'))).text)('[data-qa=copies]').text()).not.toContain('Chika Adair');
    expect((await (await test.browse('lead@scf.example')).get(page('pack'))).status).toBe(403);
  });

  it('says of a case that another panel decided it within 30 days, not what', async () => {
    await test.sql(ELSEWHERE, [overdue.individualId, test.userId(CHAIR)]);
    const text = (await (await test.browse(MEMBER)).get(await itemPath('Overdue'))).text;
    expect(text).toContain('Decided by RMM on 11 November 2026');
    expect(text).not.toContain('Said there');
  });

  it('puts times on the agenda and says what does not fit', async () => {
    await test.sql('UPDATE panels SET meeting_minutes = 35, version = version + 1');
    const agenda = (await (await test.browse(CHAIR)).get(`/meetings/${meetingId}`)).text;
    // The welcome and the outstanding actions come first.
    expect(agenda).toContain('14:45');
    expect(agenda).toContain('14:53');
    expect(agenda).toContain('Does not fit into the time');
    expect(agenda).toContain('Put some cases off');
  });

  it('tells the chair when the quorum is at risk, whose returns are missing and which minutes wait', async () => {
    await test.sql(`UPDATE panels SET quorum_kinds = '{police,health}', version = version + 1`);
    const waiting = async (email: string) =>
      load((await (await test.browse(email)).get('/meetings')).text)('[data-qa=waiting]').text();
    await test.sql(
      `INSERT INTO meetings (id, panel_id, held_on, starts_at, place, status, created_by, created_at, started_at, closed_at, actions_issued_at, minutes_issued_at)
       VALUES (gen_random_uuid(), $1, '2026-11-05', '10:00', 'Online', 'held', $2, '2026-10-01', '2026-11-05T10:00Z', '2026-11-05T12:00Z', '2026-11-05T13:00Z', '2026-11-06')`,
      [test.partnership.panelId, test.userId(CHAIR)],
    );
    await test.sql(
      `INSERT INTO meetings (id, panel_id, held_on, starts_at, place, status, created_by, created_at)
       VALUES (gen_random_uuid(), $1, '2026-11-06', '10:00', 'Online', 'planned', $2, '2026-10-01')`,
      [test.partnership.panelId, test.userId(CHAIR)],
    );
    const chair = await waiting(CHAIR);
    await test.sql(`UPDATE panels SET quorum_kinds = '{}', version = version + 1`);
    expect(chair).toContain('Quorum at risk at MACE on 21 November 2026');
    expect(chair).toMatch(/nobody is expected from [^.]+ At risk/);
    expect(chair).toContain('The pack of MACE on 21 November 2026 is incomplete, returns due by 18 November 2026');
    expect(chair).toContain('Demonstration Police (');
    expect(chair).toContain('The minutes of MACE on 5 November 2026 wait for approval by the panel');
    expect(chair).toMatch(/on 6 November 2026 was neither opened nor cancelled\s+Late/);
    for (const words of ['Quorum at risk', 'is incomplete', 'neither opened'])
      expect(await waiting(MEMBER)).not.toContain(words);
    await test.sql(`DELETE FROM meetings WHERE held_on IN ('2026-11-05', '2026-11-06')`);
  });

  it('says on the agenda where else a case was decided, and on its page what this panel decided last time', async () => {
    const chair = await test.browse(CHAIR);
    expect(load((await chair.get(`/meetings/${meetingId}`)).text)('#agenda').text()).toContain(
      'Decided by RMM on 11 November 2026',
    );
    const [earlier] = await test.sql<{ id: string }>(
      `WITH m AS (INSERT INTO meetings (id, panel_id, held_on, starts_at, place, status, created_by, created_at)
         VALUES (gen_random_uuid(), $1, '2026-11-05', '10:00', 'Online', 'held', $2, now()) RETURNING id)
       INSERT INTO meeting_items (id, meeting_id, panel_id, individual_id, reason, position, status, decision, rationale, dissent, decided_by, decided_at, created_at)
       SELECT gen_random_uuid(), m.id, $1, $3, 'added', 1, 'decided', 'revise', 'Wait for the school', 'Health would step up', $2, now(), now() FROM m RETURNING id`,
      [test.partnership.panelId, test.userId(CHAIR), overdue.individualId],
    );
    const before = load((await chair.get(await itemPath('Overdue'))).text)('[data-qa=decided-before]').text();
    for (const words of ['5 November 2026', 'Wait for the school', 'Health would step up', 'None of its actions'])
      expect(before).toContain(words);
    await test.sql('DELETE FROM meeting_items WHERE id = $1', [earlier?.id]);
    await test.sql(`DELETE FROM meetings WHERE held_on = '2026-11-05'`);
  });

  it('counts attendance, actions, time and hours, each opening the list it was counted from', async () => {
    const chair = await test.browse(CHAIR);
    const path = await itemPath('Overdue');
    const owner = { 'actions-1-ownerId': test.userId('officer@tvp.example') };
    const opening = { chairId: test.userId(CHAIR), minuteTakerId: test.userId(MEMBER) };
    await chair.submit(page('opening'), opening, page('room'));
    const there = { [`status-${test.userId(CHAIR)}`]: 'present', [`status-${test.userId(MEMBER)}`]: 'apologies' };
    await chair.submit(page('attendance'), there, page('room'));
    test.clock.set(new Date('2026-11-21T10:12:00Z'));
    await chair.submit(`${path}/decision`, { ...filled, ...actionFields, ...owner }, path);
    const [meeting] = await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [meetingId]);
    await test.get(HoldMeeting).run(await test.actor(CHAIR), { meetingId, version: meeting?.version ?? 0 });
    const $ = load((await chair.get('/meetings/figures')).text);
    const figures = $('[data-qa=figures] .govuk-summary-list__row')
      .toArray()
      .map((row) => [
        $(row).find('dt').text(),
        $(row).find('a').attr('href'),
        $(row).find('a').contents().first().text(),
      ]);
    $('[data-qa=action-figures] tbody a').each((_, link) => {
      const label = $(link).find('span').text().replace(/^: /, '');
      figures.push([label, $(link).attr('href'), $(link).contents().first().text()]);
    });
    const of = (label: string) => figures.find(([found]) => found?.startsWith(label));
    expect(of('Demonstration Children First')?.[2]).toBe('1 of 1 meetings');
    expect(of('Demonstration Health Trust')?.[2]).toBe('0 of 1 meetings');
    expect(of('Demonstration Police, open')?.[2]).toBe('1');
    expect(of('Minutes a case')?.[2]).toBe('12');
    expect(of('Meeting hours')?.[2]).toBe('0.2');
    expect(of('Cases')?.[2]).toBe('1');
    for (const [, href] of figures) {
      const list = load((await chair.get(String(href))).text)('[data-qa=list] li');
      expect(list.length).toBeGreaterThan(0);
      // Each line is of a meeting that its panel names, but for actions, which are of a case.
      if (!href?.includes('list=actions-')) expect(list.text()).toContain(DEMONSTRATION_PANEL.name);
    }
    const waiting = (await chair.get('/meetings')).text;
    expect(waiting).toContain('The action list of MACE on 21 November 2026 has not gone round, due by ');
    test.clock.set(new Date(TEST_NOW));
  });

  it('leaves an entry of a case alone to those who see it, whatever a query forgets', async () => {
    const entry = { meetingId, kind: 'correction' as const, itemId: (await itemPath('Overdue')).split('/').at(-1) };
    await test.get(AddEntry).run(await test.actor(CHAIR), { ...entry, text: 'About the overdue case' });
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [overdue.individualId, [test.userId(CHAIR)]],
    );
    expect((await (await test.browse(MEMBER)).get(page('minutes'))).text).not.toContain('About the overdue case');
    expect((await (await test.browse(CHAIR)).get(page('minutes'))).text).toContain('About the overdue case');
  });
});
