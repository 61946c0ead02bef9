import { load } from 'cheerio';
import { entryGrounds } from '../support/identification-method';
import { TestApp } from '../support/test-app';
import { Coordinator } from './coordinator';
import { sheetOf } from './sample';

const text = (html: string, what: string): string => load(html)(what).text().replace(/\s+/g, ' ').trim();

describe('somebody whom a sheet brought into the cohort', () => {
  let test: TestApp;
  let chair: Coordinator;

  beforeAll(async () => {
    test = await TestApp.start();
    chair = await Coordinator.signIn(test);
  });
  afterAll(() => test.stop());

  it('rests on a band alone, and says so wherever the coordinator looks until somebody has checked it', async () => {
    const preview = await chair.preview(sheetOf({ Name: 'BAND, Only', DOB: '01/02/2010', Band: 'High' }));
    expect((await chair.confirm(preview)).status).toBe(303);
    expect(await chair.text(preview)).toMatch(
      /The person made rests on the sheet’s band alone.* The panel checks each of them by 18 December 2026/,
    );
    const [{ id = '', due = '' } = {}] = await test.sql<{ id: string; due: string }>(
      `SELECT m.individual_id AS id, m.validate_by::text AS due FROM cohort_memberships m JOIN individuals i ON i.id = m.individual_id
        WHERE i.family_name = 'Band'`,
    );
    expect(due).toBe('2026-12-18');
    const [owed] = await test.sql(
      `SELECT due_on::text FROM obligations_of('2027-06-01', ARRAY[$1::uuid]) WHERE kind = 'validation'`,
      [id],
    );
    expect(owed).toEqual({ due_on: '2026-12-18' });
    const seen = async () => ({
      overview: text((await chair.page.get(`/individuals/${id}`)).text, 'main'),
      people: text((await chair.page.get(`/individuals/${id}/people`)).text, '[data-qa=band-alone]'),
      list: text((await chair.page.get('/cohort-decisions')).text, '[data-qa=on-band-alone]'),
      home: text((await chair.page.get('/meetings')).text, 'main'),
    });
    expect(await seen()).toEqual({
      overview: expect.stringContaining(
        'A spreadsheet’s band alone, without dated evidence. To be checked by 18 December',
      ),
      people: expect.stringContaining('To be checked by 18 December 2026: add criteria, evidence and deciders'),
      list: expect.stringMatching(/^Only Band, TC-2026-\d+: check by .*18 December 2026/),
      home: expect.stringContaining('people who are in on a spreadsheet’s band alone'),
    });
    const api = await test.api('chair@mace.example');
    const present = async () => (await api.get(`/cohort-memberships?individualId=${id}`)).body.items[0];
    const { id: periodId, version } = await present();
    const { considered: _, ...grounds } = entryGrounds();
    const check = { decision: 'Stays', ...grounds, evidence: 'Seen with a knife', evidenceOn: '2026-11-18' };
    const { status } = await api
      .post(`/cohort-memberships/${periodId}/validations`, { ...check, evidenceKind: 'incident' })
      .set('If-Match', `"${version}"`);
    expect(status).toBe(201);
    expect(await seen()).toEqual({
      overview: expect.not.stringContaining('band alone'),
      people: '',
      list: '',
      home: expect.not.stringContaining('band alone'),
    });
  });
});
