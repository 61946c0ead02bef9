import { TestApp } from '../support/test-app';

describe('adding an individual', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('lets a practitioner add a person and see the record, and nobody else', async () => {
    const lead = await test.browse('lead@scf.example');
    const answer = await lead.submit(
      '/individuals',
      { givenName: 'Kian', familyName: 'Demo', sex: 'male' },
      '/individuals/new',
    );
    expect(answer.status).toBe(303);
    const page = await lead.get(String(answer.headers['location']));
    expect(page.status).toBe(200);
    expect(page.text).toContain('Kian Demo');
    const officer = await test.browse('officer@tvp.example');
    expect((await officer.get(String(answer.headers['location']))).status).toBe(404);
    const audit = await test.sql('SELECT act FROM audit_events WHERE individual_id IS NOT NULL ORDER BY at, id');
    expect(audit).toEqual([
      { act: 'individual.added' },
      { act: 'assignment.started' },
      { act: 'individual.read' },
      { act: 'individual.read.refused' },
    ]);
  });

  it('keeps what was typed and says what is wrong', async () => {
    const lead = await test.browse('lead@scf.example');
    const answer = await lead.submit(
      '/individuals',
      {
        givenName: 'Amara',
        familyName: ' ',
        'dateOfBirth-day': '31',
        'dateOfBirth-month': '2',
        'dateOfBirth-year': '2010',
      },
      '/individuals/new',
    );
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="Amara"');
    expect(answer.text).toContain('Date of birth must be a real date');
  });

  it('refuses null where an answer is expected', async () => {
    const api = await test.api('lead@scf.example');
    const answer = await api.post('/individuals', { givenName: 'Kian', familyName: 'Demo', sex: null });
    expect(answer.status).toBe(422);
    expect(answer.body.problems).toEqual([{ field: 'sex', message: 'Select one of the answers' }]);
  });

  it('makes one record of a form that is sent twice', async () => {
    const lead = await test.browse('lead@scf.example');
    const fields = { ...(await lead.hiddenFields('/individuals/new')), givenName: 'Once', familyName: 'Only' };
    const [first, second] = await Promise.all([lead.post('/individuals', fields), lead.post('/individuals', fields)]);
    expect(first.headers['location']).toBe(second.headers['location']);
    expect(await test.sql(`SELECT count(*)::int AS n FROM individuals WHERE given_name = 'Once'`)).toEqual([{ n: 1 }]);
  });
});
