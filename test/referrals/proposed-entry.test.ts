import { load } from 'cheerio';
import { makeCase } from '../factories';
import { entryGrounds } from '../support/identification-method';
import { type PageClient, TestApp } from '../support/test-app';

const REFERRAL = {
  givenName: 'Ember',
  familyName: 'Quarrington',
  dateOfBirth: '2010-05-04',
  kind: 'reactive',
  happenedOn: '2026-11-18',
  reason: 'Seen with a knife at the gate',
  isExperiencing: null,
  isPerpetrating: true,
  isTold: 'not_safe',
};

describe('what an accepted referral says of an entry', () => {
  let test: TestApp;
  let chair: PageClient;

  beforeAll(async () => {
    test = await TestApp.start();
    chair = await test.browse('chair@mace.example');
  });
  afterAll(() => test.stop());

  it('stands in the form of the entry once it is accepted, to be read and changed; the criteria stay open', async () => {
    const api = await test.api('chair@mace.example');
    const made = await (await test.api('dsl@school.example')).post('/referrals', REFERRAL);
    const answer = { decision: 'accept', reason: 'Two agencies see it', answer: 'Thank you: we take this on' };
    const triaged = await api.post(`/referrals/${made.body.id}/triage`, answer).set('If-Match', '"1"');
    expect([made.status, triaged.status]).toEqual([201, 201]);
    const [{ id = '' } = {}] = await test.sql<{ id: string }>(
      'SELECT individual_id AS id FROM referrals WHERE id = $1',
      [made.body.id],
    );
    const $ = load((await chair.get(`/individuals/${id}/cohort-membership/entry`)).text);
    expect($('[data-qa=from-referral]').text()).toContain('Filled in from referral');
    const said = $('#evidence').val();
    expect(said).toMatch(/^Seen with a knife at the gate\s+From referral RF-\S+ of 21 November 2026$/);
    expect($('#decision').val()).toContain('Two agencies see it');
    const boxes = ['day', 'month', 'year'].map((part) => $(`[name=evidenceOn-${part}]`).val());
    expect(boxes).toEqual(['18', '11', '2026']);
    expect($('[name=isPerpetrating]:checked').val()).toBe('yes');
    expect($('[name=isExperiencing]:checked').val()).toBe('not_known');
    expect($('[name=evidenceKind]:checked').val()).toBe('incident');
    expect($('[name=criteriaMet]:checked').length).toBe(0);
    const asked = `/individuals/${id}/proposed-entry`;
    const { body } = await api.get(asked);
    expect(body.referralReference).toMatch(/^RF-/);
    expect(body.entry).toEqual({
      startedOn: '2026-11-21',
      evidenceOn: '2026-11-18',
      isExperiencing: null,
      isPerpetrating: true,
      decision: $('#decision').val(),
      evidence: expect.stringMatching(/^Seen with a knife at the gate\s+From referral RF-/),
      evidenceKind: 'incident',
      deciders: ['Chika Adair, Demonstration Children First'],
    });
    // With what no referral says it is an entry; then there is nothing left to propose.
    const rest = { individualId: id, tier: 'high', ...entryGrounds() };
    expect((await api.post('/cohort-memberships', { ...rest, ...body.entry })).status).toBe(201);
    expect((await api.get(asked)).status).toBe(409);
    const outside = (await makeCase(test, { tier: null })).individualId;
    const none = await (await test.api('manager@scf.example')).get(`/individuals/${outside}/proposed-entry`);
    expect(none.body).toEqual({ individualId: outside, referralReference: null, entry: null });
  });

  it('carries no day and no kind of evidence that no referral names', async () => {
    const api = await test.api('chair@mace.example');
    const school = await test.api('dsl@school.example');
    const { happenedOn, ...undated } = {
      ...REFERRAL,
      givenName: 'Wilfrid',
      familyName: 'Ashdown',
      dateOfBirth: '2011-01-09',
      kind: 'proactive',
    };
    expect(happenedOn).toBeDefined();
    const made = await school.post('/referrals', undated);
    const answer = { decision: 'accept', reason: 'Two agencies see it', answer: 'Thank you: we take this on' };
    const triaged = await api.post(`/referrals/${made.body.id}/triage`, answer).set('If-Match', '"1"');
    expect([made.status, triaged.status]).toEqual([201, 201]);
    const [{ id = '' } = {}] = await test.sql<{ id: string }>(
      'SELECT individual_id AS id FROM referrals WHERE id = $1',
      [made.body.id],
    );
    const { body } = await api.get(`/individuals/${id}/proposed-entry`);
    expect(body.entry).toMatchObject({ evidenceOn: null, evidenceKind: null });
    const $ = load((await chair.get(`/individuals/${id}/cohort-membership/entry`)).text);
    expect([$('[name=evidenceKind]:checked').length, $('[name=evidenceOn-day]').val() ?? '']).toEqual([0, '']);
  });
});
