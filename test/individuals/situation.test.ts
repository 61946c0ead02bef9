import { load } from 'cheerio';
import { makeCase } from '../factories';
import { type ApiClient, TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';
const MANAGER = 'manager@scf.example';
const OFFICER = 'officer@tvp.example';
const SIBLING = {
  kind: 'sibling',
  name: 'A brother, Z',
  source: 'Their mother',
  basis: 'fact',
  reliability: 'reliable',
};

describe('family and situation', () => {
  let test: TestApp;
  let lead: ApiClient;
  let officer: ApiClient;

  beforeAll(async () => {
    test = await TestApp.start();
    [lead, officer] = [await test.api(LEAD), await test.api(OFFICER)];
  });
  afterAll(() => test.stop());

  const relate = (api: ApiClient, id: string, body: object = {}) =>
    api.post(`/individuals/${id}/relationships`, { ...SIBLING, ...body });
  const situation = async (api: ApiClient, id: string) => (await api.get(`/individuals/${id}/situation`)).body;
  const page = async (email: string, id: string) =>
    (await (await test.browse(email)).get(`/individuals/${id}/situation`)).text;
  /** Seen by the lead, and in normal state by the officer too. */
  const shared = () => makeCase(test, { planOwner: OFFICER });
  const own = () => makeCase(test, { planOwner: null, tier: null });

  it('shows a relationship with its source, reliability and day to look again, in the drawing and in the list', async () => {
    const { individualId: id } = await shared();
    const browser = await test.browse(LEAD);
    const form = `/individuals/${id}/relationships`;
    const typed = {
      kind: 'suspected_exploiter',
      name: 'A man called Zed',
      source: 'School',
      basis: 'allegation',
      reliability: 'untested',
    };
    const wrong = await browser.submit(form, typed, `${form}/new`);
    expect([wrong.status, wrong.text.includes('Enter a day to look again')]).toEqual([422, true]);
    expect(wrong.text).toContain('A man called Zed');
    const later = { 'reviewOn-day': '1', 'reviewOn-month': '12', 'reviewOn-year': '2026' };
    expect((await browser.submit(form, { ...typed, ...later }, `${form}/new`)).status).toBe(303);
    const $ = load(await page(LEAD, id));
    expect($('svg[role=img] title').text()).toContain('people, groups, places and agencies');
    expect($('svg text').text()).toContain('A man called Zed');
    expect($('svg rect[stroke-dasharray]').length).toBe(1);
    const list = $('[data-qa=group-exploitation]').text();
    expect(list).toMatch(
      /A man called Zed[\s\S]*Allegation[\s\S]*Untested source[\s\S]*1 December 2026[\s\S]*Source: School/,
    );
    test.clock.set('2026-12-02T10:00:00Z');
    expect(await page(LEAD, id)).toContain('Ask whether this is still true');
    test.clock.set('2026-11-21T10:00:00Z');
  });

  it('tells only who sees both records that a related person has one', async () => {
    const { individualId: id } = await shared();
    const { individualId: hidden, reference } = await own();
    expect((await relate(lead, id, { relatedReference: reference.toLowerCase() })).status).toBe(201);
    expect((await situation(lead, id)).relationships[0].record).toEqual({ id: hidden, reference });
    const seen = await officer.get(`/individuals/${id}/situation`);
    expect(seen.body.relationships[0]).toMatchObject({ name: 'A brother, Z', record: null });
    for (const text of [
      seen.text,
      await page(OFFICER, id),
      (await officer.get(`/individuals/${id}/chronology`)).text,
    ]) {
      expect(text).toContain('A brother, Z');
      expect(text).not.toContain(hidden);
      expect(text).not.toContain(reference);
    }
    // The other way round: their record names nobody to whom the first is not visible, and says so to whom it is.
    expect((await situation(lead, hidden)).namedOn).toEqual([expect.objectContaining({ id, kind: 'sibling' })]);
    // Not there and not yours are answered alike.
    const unknown = await relate(officer, id, { relatedReference: 'TC-2026-0001' });
    const notTheirs = await relate(officer, id, { relatedReference: reference });
    expect([notTheirs.status, notTheirs.body.problems]).toEqual([unknown.status, unknown.body.problems]);
  });

  it('joins two others whose records name each other, for a reader who sees both, in the drawing and in the list', async () => {
    const [mine, brother, friend] = [await shared(), await shared(), await shared()];
    await relate(lead, mine.individualId, { relatedReference: brother.reference });
    await relate(lead, mine.individualId, { kind: 'friend', name: 'Kay', relatedReference: friend.reference });
    const told = { kind: 'rival', name: 'K', basis: 'intelligence', relatedReference: friend.reference };
    const { body } = await relate(lead, brother.individualId, told);
    const between = { id: body.id, kind: 'rival', ofId: brother.individualId, relatedId: friend.individualId };
    expect((await situation(officer, mine.individualId)).between).toEqual([expect.objectContaining(between)]);
    const lines = async (email: string) => {
      const $ = load(await page(email, mine.individualId));
      expect($('path.app-network__between').length).toBe($('[data-qa=between] li').length);
      return $('[data-qa=between] li').text();
    };
    expect(await lines(OFFICER)).toBe(
      'Kay is recorded on the record of A brother, Z as: in conflict with (intelligence)',
    );
    expect(load(await page(OFFICER, mine.individualId))('[data-qa=not-recorded]').text()).toBe(
      'Nothing is recorded about carers, exploiters, known or suspected, protective adults, practitioners known, groups, places.',
    );
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [friend.individualId, [test.userId(LEAD), test.userId(MANAGER)]],
    );
    expect(await lines(OFFICER)).toBe('');
    expect(await lines(LEAD)).toContain('Kay is recorded');
  });

  it('hides the link in the database too, once the related record is restricted', async () => {
    const { individualId: id } = await shared();
    const other = await shared();
    await relate(lead, id, { relatedReference: other.reference });
    expect((await situation(officer, id)).relationships[0].record).not.toBeNull();
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [other.individualId, [test.userId(LEAD), test.userId(MANAGER)]],
    );
    expect((await situation(officer, id)).relationships[0]).toMatchObject({ name: 'A brother, Z', record: null });
    expect((await situation(lead, id)).relationships[0].record).not.toBeNull();
  });

  it('keeps intelligence to the agency that wrote it, in list, drawing, chronology and over the API', async () => {
    const { individualId: id } = await shared();
    const secret = { kind: 'exploiter', name: 'Named by a source', basis: 'intelligence', reviewOn: '2027-01-01' };
    const { body } = await relate(officer, id, { ...secret, visibility: 'police_only' });
    expect((await relate(lead, id, { ...secret, visibility: 'police_only' })).status).toBe(422);
    for (const text of [await page(OFFICER, id), (await officer.get(`/individuals/${id}/chronology`)).text]) {
      expect(text).toContain('Named by a source');
    }
    for (const text of [
      await page(LEAD, id),
      JSON.stringify(await situation(lead, id)),
      (await lead.get(`/individuals/${id}/chronology?kind=relationship`)).text,
    ]) {
      expect(text).not.toContain('Named by a source');
    }
    const end = (api: ApiClient) =>
      api
        .post(`/individuals/${id}/facts/relationship/${body.id}/ending`, { how: 'ended', untilOn: '2026-11-20' })
        .set('If-Match', '"1"');
    expect((await end(lead)).status).toBe(404);
    expect((await end(officer)).status).toBe(201);
    expect((await end(officer)).status).toBe(409);
  });

  it('shows the agencies that owe the case an action, but for what is kept from the reader', async () => {
    const { individualId: id, planId } = await makeCase(test, { planOwner: OFFICER, plan: 'live' });
    const act = (owner: string, more: object) =>
      officer.post('/actions', {
        ...{ individualId: id, madeIn: 'plan', madeInId: planId, kind: 'support', dueOn: '2026-12-10' },
        ...{ description: 'Ring the school', ownerId: test.userId(owner), ...more },
      });
    expect((await act('nurse@health.example', {})).status).toBe(201);
    expect((await act('manager@tvp.example', { visibility: 'police_only' })).status).toBe(201);
    const agencies = async (email: string) => load(await page(email, id))('[data-qa=agencies] li').text();
    expect(await agencies(LEAD)).toMatch(/Health.*: Owns an open action/);
    const [{ name = '' } = {}] = await test.sql<{ name: string }>(
      `SELECT display_name AS name FROM users WHERE email = 'manager@tvp.example'`,
    );
    expect(await agencies(LEAD)).not.toContain(name);
    expect(await agencies(OFFICER)).toContain(name);
  });
});
