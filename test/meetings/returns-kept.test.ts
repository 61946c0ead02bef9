import { load } from 'cheerio';
import { AddEntry, Conflicts } from '../../src/meetings';
import type { Actor } from '../../src/platform/access';
import { Reader } from '../../src/platform/database';
import { TestApp } from '../support/test-app';
import { CHAIR, meetingOfThree, MEMBER, type MeetingOfThree } from './meeting-of-three';

const KEPT = 'Demonstration Health Trust: returned, not for your agency to read';

const RETURN_ON_SECRET = `
  INSERT INTO meeting_entries (id, meeting_id, panel_id, item_id, individual_id, kind, text, visibility, author_id, agency_id, recorded_at)
  SELECT gen_random_uuid(), t.meeting_id, t.panel_id, t.id, t.individual_id, 'return', 'Of whom the panel may not read', 'health_only', $1,
         (SELECT u.agency_id FROM users u WHERE u.id = $1), now() FROM meeting_items t WHERE t.individual_id = $2 RETURNING id`;

describe('a return that an agency keeps to some', () => {
  let test: TestApp;
  let meeting: MeetingOfThree;
  let itemId: string;

  beforeAll(async () => {
    test = await TestApp.start();
    meeting = await meetingOfThree(test);
    await test.sql(
      `INSERT INTO panel_agencies (id, panel_id, agency_id, added_by, started_at)
       SELECT gen_random_uuid(), $1, a.id, $2, '2026-01-01' FROM agencies a WHERE a.kind IN ('health','police')`,
      [test.partnership.panelId, test.userId(CHAIR)],
    );
    itemId = (await meeting.itemPath('Overdue')).split('/').at(-1) ?? '';
    await test.get(AddEntry).run(await test.actor(MEMBER), {
      ...{ meetingId: meeting.meetingId, itemId, kind: 'return', text: 'Seen twice at A&E', visibility: 'health_only' },
    });
    const secret = [test.userId(MEMBER), meeting.secret.individualId];
    expect(await test.sql(RETURN_ON_SECRET, secret)).toHaveLength(1);
  });
  afterAll(() => test.stop());

  const seated = async (email: string): Promise<string> => {
    await test.sql(`UPDATE users SET roles = '{panel_member}', version = version + 1 WHERE id = $1`, [
      test.userId(email),
    ]);
    await test.sql(
      `INSERT INTO panel_members (id, panel_id, user_id, started_at) VALUES (gen_random_uuid(), $1, $2, '2026-01-01')`,
      [test.partnership.panelId, test.userId(email)],
    );
    return email;
  };
  const page = (name: string): string => `/meetings/${meeting.meetingId}${name}`;
  const returnedFor = (actor: Actor) =>
    test.get(Reader).many(actor, undefined, {
      name: 'returned-for',
      text: 'SELECT item_id, is_kept FROM agencies_returned(ARRAY[$1::uuid])',
      values: [meeting.meetingId],
    });

  it('is not missing for the chair: in the pack, on the home, the agenda, the sheet and its copy, and no word of it is said', async () => {
    const chair = await test.browse(CHAIR);
    const pack = load((await chair.get(page('/pack'))).text);
    const cases = pack('[data-qa=completeness]').text();
    expect(cases).toContain('Overdue Demo No return from Demonstration Police');
    expect(pack('[data-qa=kept]').text()).toBe(KEPT);
    expect(cases).toContain('Planless Demo No return yet');
    expect(pack('[data-qa=owing]').text()).toBe('Demonstration Police: 2 of 2Demonstration Health Trust: 1 of 2');
    const agenda = load((await chair.get(page(''))).text)('main').text();
    expect(agenda.match(/\d returns? missing/g)).toEqual(['1 return missing', '2 returns missing']);
    expect((await chair.get('/meetings')).text).toContain(
      'Demonstration Police (2 cases), Demonstration Health Trust (1 case)',
    );
    const sheet = load((await chair.get(await meeting.itemPath('Overdue'))).text);
    expect(sheet('[data-qa=returns]').text()).toContain(`${KEPT}.`);
    expect(sheet('[data-qa=returns]').text()).toContain('No return from: Demonstration Police.');
    expect(sheet('main').text()).toContain('What each agency brings: 0 in, 1 not for you to read, 1 missing');
    await chair.submit(page('/pack-copies'), {}, page('/pack'));
    const copy = (await chair.get(page('/pack-copies/1'))).text;
    expect(copy).toContain(KEPT);
    for (const shown of [pack.html(), agenda, sheet.html(), copy]) expect(shown).not.toContain('Seen twice');
  });

  it('is there to read for whom it is for, and nothing more is said of it', async () => {
    const member = await test.browse(MEMBER);
    const pack = load((await member.get(page('/pack'))).text);
    expect(pack('[data-qa=kept]')).toHaveLength(0);
    const sheet = load((await member.get(await meeting.itemPath('Overdue'))).text)('[data-qa=returns]').text();
    expect(sheet).toContain('Seen twice');
    expect(sheet).not.toContain(KEPT);
  });

  it('leaves pages and API of everybody else as they would be without it: neither who keeps one nor that one is kept', async () => {
    const email = await seated('manager@tvp.example');
    const read = async () => {
      const [member, api] = [await test.browse(email), await test.api(email)];
      const paths = [page('/pack'), page(''), await meeting.itemPath('Overdue'), page('/returns')];
      const pages = [];
      for (const path of paths)
        pages.push(
          load((await member.get(path)).text)('main')
            .text()
            .replace(/\s+/g, ' '),
        );
      return [...pages, (await api.get(page('/pack'))).body];
    };
    const withIt = await read();
    expect(withIt[0]).toContain('Overdue Demo No return to read yet');
    expect(withIt[2]).toContain('What each agency brings: 0 to read No return to read.');
    expect(withIt[4]).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ itemId, missing: null, kept: null })]) }); // prettier-ignore
    await test.sql(`ALTER TABLE meeting_entries DISABLE TRIGGER USER`);
    await test.sql(`UPDATE meeting_entries SET kind = 'discussion' WHERE kind = 'return'`);
    expect(await read()).toEqual(withIt);
    await test.sql(`UPDATE meeting_entries SET kind = 'return' WHERE kind = 'discussion'`);
    await test.sql(`ALTER TABLE meeting_entries ENABLE TRIGGER USER`);
  });

  it('is told of no case to whoever may not see it there: restricted, with a conflict of interest, or without a seat', async () => {
    const member = await test.actor(MEMBER);
    expect(await returnedFor(await test.actor(CHAIR))).toEqual([{ item_id: itemId, is_kept: true }]);
    expect(await returnedFor(member)).toEqual([{ item_id: itemId, is_kept: false }]);
    expect(await returnedFor(await test.actor('lead@scf.example'))).toEqual([]);
    // Also for who works the case: the conflict is with the case, not with the key to it.
    const works = { ...member, accessKeys: [...member.accessKeys, test.partnership.agencies['scf'] ?? ''] };
    expect(await returnedFor(works)).toHaveLength(1);
    const conflict = { meetingId: meeting.meetingId, itemId, userId: member.userId, reason: 'A nephew' };
    await test.get(Conflicts).declare(member, conflict);
    expect(await returnedFor(works)).toEqual([]);
    // The conflict made the panel another key to the case: the chair has it too.
    const chair = await test.actor(CHAIR);
    expect(await returnedFor(chair)).toHaveLength(1);
    // What somebody could see a moment ago, whose seat has ended since.
    await test.sql('UPDATE panel_members SET ended_at = now() WHERE user_id = $1', [chair.userId]);
    expect(await returnedFor(chair)).toEqual([]);
  });
});
