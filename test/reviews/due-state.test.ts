import { makeCase } from '../factories';
import { TEST_NOW, TestApp } from '../support/test-app';
import { compareOverdue } from './support/overdue-cases';

describe('what overdue means, in TypeScript and in PostgreSQL', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  beforeEach(() => test.clock.set(TEST_NOW));
  afterAll(() => test.stop());

  it('is the same for 5,000 generated schedules', async () => {
    const { sql, pure } = await compareOverdue(test, 5_000);
    expect(sql).toEqual(pure);
  });

  it('changes at midnight in London, in summer an hour before midnight UTC', async () => {
    const made = await makeCase(test, { givenName: 'Summer', plan: 'live', reviewDueOn: '2026-07-15' });
    const api = await test.api('lead@scf.example');
    const seen = async (instant: string) => {
      test.clock.set(instant);
      // Nobody stays signed in for a day.
      const lead = await test.browse('lead@scf.example');
      const { body } = await api.get(`/review-schedules/${made.scheduleId}`);
      const page = await lead.get('/reviews?state=overdue');
      return [body.state, page.text.includes('Summer Demo')];
    };
    expect(await seen('2026-07-14T22:59:00Z')).toEqual(['due_soon', false]);
    expect(await seen('2026-07-14T23:30:00Z')).toEqual(['due_today', false]);
    expect(await seen('2026-07-15T22:59:00Z')).toEqual(['due_today', false]);
    expect(await seen('2026-07-15T23:30:00Z')).toEqual(['overdue', true]);
  });

  it('leaves what is due today out of overdue on the page, in the API and in the counts', async () => {
    const made = await makeCase(test, { givenName: 'Today', plan: 'live', reviewDueOn: '2026-11-21' });
    const lead = await test.browse('lead@scf.example');
    const reviews = (await lead.get(`/individuals/${made.individualId}/reviews`)).text;
    expect(reviews).toContain('Due today');
    expect(reviews).toContain('Why is this due?');
    expect(reviews).not.toContain('Overdue');
    const api = await test.api('lead@scf.example');
    const one = await api.get(`/review-schedules/${made.scheduleId}`);
    expect(one.body).toMatchObject({ state: 'due_today', daysOverdue: 0, version: 1 });
    expect(one.headers['etag']).toBe('"1"');
    const before = await api.get(`/review-schedules?dueBefore=2026-11-21&individualId=${made.individualId}`);
    expect(before.body.items).toEqual([]);
    expect((await lead.get('/reviews?state=overdue')).text).not.toContain('Today Demo');
    expect((await lead.get('/reviews?state=due_today')).text).toContain('Today Demo');
  });
});
