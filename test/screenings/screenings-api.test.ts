import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { answerList, installDemonstrationTool } from './answers';

describe('screenings over the API', () => {
  let test: TestApp;
  let individualId: string;
  let toolVersionId: string;

  beforeAll(async () => {
    test = await TestApp.start();
    toolVersionId = await installDemonstrationTool(test);
    ({ individualId } = await makeCase(test, { dateOfBirth: '2014-01-01' }));
  });
  afterAll(() => test.stop());

  const body = (more: object = {}) => ({
    individualId,
    toolVersionId,
    screenedOn: '2026-11-20',
    answers: answerList({ weapon_carried: 'yes' }),
    ...more,
  });

  it('records, and answers with the traced result', async () => {
    const api = await test.api('lead@scf.example');
    const made = await api.post('/screenings', body());
    expect(made.status).toBe(201);
    const read = await api.get(`/screenings/${made.body.id}`);
    expect(read.headers['etag']).toBe('"1"');
    expect(read.body).toMatchObject({
      individualId,
      violenceBand: 'high',
      awaitsSecondPerson: false,
      screenedBy: 'Lena Marsh',
      version: 1,
      result: { violence: { points: 5, triggered: [expect.stringContaining('aged 13 or younger')] } },
    });
  });

  it('lists newest first, page by page', async () => {
    const { individualId: id } = await makeCase(test);
    const api = await test.api('lead@scf.example');
    for (let day = 1; day <= 27; day += 1) {
      const screenedOn = `2026-10-${String(day).padStart(2, '0')}`;
      await api.post('/screenings', body({ individualId: id, screenedOn, answers: answerList().slice(0, 1) }));
    }
    const first = await api.get(`/screenings?individualId=${id}`);
    expect(first.body.items).toHaveLength(25);
    expect(first.body.items[0].screenedOn).toBe('2026-10-27');
    const rest = await api.get(`/screenings?individualId=${id}&cursor=${first.body.nextCursor}`);
    expect(rest.body).toMatchObject({ items: [{ screenedOn: '2026-10-02' }, { screenedOn: '2026-10-01' }] });
    expect(rest.body.nextCursor).toBeNull();
    const lead = await test.browse('lead@scf.example');
    const page = await lead.get(`/individuals/${id}/screenings?cursor=${first.body.nextCursor}`);
    expect(page.text).toContain('Showing 2 screenings');
  });

  it('makes one record of a repeated request', async () => {
    const api = await test.api('lead@scf.example');
    const send = () => api.post('/screenings', body()).set('Idempotency-Key', 'one-and-the-same');
    const [one, other] = await Promise.all([send(), send()]);
    expect(one.body.id).toBe(other.body.id);
  });

  it.each([
    ['a list that is not one', { answers: 'yes' }, 'answers'],
    ['no answer at all', { answers: [] }, 'answers.away_unexplained'],
    ['a question answered twice', { answers: [...answerList(), ...answerList().slice(0, 1)] }, 'answers.24'],
    ['an answer that is none', { answers: [{ questionId: 'money_owed', answer: 'maybe' }] }, 'answers.0.answer'],
    ['an answer that is no object', { answers: ['yes'] }, 'answers'],
    ['an unknown field', { score: 3 }, 'score'],
    ['a stranger’s question', { answers: [{ questionId: 'money_lent', answer: 'no' }] }, 'answers.money_lent'],
    ['a day that is none', { screenedOn: '2026-02-30' }, 'screenedOn'],
    ['a band of the other axis', { judgedViolenceBand: 'emerging' }, 'judgedViolenceBand'],
    ['a judgement without a reason', { judgedViolenceBand: 'very_high' }, 'judgementReason'],
  ])('refuses %s and names the field', async (_what, change, field) => {
    const answer = await (await test.api('lead@scf.example')).post('/screenings', body(change));
    expect(answer.status).toBe(422);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body.problems[0].field).toMatch(new RegExp(`^${field.replaceAll('.', '\\.')}`));
  });

  it('refuses null where a list is expected', async () => {
    const api = await test.api('lead@scf.example');
    const answer = await api.post('/screenings', body({ protectiveFactors: null }));
    expect(answer.status).toBe(422);
    expect(answer.body.problems).toMatchObject([{ field: 'protectiveFactors' }]);
  });

  it('refuses a version that is not in force', async () => {
    const api = await test.api('lead@scf.example');
    const answer = await api.post('/screenings', body({ toolVersionId: individualId }));
    expect(answer.status).toBe(409);
    expect(answer.body.type).toBe('/problems/tool-changed');
  });
});
