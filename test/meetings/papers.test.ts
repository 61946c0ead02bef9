import { load } from 'cheerio';
import { HoldMeeting } from '../../src/meetings';
import { readPdf, type ReadPdf } from '../support/read-pdf';
import { type PageClient, TEST_NOW, TestApp } from '../support/test-app';
import { CHAIR, meetingOfThree, MEMBER } from './meeting-of-three';

const OWN_KIND = 'Seen twice at the emergency department';

describe('the papers of a meeting as PDF, and its timer', () => {
  let test: TestApp;
  let meetingId: string;
  let itemPath: string;
  let chair: PageClient;
  let member: PageClient;

  beforeAll(async () => {
    test = await TestApp.start();
    const made = await meetingOfThree(test);
    ({ meetingId } = made);
    itemPath = await made.itemPath('Overdue');
    [chair, member] = await Promise.all([test.browse(CHAIR), test.browse(MEMBER)]);
    const itemId = itemPath.split('/').at(-1) ?? '';
    await member.submit(page('topics'), { kind: 'location', title: 'The underpass', visibility: 'all_agencies' });
    await member.submit(page('topics'), { kind: 'location', title: 'The clinic door', visibility: 'health_only' });
    await member.submit(page('returns'), { [`text-${itemId}`]: OWN_KIND, [`visibility-${itemId}`]: 'health_only' });
  });
  afterAll(() => test.stop());

  const page = (name: string) => `/meetings/${meetingId}/${name}`;
  const pdfAt = async (client: PageClient, path: string): Promise<ReadPdf> => {
    const answer = await client.get(path);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    return readPdf(answer.body as Buffer);
  };

  it('makes each member’s own copy of the pack: tagged, marked on every page, with nothing they may not see', async () => {
    const made = await member.submit(page('pack-copies'), { format: 'pdf' }, page('pack'));
    expect(made.headers['location']).toBe(page('pack-copies/1/paper'));
    const mine = await pdfAt(member, page('pack-copies/1/paper'));
    expect(mine).toMatchObject({ isTagged: true, language: 'en-GB' });
    expect(mine.tags).toEqual(expect.arrayContaining(['H1', 'H2', 'H3', 'P', 'L']));
    for (const words of mine.pages) {
      expect(words).toContain('OFFICIAL-SENSITIVE');
      expect(words).toContain('Copy 1 for Mo Lindqvist, Demonstration Health Trust');
    }
    const all = mine.pages.join(' ').replace(/\s+/g, ' ');
    expect(all).toContain('Overdue Demo');
    expect(all).toContain(OWN_KIND);
    expect(all).toContain('2 cases');
    // Every number of the agenda, and nothing of a restricted person; on the sheet what the panel asks first.
    expect(all).toMatch(/Item 1: Overdue Demo \(TC-[\d-]+\)\. Critical\. Review overdue by 11 days • Item 2: Planless/);
    expect(all).toMatch(/2:30pm, Observatory room\..*Beside the cases: The underpass/);
    expect(all).not.toMatch(/left out|Restricted item/);
    expect(all).toMatch(/Born .+\. Critical\..+Next review due 10 November 2026/);
    expect(all).toMatch(/Locations, themes and other business.*The underpass.*The clinic door/);
    expect(all).not.toContain('Secret');
    await chair.submit(page('pack-copies'), { format: 'pdf' }, page('pack'));
    const chairs = (await pdfAt(chair, page('pack-copies/2/paper'))).pages.join(' ');
    expect(chairs).toContain('Copy 2 for Chika Adair');
    expect(chairs).toContain('The underpass');
    expect(chairs).not.toMatch(/Seen twice|Secret|clinic door/);
    for (const at of ['', '/topics', '/pack', '/minutes', '/pack-copies/2']) {
      const seen = (await chair.get(page(at.slice(1)))).text;
      expect(seen).toContain('The underpass');
      expect(seen).not.toContain('clinic door');
    }
    const kept = { kind: 'theme', title: 'Not mine', visibility: 'police_only' };
    expect((await member.submit(page('topics'), kept)).status).toBe(422);
    expect((await chair.get(page('pack-copies/1/paper'))).status).toBe(404);
    expect(load((await chair.get(page('pack'))).text)('[data-qa=copies]').text()).toMatch(
      /PDF, 2 cases(?!, 1 left out)/,
    );
    expect(
      await test.sql('SELECT format, cardinality(item_ids) AS items, hidden_items FROM meeting_pack_copies'),
    ).toEqual([
      { format: 'pdf', items: 2, hidden_items: 0 },
      { format: 'pdf', items: 2, hidden_items: 0 },
    ]);
  });

  it('times case and meeting against what they were given, from the server', async () => {
    const opening = { chairId: test.userId(CHAIR), minuteTakerId: test.userId(MEMBER) };
    await chair.submit(page('opening'), opening, page('room'));
    const timers = async (path: string): Promise<string> =>
      load((await chair.get(path)).text)('[data-qa=timers]')
        .text()
        .replace(/\s+/g, ' ')
        .trim();
    test.clock.set(new Date('2026-11-21T10:07:30Z'));
    expect(await timers(itemPath)).toMatch(
      /^This case: started 10am, 7 minutes of 8.* The meeting: started 10am, 7 minutes of 120/,
    );
    test.clock.set(new Date('2026-11-21T10:09:00Z'));
    const $ = load((await chair.get(itemPath)).text);
    expect($('.app-timer--over').text()).toContain('This case: started 10am, 9 minutes of 8: over its time');
    expect(await timers(page('room'))).toContain('The meeting: started 10am, 9 minutes of 120');
    test.clock.set(new Date(TEST_NOW));
  });

  it('draws the minutes up as a PDF, cut to its reader and written down as theirs', async () => {
    const [meeting] = await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [meetingId]);
    await test.get(HoldMeeting).run(await test.actor(CHAIR), { meetingId, version: meeting?.version ?? 0 });
    const minutes = await pdfAt(chair, page('minutes/paper'));
    expect(minutes.isTagged).toBe(true);
    for (const words of minutes.pages) expect(words).toContain('OFFICIAL-SENSITIVE');
    const all = minutes.pages.join(' ');
    expect(all).toContain('For Chika Adair');
    expect(all).toContain('Overdue');
    expect(all).not.toMatch(/twice at the|Secret/);
    expect((await pdfAt(member, page('minutes/paper'))).pages.join(' ')).toContain('twice at the');
    const [copied] = await test.sql(`SELECT count(*)::int AS n FROM audit_events WHERE act = 'meeting_minutes.copied'`);
    expect(copied).toEqual({ n: 2 });
    expect((await (await test.browse('lead@scf.example')).get(page('minutes/paper'))).status).toBe(403);
  });

  it('says on the sheet which action is late, and of who was not screened that alone', async () => {
    await test.sql(
      `INSERT INTO actions (id, individual_id, made_in, made_in_id, description, kind, owner_id, owner_agency_id, due_on, created_by, created_at)
       SELECT gen_random_uuid(), p.individual_id, 'plan', p.id, 'Ring the school', 'support', u.id, u.agency_id, d.due_on, u.id, now()
         FROM plans p JOIN individuals i ON i.id = p.individual_id AND i.given_name = 'Overdue', users u, unnest('{2026-11-20,2026-11-21}'::date[]) d(due_on)
        WHERE u.id = $1`,
      [test.userId('lead@scf.example')],
    );
    await chair.submit(page('pack-copies'), { format: 'print' }, page('pack'));
    const [copy] = await test.sql<{ n: number }>('SELECT max(copy_number) AS n FROM meeting_pack_copies');
    const own = load((await chair.get(page(`pack-copies/${copy?.n}`))).text)('[data-qa=sheet]')
      .first()
      .text();
    expect(own.replace(/\s+/g, ' ')).toContain('20 November 2026, overdue: Ring the school');
    expect(own).toContain('21 November 2026: Ring the school');
    expect(own.replace(/\s+/g, ' ')).toContain('Bands, now and then Not screened yet.');
  });
});
