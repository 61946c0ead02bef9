import { Client } from 'pg';
import type { Response } from 'supertest';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { Coordinator } from './coordinator';
import { sheetOf } from './sample';

const one = { Ref: 'M/1', Name: 'OSEI, Amara', DOB: '01/02/2010' };

describe('who may import, and what is refused', () => {
  let test: TestApp;
  let chair: Coordinator;

  beforeAll(async () => {
    test = await TestApp.start();
    await chairNamed(test, 'second.chair@mace.example');
    chair = await Coordinator.signIn(test);
  });
  afterAll(() => test.stop());

  const madePeople = () => test.sql('SELECT given_name FROM individuals ORDER BY created_at, given_name');

  it.each(['lead@scf.example', 'manager@scf.example', 'administrator@sbc.example', 'analyst@sbc.example'])(
    'opens nothing to %s',
    async (email) => {
      const page = await test.browse(email);
      expect((await page.get('/imports')).status).toBe(403);
      const api = await test.api(email);
      const sent = await api.send('post', '/imports').set('Content-Type', 'text/csv').send(sheetOf(one).toString());
      expect(sent.status).toBe(403);
    },
  );

  it('shows a preview to nobody but the coordinator who uploaded it', async () => {
    const preview = await chair.preview(sheetOf({ ...one, Name: 'PRIVATE, Preview' }));
    const other = await Coordinator.signIn(test, 'second.chair@mace.example');
    expect((await other.page.get(preview)).status).toBe(404);
    const tokens = await other.page.hiddenFields('/imports', '/imports');
    const sent = await other.page.post(`${preview}/confirmation`, { ...tokens, version: '1', previewKey: 'x' });
    expect(sent.status).toBe(404);
    expect((await other.page.get('/imports')).text).not.toContain(preview);
    expect(await madePeople()).toEqual([]);
  });

  it.each<[string, Buffer, string]>([
    ['a workbook', Buffer.from('PK\u0003\u0004 and so on'), 'This is an Excel workbook (.xlsx)'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d494844520000', 'hex'), 'so it cannot be a CSV file'],
    ['an empty file', Buffer.alloc(0), 'The file is empty'],
    ['a sheet without people', Buffer.from('a,b,c\r\n1,2,3'), 'could not find the row of headings'],
  ])('says of %s what it is and how to save it', async (_what, content, words) => {
    const answer = await chair.upload(content);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect(answer.text).toContain('There is a problem');
  });

  it('keeps ten spreadsheets of one person, and takes another when one of them is abandoned', async () => {
    await chairNamed(test, 'ten@mace.example');
    const other = await Coordinator.signIn(test, 'ten@mace.example');
    const sheet = (at: number) => sheetOf({ ...one, Ref: `T/${at}`, Name: `NUMBER, ${'Abcdefghijklmn'[at]}` });
    const taken: Response[] = [];
    for (let at = 0; at < 9; at += 1) taken.push(await other.upload(sheet(at)));
    expect(taken.map(({ status }) => status)).toEqual(Array.from({ length: 9 }, () => 303));
    const both = await Promise.all([other.upload(sheet(9)), other.upload(sheet(10))]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect(both.find(({ status }) => status === 422)?.text).toContain('You have 10 spreadsheets that wait for you');
    const preview = String(taken[0]?.headers['location']);
    expect((await other.page.submit(`${preview}/abandonment`, {}, preview)).status).toBe(303);
    expect((await other.upload(sheet(13))).status).toBe(303);
  });

  it('says so when no file was chosen, and when it is too large', async () => {
    const tokens = await chair.page.hiddenFields('/imports', '/imports');
    const none = await chair.page.post('/imports', tokens);
    expect([none.status, none.text.includes('Select the spreadsheet')]).toEqual([422, true]);
    const large = await chair.upload(Buffer.alloc(11 * 1024 * 1024, 'a'));
    expect(large.status).toBe(413);
    expect(large.text).toContain('The most is one file of 10 MB');
  });

  it('refuses answers that the preview does not offer', async () => {
    const preview = await chair.preview(sheetOf({ ...one, 'Plan owner': 'PC 1' }));
    const owner = [...(await chair.questions(preview)).keys()].find((name) => name.startsWith('owners.')) ?? '';
    const strangers = { 'samePeople.1-abcdef': 'one_person', [owner]: test.userId('analyst@sbc.example') };
    for (const [name, value] of Object.entries(strangers)) {
      expect((await chair.answer(preview, { [name]: value })).status).toBe(422);
    }
  });

  it('never tells of a restricted person', async () => {
    await makeCase(test, {
      givenName: 'Secret',
      familyName: 'Person',
      dateOfBirth: '2010-05-06',
      restrictedTo: ['officer@tvp.example'],
    });
    await makeCase(test, { givenName: 'Known', familyName: 'Person', dateOfBirth: '2010-05-06' });
    const secret = { Ref: 'M/8', Name: 'PERSON, Secret', DOB: '06/05/2010' };
    const known = { Ref: 'M/9', Name: 'PERSON, Known', DOB: '06/05/2010' };
    const text = await chair.text(await chair.preview(sheetOf(secret, known)));
    expect(text).toContain('Is this somebody already recorded?');
    expect(text).toContain('Recorded: TC-2026-');
    expect(text.match(/Recorded: /g)).toHaveLength(1);
    expect(text).toContain('1 person will be made');
  });

  it.each([
    ['the role', `UPDATE users SET roles = '{panel_member}', version = version + 1 WHERE id = $1`],
    ['the account', `UPDATE users SET status = 'disabled', version = version + 1 WHERE id = $1`],
    ['the seat', 'UPDATE panel_members SET ended_at = now() WHERE user_id = $1 AND ended_at IS NULL'],
  ])('makes nobody when %s is taken away while the people are made', async (what, taken) => {
    const email = `${what.replace(' ', '.')}@mace.example`;
    await chairNamed(test, email);
    const other = await Coordinator.signIn(test, email);
    const preview = await other.preview(sheetOf({ ...one, Ref: `M/${what}`, Name: 'AFTERWARDS, Nobody' }));
    const holder = new Client({ connectionString: test.database.adminUrl });
    await holder.connect();
    // The people are made, and the note of each waits.
    await holder.query('BEGIN; LOCK TABLE notes IN SHARE ROW EXCLUSIVE MODE');
    const confirming = other.confirm(preview);
    while ((await test.sql(WAITING)).length === 0);
    const [user] = await test.sql<{ id: string }>('SELECT id FROM users WHERE email = $1', [email]);
    await test.sql(taken, [user?.id]);
    await holder.query('COMMIT');
    await holder.end();
    expect((await confirming).text).toContain('you stopped being a coordinator of its panel');
    expect(await test.sql(`SELECT 1 FROM individuals WHERE family_name = 'Afterwards'`)).toEqual([]);
  });

  it('neither tells of nor doubles a person who was imported and is restricted since', async () => {
    const row = { Ref: 'M/20', Name: 'SINCE, Restricted', DOB: '07/08/2009' };
    await chair.confirm(await chair.preview(sheetOf(row)));
    await test.sql(
      `UPDATE individuals SET is_restricted = true, restricted_to = $1, version = version + 1 WHERE family_name = 'Since'`,
      [[test.userId('officer@tvp.example')]],
    );
    const [person] = await test.sql<{ reference: string }>(
      `SELECT reference FROM individuals WHERE family_name = 'Since'`,
    );
    const other = await Coordinator.signIn(test, 'second.chair@mace.example');
    const again = await other.text(await other.preview(sheetOf(row)));
    expect(again).toContain('1 row says exactly what it said in an earlier import');
    // A row that says something new is nobody the coordinator may know of.
    const changed = await other.text(await other.preview(sheetOf({ ...row, Notes: 'New' })));
    expect(changed).toContain('1 person will be made');
    expect(changed).not.toContain('Changed since');
    expect(again + changed).not.toContain(String(person?.reference));
  });
});

const WAITING = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

/** Another coordinator on the same panel. */
async function chairNamed(test: TestApp, email: string): Promise<void> {
  await test.sql(
    `INSERT INTO users (id, agency_id, display_name, email, roles, created_at)
     SELECT gen_random_uuid(), agency_id, 'Second Chair', $1, roles, now() FROM users WHERE email = 'chair@mace.example'`,
    [email],
  );
  await test.sql(
    `INSERT INTO user_credentials (user_id, password_hash, changed_at)
     SELECT u.id, c.password_hash, now() FROM users u, user_credentials c
      WHERE u.email = $1 AND c.user_id = $2`,
    [email, test.userId('chair@mace.example')],
  );
  await test.sql(
    `INSERT INTO panel_members (id, panel_id, user_id, started_at) SELECT gen_random_uuid(), $2, id, now() FROM users WHERE email = $1`,
    [email, test.partnership.panelId],
  );
}
