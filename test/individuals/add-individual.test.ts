import { load } from 'cheerio';
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

  const KNOWN = {
    givenName: 'Milo',
    familyName: 'Arkwright',
    addressKind: 'temporary',
    addressLines: '4 Harbour Row',
    postcode: 'sl11aa',
    educationStatus: 'alternative_provision',
    educationSetting: 'Demonstration Academy',
    nhsNumber: '943 476 5870',
    upn: 'b801200005001',
    factsSource: 'Referral of the school',
  };

  it('records where they live and learn and their numbers together with the person, each in its one form', async () => {
    const lead = await test.browse('lead@scf.example');
    const added = await lead.submit('/individuals', KNOWN, '/individuals/new');
    expect(added.status).toBe(303);
    const identity = await lead.get(`${String(added.headers['location'])}/identity`);
    for (const words of ['4 Harbour Row, SL1 1AA', 'Demonstration Academy', '943 476 5870', 'B801200005001']) {
      expect(identity.text).toContain(words);
    }
    expect(identity.text).toContain('Source: Referral of the school.');
    expect(await test.sql(`SELECT kind, value FROM individual_identifiers ORDER BY kind`)).toEqual([
      { kind: 'nhs', value: '9434765870' },
      { kind: 'upn', value: 'B801200005001' },
    ]);
  });

  it('says everything that is wrong beside its own box, keeps what was typed, and saves nothing of it', async () => {
    const lead = await test.browse('lead@scf.example');
    const wrong = {
      ...{ givenName: '', familyName: 'Nothing', nhsNumber: '943 476 5871', pncId: '20/9X', postcode: 'here' },
      ...{ 'dateOfBirth-day': '31', 'dateOfBirth-month': '2', 'dateOfBirth-year': '2010' },
      educationSetting: 'Demonstration Academy',
    };
    const answer = await lead.submit('/individuals', wrong, '/individuals/new');
    expect(answer.status).toBe(422);
    for (const [field, message] of [
      ['dateOfBirth', 'Date of birth must be a real date'],
      ['givenName', 'Enter a given name'],
      ['nhsNumber', 'The last digit does not fit the others'],
      ['pncId', 'The letter at the end does not fit the rest'],
      ['postcode', 'Enter a postcode like SL1 1AA'],
      ['addressKind', 'Select what kind of address it is'],
      ['addressLines', 'Enter the address'],
      ['educationStatus', 'Select where they learn or work'],
      ['factsSource', 'Enter who told you, or where you read it'],
    ] as const) {
      expect(load(answer.text)(`#${field}-error`).text()).toContain(message);
    }
    expect(answer.text).toContain('value="943 476 5871"');
    expect(answer.text).toContain('value="Demonstration Academy"');
    expect(await test.sql(`SELECT 1 FROM individuals WHERE given_name = 'Nothing'`)).toEqual([]);
  });

  it('finds by a number who is on record under another name and date of birth, while typing and when it is sent', async () => {
    const lead = await test.browse('lead@scf.example');
    const born = (year: string) => ({ 'dateOfBirth-day': '4', 'dateOfBirth-month': '7', 'dateOfBirth-year': year });
    const first = { givenName: 'Bartholomew', familyName: 'Quill', ...born('2009'), nhsNumber: '4505577104' };
    const added = await lead.submit('/individuals', { ...first, factsSource: 'Letter' }, '/individuals/new');
    expect(added.status).toBe(303);
    const other = { givenName: 'Zed', familyName: 'Unwin', ...born('2011'), nhsNumber: '450 557 7104' };
    const token = await lead.hiddenFields('/individuals/new');
    const typing = await lead.post('/individuals/duplicate-checks', { ...token, ...other });
    expect(load(typing.text)('[data-qa=match]').text()).toContain('Bartholomew Quill');
    const sent = await lead.submit('/individuals', { ...other, factsSource: 'Letter' }, '/individuals/new');
    expect(sent.status).toBe(422);
    expect(load(sent.text)('[data-qa=match]').text()).toContain('Bartholomew Quill');
  });

  it('takes the same facts over the API, and blanks of them as nothing', async () => {
    const api = await test.api('lead@scf.example');
    const facts = { givenName: 'Over', familyName: 'Api', pncId: '1999/0123456X', factsSource: 'PNC' };
    expect((await api.post('/individuals', facts)).status).toBe(201);
    expect((await api.post('/individuals', { ...facts, pncId: '1999/0123456A' })).body.problems).toEqual([
      expect.objectContaining({ field: 'pncId' }),
    ]);
    const blank = { givenName: 'Only', familyName: 'Named', nhsNumber: '', addressKind: '', educationStatus: null };
    expect((await api.post('/individuals', blank)).status).toBe(201);
  });
});
