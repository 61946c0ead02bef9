import { load } from 'cheerio';
import { AddNote } from '../../src/notes';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const WHEN = { 'happenedOn-day': '20', 'happenedOn-month': '11', 'happenedOn-year': '2026' };

describe('the notes of a case', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('are added by who works the case, shown with author, agency and basis, newest first, and audited', async () => {
    const { individualId } = await makeCase(test);
    const lead = await test.browse('lead@scf.example');
    const path = `/individuals/${individualId}/notes`;
    const sent = await lead.submit(path, { ...WHEN, basis: 'allegation', text: 'A friend says he was followed.' });
    expect(sent.status).toBe(303);
    await test.get(AddNote).run(await test.actor('lead@scf.example'), {
      individualId,
      text: 'Earlier',
      basis: 'fact',
      happenedOn: '2026-11-01',
    });
    const notes = load((await lead.get(path)).text)('[data-qa=note]');
    expect(notes.length).toBe(2);
    expect(notes.first().text()).toMatch(/20 November 2026\s+Allegation\s+Lena Marsh, Demonstration Children First/);
    const acts = await test.sql('SELECT act FROM audit_events WHERE individual_id = $1 ORDER BY at, id', [
      individualId,
    ]);
    expect(acts.map(({ act }) => act)).toEqual(['notes.read', 'note.added', 'note.added', 'notes.read']);
  });

  it('are corrected by adding, never by overwriting', async () => {
    const { individualId } = await makeCase(test);
    const lead = await test.browse('lead@scf.example');
    const path = `/individuals/${individualId}/notes`;
    await lead.submit(path, { ...WHEN, basis: 'fact', text: 'Seen on Monday.' });
    const [note] = await test.sql<{ id: string }>('SELECT id FROM notes WHERE individual_id = $1', [individualId]);
    const correction = `${path}/${note?.id}/correction`;
    expect((await lead.get(correction)).text).toContain('Seen on Monday.');
    expect((await lead.submit(correction, { ...WHEN, basis: 'fact', text: 'Seen on Tuesday.' })).status).toBe(303);
    const page = (await lead.get(path)).text;
    expect(page).toContain('Seen on Monday.');
    expect(page).toContain('Seen on Tuesday.');
    expect(page).toContain('This was corrected');
    expect(await test.sql('SELECT corrects_id FROM notes WHERE corrects_id IS NOT NULL')).toEqual([
      { corrects_id: note?.id },
    ]);
  });

  it('kept by the police to themselves are shown to the police alone', async () => {
    const { individualId } = await makeCase(test, { planOwner: 'officer@tvp.example' });
    const path = `/individuals/${individualId}/notes`;
    const officer = await test.browse('officer@tvp.example');
    await officer.submit(path, { ...WHEN, basis: 'intelligence', text: 'From a source.', visibility: 'police_only' });
    expect((await officer.get(path)).text).toContain('Police only');
    expect((await (await test.browse('manager@tvp.example')).get(path)).text).toContain('From a source.');
    const lead = await test.browse('lead@scf.example');
    expect((await lead.get(path)).text).not.toContain('From a source.');
    const refused = await lead.submit(path, { ...WHEN, basis: 'fact', text: 'Kept.', visibility: 'police_only' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Only that agency can keep something to itself');
    const [note] = await test.sql<{ id: string }>('SELECT id FROM notes WHERE individual_id = $1', [individualId]);
    expect((await lead.get(`${path}/${note?.id}/correction`)).status).toBe(404);
  });

  it('are not there for anybody else, nor for one whose part ended', async () => {
    const { individualId } = await makeCase(test, { tier: null, planOwner: 'officer@tvp.example' });
    const path = `/individuals/${individualId}/notes`;
    const officer = await test.browse('officer@tvp.example');
    expect((await officer.get(path)).status).toBe(200);
    await test.sql(
      `UPDATE assignments SET ended_at = now(), version = version + 1 WHERE individual_id = $1 AND kind = 'plan_owner'`,
      [individualId],
    );
    expect((await officer.get(path)).status).toBe(404);
    expect((await (await test.browse('dsl@school.example')).get(path)).status).toBe(404);
    expect((await (await test.browse('governance@sbc.example')).get(path)).status).toBe(403);
    const tokens = await officer.hiddenFields('/individuals/new', '/individuals');
    expect((await officer.post(path, { ...tokens, ...WHEN, basis: 'fact', text: 'x' })).status).toBe(404);
  });

  it('keep what was typed when the day is to come, and are made once when sent twice', async () => {
    const { individualId } = await makeCase(test);
    const lead = await test.browse('lead@scf.example');
    const path = `/individuals/${individualId}/notes`;
    const wrong = await lead.submit(path, { ...WHEN, 'happenedOn-year': '2027', basis: 'fact', text: 'Typed words' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('must be today or in the past');
    expect(wrong.text).toContain('Typed words');
    const fields = { ...(await lead.hiddenFields(path, path)), ...WHEN, basis: 'fact', text: 'Once' };
    await Promise.all([lead.post(path, fields), lead.post(path, fields)]);
    expect(await test.sql('SELECT count(*)::int AS n FROM notes WHERE individual_id = $1', [individualId])).toEqual([
      { n: 1 },
    ]);
  });
});
