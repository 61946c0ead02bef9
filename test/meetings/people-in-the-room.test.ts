import { load } from 'cheerio';
import { HoldMeeting } from '../../src/meetings';
import { readPdf } from '../support/read-pdf';
import { type PageClient, TestApp } from '../support/test-app';
import { CHAIR, meetingOfThree, type MeetingOfThree, MEMBER } from './meeting-of-three';

const LEAD = 'lead@scf.example';

describe('who else was in the room, and who was there after all', () => {
  let test: TestApp;
  let made: MeetingOfThree;
  let chair: PageClient;
  let member: PageClient;

  beforeAll(async () => {
    test = await TestApp.start();
    made = await meetingOfThree(test);
    await test.sql('UPDATE individuals SET restricted_to = $2, version = version + 1 WHERE id = $1', [
      made.secret.individualId,
      [test.userId(LEAD), test.userId(CHAIR)],
    ]);
    [chair, member] = [await test.browse(CHAIR), await test.browse(MEMBER)];
  });
  afterAll(() => test.stop());

  const page = (name: string) => `/meetings/${made.meetingId}/${name}`;
  const idOf = async (name: string): Promise<string> => (await made.itemPath(name)).split('/').at(-1) ?? '';
  const textOf = async (browser: PageClient, name: string): Promise<string> =>
    load((await browser.get(page(name))).text)('main')
      .text()
      .replace(/\s+/g, ' ');
  const add = (browser: PageClient, guest: Record<string, string | string[]>) =>
    browser.submit(page('guests'), guest, page('room'));
  const interpreter = { guestName: 'Iris Interpreter', organisation: 'Word Bridge', role: 'interpreter' };

  it('writes down a guest for the whole meeting, and says what is missing of one', async () => {
    const refused = await add(member, { guestName: 'Nobody', organisation: '', role: '' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Enter what they are there for');
    const half = await add(member, { guestName: 'Nobody', organisation: '', role: 'observes' });
    expect(half.text).toContain('Enter the agency or organisation they come from');
    expect(load(half.text)('#guestName').val()).toBe('Nobody');
    expect((await add(member, interpreter)).status).toBe(303);
    const room = await textOf(chair, 'room');
    expect(room).toContain(
      'Iris Interpreter, interpreter, Word Bridge (the whole meeting): has not heard the confidentiality statement',
    );
    const warned = async () => load((await chair.get(page('room'))).text)('[data-qa=unheard-guests]').text();
    expect(await warned()).toContain('Iris Interpreter has not heard the confidentiality statement');
    const form = load((await chair.get(page('room'))).text)('form[action$="/statement"]');
    expect((await chair.submit(form.attr('action') ?? '', {}, page('room'))).status).toBe(303);
    expect(await textOf(chair, 'room')).toContain('(the whole meeting): heard the confidentiality statement');
    expect(await warned()).toBe('');
  });

  it('names a colleague who presents one case, at that case, and opens nothing to them', async () => {
    const presenter = { guestUserId: test.userId('officer@tvp.example'), role: 'presents the case', hasHeard: 'yes' };
    expect((await add(member, { ...presenter, itemIds: await idOf('Overdue') })).status).toBe(303);
    const $ = load((await member.get(page('minutes'))).text);
    expect($('[data-qa=guests]').text()).toMatch(/presents the case, Demonstration Police \(for item 1 only\): heard/);
    const cases = $('[data-qa=minute]')
      .toArray()
      .map((one) => $(one).find('[data-qa=joined]').text());
    expect(cases[0]).toContain('Joined for this item:');
    // The third is of a restricted person, of whom the member has nothing.
    expect(cases.slice(1)).toEqual(['']);
    // On the page of the case they came for, and on no other.
    const withUs = async (name: string) =>
      load((await member.get(await made.itemPath(name))).text)('[data-qa=guests]').text();
    expect(await withUs('Overdue')).toMatch(/^With us for this case: .*, presents the case, Demonstration Police\.$/);
    expect(await withUs('Planless')).toBe('');
    const officer = await test.browse('officer@tvp.example');
    for (const path of [page('room'), page('minutes'), await made.itemPath('Overdue')])
      expect((await officer.get(path)).status).toBe(403);
    expect((await officer.get(`/individuals/${made.overdue.individualId}`)).status).toBe(404);
  });

  it('shows nobody that somebody came for a case they may not see', async () => {
    const guest = { ...interpreter, guestName: 'Sam Secretive', itemIds: await idOf('Secret') };
    expect((await add(member, guest)).status).toBe(404);
    expect((await add(chair, guest)).status).toBe(303);
    for (const name of ['room', 'minutes']) {
      expect(await textOf(chair, name)).toContain('Sam Secretive');
      expect(await textOf(member, name)).not.toContain('Secretive');
    }
    const asMember = (await (await test.api(MEMBER)).get(page('minutes'))).body.guests as { name: string }[];
    expect(asMember.map(({ name }) => name)).toHaveLength(2);
    const copy = readPdf((await member.get(page('minutes/paper'))).body as Buffer).pages.join(' ');
    expect(copy).toContain('presents the case');
    expect(copy).not.toContain('ecretive');
  });

  it('takes one off that was a mistake, and does so for the panel alone', async () => {
    const api = await test.api(MEMBER);
    const wrong = { name: 'Wrong Person', organisation: 'Nowhere', role: 'observes' };
    const added = await api.post(page('guests'), wrong);
    expect(added.status).toBe(201);
    const removal = page(`guests/${String(added.body.id)}/removal`);
    expect((await (await test.api(LEAD)).post(removal).set('If-Match', '"1"')).status).toBe(403);
    expect((await api.post(removal).set('If-Match', '"1"')).status).toBe(201);
    expect((await api.post(removal).set('If-Match', '"2"')).status).toBe(404);
    expect(await textOf(member, 'minutes')).not.toContain('Wrong Person');
  });

  it('corrects after the closing who was there: both stand in the minutes, and looking back counts what is right', async () => {
    const there = { [`status-${test.userId(CHAIR)}`]: 'present', [`status-${test.userId(MEMBER)}`]: 'apologies' };
    await chair.submit(page('attendance'), there, page('room'));
    const right = { userId: test.userId(MEMBER), status: 'present', reason: 'Came by telephone' };
    expect((await (await test.api(MEMBER)).post(page('attendance-corrections'), right)).status).toBe(409);
    const [meeting] = await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [
      made.meetingId,
    ]);
    await test
      .get(HoldMeeting)
      .run(await test.actor(CHAIR), { meetingId: made.meetingId, version: meeting?.version ?? 0 });
    const figure = async () => {
      const $ = load((await chair.get('/meetings/figures')).text);
      const row = $('[data-qa=figures] .govuk-summary-list__row').filter((_, one) =>
        $(one).find('dt').text().startsWith('Demonstration Health'),
      );
      return [row.find('a').contents().first().text(), row.find('a').attr('href') ?? ''] as const;
    };
    expect((await figure())[0]).toBe('0 of 1 meetings');
    const path = page('attendance/corrections');
    expect((await member.submit(path, { ...right, reason: '' }, page('minutes'))).status).toBe(422);
    expect((await member.submit(path, { ...right, status: 'apologies' }, page('minutes'))).text).toContain(
      'That is what stands already',
    );
    expect((await member.submit(path, right, page('minutes'))).status).toBe(303);
    const [value, href] = await figure();
    expect(value).toBe('1 of 1 meetings, corrected at 1');
    expect(load((await chair.get(href)).text)('[data-qa=list]').text()).toContain('present (attendance corrected)');
    expect((await chair.get('/meetings/figures?list=meeting-hours')).text).not.toContain('1 people');
    const minutes = await textOf(chair, 'minutes');
    expect(minutes).toContain('With the attendance as corrected: ');
    expect(minutes).toMatch(/Apologies Mo Lindqvist, Demonstration Health Trust( \(deputy\))?\. Corrected: present/);
    expect(minutes).toMatch(/Attendance of Mo Lindqvist, [^:]+: present, not “apologies”\. Came by telephone/);
    const late = await (
      await test.api(CHAIR)
    ).post(page('guests'), { name: 'Too', organisation: 'Late', role: 'observes' });
    expect([late.status, late.text.includes('This meeting is closed')]).toEqual([409, true]);
    await expect(
      test.sql(`UPDATE meeting_guests SET name = 'Else', version = version + 1 WHERE meeting_id = $1`, [
        made.meetingId,
      ]),
    ).rejects.toThrow('closed');
  });

  it('keeps guests and corrections in the sealed minutes, whatever the records say later', async () => {
    const stranger = test.userId('manager@scf.example');
    await test.sql(
      `INSERT INTO panel_members (id, panel_id, user_id, started_at, ended_at) VALUES (gen_random_uuid(), $1, $2, '2026-01-01', '2026-11-22')`,
      [test.partnership.panelId, stranger],
    );
    const there = { userId: stranger, status: 'present', reason: 'Sat in for the chair' };
    expect((await (await test.api(CHAIR)).post(page('attendance-corrections'), there)).status).toBe(201);
    const before = await textOf(chair, 'minutes');
    await test.sql(
      'UPDATE meetings SET actions_issued_at = closed_at, minutes_issued_at = closed_at, minutes_approved_at = closed_at, minutes_approved_by = $2, version = version + 1 WHERE id = $1',
      [made.meetingId, test.userId(CHAIR)],
    );
    await test.sql(`UPDATE users SET display_name = 'Renamed Since', version = version + 1 WHERE id = ANY ($1)`, [
      [stranger, test.userId('officer@tvp.example')],
    ]);
    const sealed = await textOf(chair, 'minutes');
    for (const words of [
      'Iris Interpreter',
      '(not recorded at the meeting). Corrected: present',
      'Corrected: present',
      'presents the case',
    ])
      expect([words, before.includes(words), sealed.includes(words)]).toEqual([words, true, true]);
    expect(sealed).not.toContain('Renamed Since');
    const more = (await test.api(CHAIR)).post(page('attendance-corrections'), { ...there, status: 'absent' });
    expect((await more).status).toBe(409);
  });
});
