import { load } from 'cheerio';
import { makeCase } from '../factories';
import { entryGrounds } from '../support/identification-method';
import { TestApp } from '../support/test-app';
import { acceptedPerson } from './support/accepted';

const ENTRY = {
  ...{ startedOn: '2026-11-21', tier: 'high', isExperiencing: true, isPerpetrating: null, decision: 'Accepted' },
  ...{ ...entryGrounds(), evidence: 'Seen with a knife', evidenceKind: 'incident', evidenceOn: '2026-11-18' },
};
const BOXES = {
  ...{ 'startedOn-day': '21', 'startedOn-month': '11', 'startedOn-year': '2026', tier: 'high', strand: '' },
  ...{ 'evidenceOn-day': '18', 'evidenceOn-month': '11', 'evidenceOn-year': '2026', evidenceKind: 'incident' },
  ...{ isExperiencing: 'yes', isPerpetrating: 'not_known', decision: 'Accepted', evidence: 'Seen with a knife' },
  ...{ ...entryGrounds(), deciders: 'Ms Demo, council', dissent: '', anyDissent: 'no' },
};
const IN_ERROR = { exitReason: 'entered_in_error', rationale: 'Another person of that name' };
const REFUSAL = 'Name a lead professional or an agency first: nobody could open the record afterwards';

describe('leaving the cohort', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const owed = (individualId: string) =>
    test.sql(
      `SELECT d.accepted_on::text, d.asked_again_on::text, d.due_on::text, p.name AS panel
         FROM cohort_decisions_owed d JOIN panels p ON p.id = d.panel_id WHERE d.individual_id = $1`,
      [individualId],
    );
  const keysOf = async (individualId: string): Promise<string[]> =>
    (await test.sql<{ keys: string[] }>('SELECT access_keys AS keys FROM individuals WHERE id = $1', [individualId]))[0]
      ?.keys ?? [];

  it('is refused, on the page and over the API, where nobody could open the record afterwards', async () => {
    const { individualId } = await makeCase(test, { leadProfessional: null, planOwner: null });
    const chair = await test.browse('chair@mace.example');
    const path = `/individuals/${individualId}/cohort-membership/exit`;
    const page = await chair.submit(path, { exitReason: 'stepped_down', rationale: 'Early help' });
    expect([page.status, page.text.includes(REFUSAL)]).toEqual([422, true]);
    expect(load(page.text)('#exitReason-error').text()).toContain(REFUSAL);
    // Entered by no referral: there is no panel that would decide again.
    expect((await chair.submit(path, IN_ERROR)).status).toBe(422);
    const [period] = await test.sql<{ id: string }>('SELECT id FROM cohort_memberships WHERE individual_id = $1', [
      individualId,
    ]);
    const api = await test.api('chair@mace.example');
    const answer = await api.post(`/cohort-memberships/${period?.id}/exit`, IN_ERROR).set('If-Match', '"1"');
    expect([answer.status, answer.text.includes(REFUSAL)]).toEqual([422, true]);
    const open = 'SELECT 1 FROM cohort_memberships WHERE individual_id = $1 AND ended_on IS NULL';
    expect(await test.sql(open, [individualId])).toHaveLength(1);
    const asked = { kind: 'lead_professional', userId: test.userId('lead@scf.example') };
    const people = `/individuals/${individualId}/people`;
    expect((await chair.submit(`${people}/assignments`, asked, people)).status).toBe(303);
    expect((await chair.submit(path, { exitReason: 'stepped_down', rationale: 'Early help' })).status).toBe(303);
    expect(await keysOf(individualId)).toContain(test.userId('lead@scf.example'));
  });

  it('as entered in error, of whoever came by an accepted referral, owes the decision again to the panel that accepted', async () => {
    const id = await acceptedPerson(test, { givenName: 'Fenella', familyName: 'Quarrington' });
    const chair = await test.browse('chair@mace.example');
    const entered = await chair.submit(`/individuals/${id}/cohort-membership/entry`, BOXES);
    expect(entered.status).toBe(303);
    expect((await chair.get(`/individuals/${id}/people`)).text).toContain(
      'Nobody is named on the case yet: name a lead',
    );
    expect(await owed(id)).toEqual([]);
    // A tier that changed since is the same stay.
    const tier = { tier: 'medium', decision: 'Step down', evidence: 'Quiet', ...evidenceBoxes() };
    expect((await chair.submit(`/individuals/${id}/cohort-membership/tier`, tier)).status).toBe(303);
    test.clock.set(new Date('2026-11-25T10:00:00Z'));
    const later = await test.browse('chair@mace.example');
    expect((await later.submit(`/individuals/${id}/cohort-membership/exit`, IN_ERROR)).status).toBe(303);
    expect(await owed(id)).toEqual([
      { accepted_on: '2026-11-21', asked_again_on: '2026-11-25', due_on: '2026-12-09', panel: expect.any(String) },
    ]);
    expect(await keysOf(id)).toEqual([test.partnership.panelId]);
    const page = await later.get(`/individuals/${id}`);
    expect(load(page.text)('[data-qa=next-step]').text()).toMatch(
      /Decide whether they enter the cohort[\s\S]*9 December 2026/,
    );
    expect((await later.get(`/individuals/${id}/due-dates/cohort_decision`)).text).toContain(
      'Left the cohort as entered in error on 25 November 2026',
    );
    const audited = `SELECT 1 FROM audit_events WHERE individual_id = $1 AND act = 'cohort_decision.asked'`;
    expect(await test.sql(audited, [id])).toHaveLength(2);
    // Decided anew, and once: entered again, and out again.
    const api = await test.api('chair@mace.example');
    const again = await api.post('/cohort-memberships', { individualId: id, ...ENTRY, startedOn: '2026-11-25' });
    expect([again.status, Object.keys(again.body).sort()]).toEqual([201, ['id', 'staysVisible']]);
    expect(await owed(id)).toEqual([]);
    expect((await later.submit(`/individuals/${id}/cohort-membership/exit`, IN_ERROR)).status).toBe(303);
    expect(await owed(id)).toHaveLength(1);
    test.clock.set(new Date('2026-11-21T10:00:00Z'));
  });
});

const evidenceBoxes = () => ({ 'evidenceOn-day': '20', 'evidenceOn-month': '11', 'evidenceOn-year': '2026' });
