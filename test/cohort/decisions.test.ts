import { load } from 'cheerio';
import { makeCase } from '../factories';
import * as merging from '../reviews/support/merging';
import { entryGrounds } from '../support/identification-method';
import { type PageClient, TestApp } from '../support/test-app';

const ENTRY = {
  ...{ startedOn: '2026-11-21', tier: 'high', isExperiencing: true, isPerpetrating: null, decision: 'Accepted' },
  ...{ ...entryGrounds(), evidence: 'Seen with a knife', evidenceKind: 'incident', evidenceOn: '2026-11-18' },
};
const AGAINST = {
  ...{ reason: 'Early help stays with the family', deciders: 'Ms Demo, council\nMr Demo, police' },
  ...{ anyDissent: 'yes', dissent: 'The school would have entered them' },
};
const lead = 'lead@scf.example';

describe('the decision that an accepted referral asks for', () => {
  let test: TestApp;
  let chair: PageClient;
  let count = 0;

  beforeAll(async () => {
    test = await TestApp.start();
    chair = await test.browse('chair@mace.example');
  });
  afterAll(() => test.stop());

  const triage = async (referralId: string, more: object = {}) => {
    const answer = {
      decision: 'accept',
      reason: 'Two agencies see it',
      answer: 'We take this on',
      individualId: null,
      ...more,
    };
    const api = await test.api('chair@mace.example');
    const { status } = await api.post(`/referrals/${referralId}/triage`, answer).set('If-Match', '"1"');
    expect(status).toBe(201);
  };
  const refer = async (email: string, more: object): Promise<string> => {
    const made = await (
      await test.api(email)
    ).post('/referrals', {
      ...{ kind: 'reactive', happenedOn: '2026-11-18', reason: 'Seen with a knife at the gate' },
      ...{ isExperiencing: null, isPerpetrating: true, isTold: 'not_safe', individualId: null, ...more },
    });
    expect(made.status).toBe(201);
    return made.body.id as string;
  };
  /** Somebody new, whom the school referred and the chair accepted. */
  const accepted = async (): Promise<string> => {
    count += 1;
    const names = {
      givenName: `Ember${'abcdefghij'[count]}`,
      familyName: 'Quarrington',
      dateOfBirth: `2010-05-0${count}`,
    };
    const referralId = await refer('dsl@school.example', names);
    await triage(referralId);
    const [{ id = '' } = {}] = await test.sql<{ id: string }>(
      'SELECT individual_id AS id FROM referrals WHERE id = $1',
      [referralId],
    );
    return id;
  };
  const name = async (individualId: string, kind: string, email: string): Promise<void> => {
    const asked = { kind, userId: test.userId(email) };
    const people = `/individuals/${individualId}/people`;
    expect((await chair.submit(`${people}/assignments`, asked, people)).status).toBe(303);
  };
  const statusFor = async (email: string, individualId: string): Promise<number> =>
    (await (await test.browse(email)).get(`/individuals/${individualId}`)).status;
  const stepFor = async (email: string, individualId: string): Promise<string> => {
    const page = await (await test.browse(email)).get(`/individuals/${individualId}`);
    return load(page.text)('[data-qa=next-step]').text().replace(/\s+/g, ' ').trim();
  };
  const listed = async (email: string): Promise<string> =>
    load((await (await test.browse(email)).get('/cohort-decisions')).text)('main').text();

  it('keeps them before the panel that accepted, with a day, on a list and on its home, until somebody decides', async () => {
    const id = await accepted();
    expect(await statusFor('member@mace.example', id)).toBe(200);
    expect(await statusFor('manager@scf.example', id)).toBe(404);
    expect(await listed('member@mace.example')).toContain('Emberb Quarrington');
    expect(await listed('member@mace.example')).toContain('4 December 2026');
    expect(await listed('manager@scf.example')).toContain('Nobody waits');
    const home = load((await chair.get('/meetings')).text)('main').text();
    expect(home).toContain('Accepted people who wait for a cohort decision: 1');
    expect(await stepFor('chair@mace.example', id)).toMatch(/Decide whether they enter the cohort.*4 December 2026/);
    const why = load((await chair.get(`/individuals/${id}/due-dates/cohort_decision`)).text)('main').text();
    expect(why).toContain('Within 10 working days of accepting a referral');
    expect(why).toContain('Referral accepted on 21 November 2026');
    expect(why).toContain('The chair of the panel that accepted the referral');
  });

  it('stays with the panel when somebody is named; the lead screens, and writes no plan before the decision', async () => {
    const id = await accepted();
    for (const kind of ['lead_professional', 'plan_owner']) await name(id, kind, lead);
    expect(await statusFor('chair@mace.example', id)).toBe(200);
    expect(await stepFor('manager@scf.example', id)).toContain('Decide whether they enter the cohort');
    expect(await stepFor(lead, id)).toContain('Record a screening');
    const people = await (await test.browse(lead)).get(`/individuals/${id}/people`);
    const ending = load(people.text)('a[href$="/ending"]').attr('href') ?? '';
    // The panel keeps the record, whoever's part in it ends.
    expect((await chair.get(ending)).text).not.toContain('This is what lets you see the case');
    expect(await listed('manager@scf.example')).toContain('Emberc Quarrington');
    const api = await test.api('manager@scf.example');
    expect((await api.post('/cohort-memberships', { individualId: id, ...ENTRY })).status).toBe(201);
    expect(await listed('manager@scf.example')).toContain('Nobody waits');
    expect(await stepFor('manager@scf.example', id)).not.toContain('Decide whether');
    const [decision] = await test.sql(
      'SELECT outcome, decided_by, decided_on::text FROM cohort_decisions WHERE individual_id = $1',
      [id],
    );
    expect(decision).toEqual({
      outcome: 'entered',
      decided_by: test.userId('manager@scf.example'),
      decided_on: '2026-11-21',
    });
  });

  it('can be that they do not enter: with reasons and by name; then the panel sees the record no more, and whoever works it does', async () => {
    const id = await accepted();
    await name(id, 'lead_professional', lead);
    const path = `/individuals/${id}/cohort-membership/refusal`;
    const wrong = await chair.submit(path, { ...AGAINST, reason: ' ', dissent: '' });
    expect([wrong.status, wrong.text]).toEqual([
      422,
      expect.stringContaining('Enter why they do not enter the cohort'),
    ]);
    expect(wrong.text).toContain('Ms Demo, council');
    expect((await chair.submit(path, { ...AGAINST, dissent: '' })).text).toContain('Enter who disagreed, and why');
    const practitioner = await test.browse(lead);
    expect((await practitioner.get(path)).status).toBe(403);
    const saved = await chair.submit(path, AGAINST);
    expect([saved.status, saved.headers['location']]).toEqual([303, '/individuals']);
    for (const email of ['chair@mace.example', 'member@mace.example']) expect(await statusFor(email, id)).toBe(404);
    const people = load((await practitioner.get(`/individuals/${id}/people`)).text)('[data-qa=cohort]').text();
    for (const words of [
      'Early help stays',
      'Mr Demo, police',
      'The school would have',
      'Decided on 21 November 2026',
    ]) {
      expect(people).toContain(words);
    }
    expect(people).not.toContain('it is to be decided');
    const chronology = load((await practitioner.get(`/individuals/${id}/chronology`)).text)('main').text();
    expect(chronology).toMatch(/Decided that they do not enter the cohort[\s\S]*Early help stays/);
    const manager = await test.browse('manager@scf.example');
    expect((await manager.get(path)).text).toContain('No decision about this person is owed');
    // Later evidence may bring them in after all.
    const api = await test.api('manager@scf.example');
    expect((await api.post('/cohort-memberships', { individualId: id, ...ENTRY })).status).toBe(201);
  });

  it('is refused over the API by whoever saw an older one, and only once', async () => {
    const id = await accepted();
    const api = await test.api('member@mace.example');
    const { body } = await api.get('/cohort-decisions');
    const [owed] = body.items.filter((one: { individualId: string }) => one.individualId === id);
    expect(owed).toMatchObject({ acceptedOn: '2026-11-21', dueOn: '2026-12-04', leadProfessional: null, version: 1 });
    const refusal = { reason: 'Early help', deciders: ['Ms Demo, council'] };
    const at = `/cohort-decisions/${owed.id}/refusal`;
    expect((await api.post(at, refusal).set('If-Match', '"7"')).status).toBe(409);
    expect((await api.post(at, { ...refusal, deciders: [] }).set('If-Match', '"1"')).status).toBe(422);
    expect((await (await test.api('nurse@health.example')).post(at, refusal).set('If-Match', '"1"')).status).toBe(404);
    expect((await api.post(at, refusal).set('If-Match', '"1"')).body).toEqual({ id: owed.id, staysVisible: false });
    expect((await api.post(at, refusal).set('If-Match', '"1"')).status).toBe(404);
  });

  it('opens a record that its referrer named, and asks nothing about somebody in the cohort', async () => {
    const police = await makeCase(test, {
      tier: null,
      leadProfessional: 'officer@tvp.example',
      planOwner: 'officer@tvp.example',
    });
    expect(await statusFor('member@mace.example', police.individualId)).toBe(404);
    const about = async (individualId: string) =>
      refer('officer@tvp.example', { givenName: 'Known', familyName: 'Already', individualId });
    await triage(await about(police.individualId));
    expect(await statusFor('member@mace.example', police.individualId)).toBe(200);
    const known = await makeCase(test, { leadProfessional: 'officer@tvp.example' });
    await triage(await about(known.individualId));
    const asked = await test.sql('SELECT 1 FROM cohort_decisions WHERE individual_id = $1', [known.individualId]);
    expect(asked).toEqual([]);
    // Asked once: a second referral about them changes nothing about the day.
    await triage(await about(police.individualId));
    expect(
      await test.sql('SELECT 1 FROM cohort_decisions WHERE individual_id = $1', [police.individualId]),
    ).toHaveLength(1);
  });

  it('is owed no more when the record is joined with one in the cohort, and again when they are taken apart', async () => {
    const id = await accepted();
    await name(id, 'lead_professional', lead);
    const known = await makeCase(test, { givenName: 'Embere', familyName: 'Quarrington' });
    const joined = { ...known, individualId: id };
    const owed = () =>
      test.sql('SELECT individual_id AS id FROM cohort_decisions_owed WHERE individual_id = ANY ($1)', [
        [id, known.individualId],
      ]);
    const { id: mergeId } = await merging.merge(test, [known, joined]);
    expect(await owed()).toEqual([]);
    expect(await statusFor('chair@mace.example', known.individualId)).toBe(200);
    await merging.undo(test, mergeId);
    expect(await owed()).toEqual([{ id }]);
    expect(await statusFor('member@mace.example', id)).toBe(200);
  });

  it('is kept from whoever has a conflict of interest, and from all but the named of a restricted record', async () => {
    const id = await accepted();
    await test.sql(
      `INSERT INTO panel_conflicts (id, panel_id, individual_id, user_id, reason, declared_by, declared_at)
       SELECT gen_random_uuid(), d.panel_id, d.individual_id, $2, 'A relative', $2, now() FROM cohort_decisions d WHERE d.individual_id = $1`,
      [id, test.userId('member@mace.example')],
    );
    expect(await statusFor('member@mace.example', id)).toBe(404);
    expect(await listed('member@mace.example')).not.toContain('Emberg');
    expect(await statusFor('chair@mace.example', id)).toBe(200);
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [id, [test.userId(lead)]],
    );
    expect(await statusFor('chair@mace.example', id)).toBe(404);
    expect(await listed('chair@mace.example')).not.toContain('Emberg');
  });
});
