import request from 'supertest';
import { TestApp } from '../../support/test-app';

const NUL = 'A\u0000b';
const HALF = 'A\ud800b';
const TEXT_FIELDS = ['givenName', 'familyName', 'preferredName', 'dateOfBirth', 'sex', 'communicationNeeds'];
const whole = { givenName: 'Whole', familyName: 'Person' };

describe('bad input', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(async () => {
    await test.stop();
  });
  afterEach(async () => {
    expect(await test.sql('SELECT 1 FROM individuals')).toEqual([]);
  });

  const post = async (body: string, type = 'application/json') =>
    (await test.api('lead@scf.example')).send('post', '/individuals').set('Content-Type', type).send(body);

  describe.each(TEXT_FIELDS)('in %s', (field) => {
    it.each([
      ['NUL', NUL],
      ['half a surrogate pair', HALF],
      ['a number', 7],
      ['a list', ['a', 'b']],
      ['a record', { a: 1 }],
      ['true', true],
      ['a very long text', 'x'.repeat(5_000)],
    ])('over the API, %s is refused with the field named', async (_, value) => {
      const answer = await post(JSON.stringify({ ...whole, [field]: value }));
      expect(answer.status).toBe(422);
      expect(answer.type).toBe('application/problem+json');
      expect(answer.body.problems[0].field).toMatch(new RegExp(`^${field}`));
    });
  });

  it.each(TEXT_FIELDS)(
    'on the page, NUL, a list and a record in %s are refused and what was typed is kept',
    async (field) => {
      const lead = await test.browse('lead@scf.example');
      const hidden = await lead.hiddenFields('/individuals/new', '/individuals');
      const boxes = field === 'dateOfBirth' ? 'dateOfBirth-day' : field;
      for (const odd of [{ [boxes]: NUL }, { [boxes]: ['a', 'b'] }, { [`${boxes}[a]`]: 'b' }]) {
        const answer = await lead.post('/individuals', { ...hidden, ...whole, ...odd });
        expect(answer.status).toBe(422);
        expect(answer.text).toContain('There is a problem');
        expect(answer.text).toContain(field === 'givenName' ? 'value="Person"' : 'value="Whole"');
      }
    },
  );

  it('refuses a field that is not asked for, so that nobody sets what the form does not offer', async () => {
    for (const field of ['isRestricted', 'accessKeys', 'id', 'version', 'createdBy']) {
      const answer = await post(JSON.stringify({ ...whole, [field]: true }));
      expect(answer.body.problems).toEqual([{ field, message: `‘${field}’ is not a field of this form` }]);
    }
  });

  it('refuses names that would break whatever prints or copies them', async () => {
    for (const field of ['toString', 'constructor', 'valueOf', '__proto__', 'hasOwnProperty']) {
      expect((await post(`{"givenName":"Whole","familyName":"Person","${field}":"x"}`)).status).toBe(422);
      expect((await post(`{"givenName":{"${field}":"x"},"familyName":"Person"}`)).status).toBe(422);
    }
    const lead = await test.browse('lead@scf.example');
    const hidden = await lead.hiddenFields('/individuals/new', '/individuals');
    for (const field of [
      'givenName[toString]',
      'dateOfBirth-day[toString]',
      'a[__proto__][b]',
      'submissionId[toString]',
    ]) {
      const answer = await lead.post('/individuals', { ...hidden, ...whole, [field]: 'x' });
      expect([field, answer.status]).toEqual([field, 422]);
    }
  });

  it.each([
    ['is not JSON', '{"givenName": ', 400],
    ['is a text', '"text"', 400],
    ['is a list', '[]', 422],
    ['is empty', '', 422],
    ['is nested a hundred thousand deep', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 422],
    ['is too large', JSON.stringify({ ...whole, communicationNeeds: 'x'.repeat(600_000) }), 413],
  ])('answers a body that %s', async (_, body, status) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ status, type: expect.stringMatching(/^\/problems\/[a-z-]+$/) });
    expect(answer.body.title).toMatch(/^[A-Z].*\.$/);
    expect(answer.body.requestId).toBe(answer.headers['x-request-id']);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])(
    'refuses %s over the API',
    async (type) => {
      expect((await post('givenName=Whole&familyName=Person', type)).status).toBe(415);
    },
  );

  it('answers addresses that mean nothing as not there, never with a fault', async () => {
    const lead = await test.browse('lead@scf.example');
    const api = await test.api('lead@scf.example');
    for (const id of ['1', '%00', '%ED%A0%80', "'--", 'x'.repeat(2_000), '00000000-0000-0000-0000-00000000000g']) {
      expect([404, 400]).toContain((await lead.get(`/individuals/${id}`)).status);
      expect([404, 400]).toContain((await api.get(`/individuals/${id}`)).status);
    }
    expect((await lead.get('/%E0%A4%A')).status).toBe(400);
  });

  it('refuses a cursor that was not made here', async () => {
    const lead = await test.browse('lead@scf.example');
    const api = await test.api('lead@scf.example');
    const encoded = (values: unknown): string => Buffer.from(JSON.stringify(values)).toString('base64url');
    const cursors = [
      'x',
      '%00',
      encoded(['not a day', 'not an id']),
      encoded(['2026-01-01', 'not an id']),
      encoded(['2026-99-99', test.userId('lead@scf.example')]),
      encoded([NUL, HALF]),
      encoded([{}, []]),
      encoded('text'),
      encoded(['a']),
    ];
    for (const cursor of cursors) {
      expect([cursor, (await api.get(`/individuals?cursor=${cursor}`)).status]).toEqual([cursor, 422]);
      expect([cursor, (await lead.get(`/individuals?cursor=${cursor}`)).status]).toEqual([cursor, 422]);
    }
  });

  it('survives any search', async () => {
    const lead = await test.browse('lead@scf.example');
    const api = await test.api('lead@scf.example');
    for (const search of [
      '%25',
      '_',
      '\\',
      "'",
      '%F0%9F%98%80'.repeat(60),
      'x'.repeat(7_000),
      '%00',
      '"><script>alert(1)',
    ]) {
      const typed = search.replace(/%(\w\w)/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
      const sent = await lead.submit('/individuals/searches', { search: typed }, '/individuals');
      expect([303, 422]).toContain(sent.status);
      const page = sent.status === 303 ? await lead.get(String(sent.headers['location'])) : sent;
      expect([200, 422]).toContain(page.status);
      expect(page.text).not.toContain('<script>alert(1)');
      expect((await api.get(`/individuals?search=${search}`)).status).toBe(422);
    }
    expect((await api.get('/individuals?search=a&search=b')).status).toBe(422);
    expect((await lead.get('/individuals?found=a&found=b&view=all&view=mine')).status).toBe(200);
  });

  it('answers a page that is not there, over the API too, in its own way', async () => {
    const page = await request(test.app.getHttpServer()).get('/no-such-page');
    expect([page.status, page.type]).toEqual([404, 'text/html']);
    const answer = await request(test.app.getHttpServer()).get('/api/v1/no-such-thing');
    expect([answer.status, answer.type, answer.body.type]).toEqual([
      404,
      'application/problem+json',
      '/problems/not-found',
    ]);
  });
});
