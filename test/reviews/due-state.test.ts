import fc from 'fast-check';
import { daysOverdue, dueState, type DueState, dueStateSql, daysOverdueSql, isOverdueSql } from '../../src/reviews';
import { scheduleStatuses } from '../../src/reviews/domain/overdue';
import { addDays } from '../../src/shared/day';
import { makeCase } from '../factories';
import { TEST_NOW, TestApp } from '../support/test-app';

describe('what overdue means, in TypeScript and in PostgreSQL', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  beforeEach(() => test.clock.set(TEST_NOW));
  afterAll(() => test.stop());

  it('is the same for 5,000 generated schedules', async () => {
    const schedule = fc.record({
      offset: fc.oneof(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -4000, max: 4000 })),
      status: fc.constantFrom(...scheduleStatuses),
      today: fc.integer({ min: 0, max: 3650 }).map((days) => addDays('2024-02-20', days)),
    });
    const sample = fc.sample(schedule, { numRuns: 5_000, seed: 20261121 });
    const rows = await test.sql<{ state: DueState; days: number; overdue: boolean }>(
      `SELECT ${dueStateSql('s', '$4').replaceAll('$4::date', 's.today')} AS state,
              ${daysOverdueSql('s', '$4').replaceAll('$4::date', 's.today')} AS days,
              ${isOverdueSql('s', '$4').replaceAll('$4::date', 's.today')} AS overdue
         FROM unnest($1::date[], $2::text[], $3::date[]) WITH ORDINALITY AS s (due_on, status, today, at) ORDER BY s.at`,
      [
        sample.map(({ today, offset }) => addDays(today, offset)),
        sample.map(({ status }) => status),
        sample.map(({ today }) => today),
      ],
    );
    const expected = sample.map(({ today, offset, status }) => {
      const question = { dueOn: addDays(today, offset), today, status };
      return { state: dueState(question), days: daysOverdue(question), overdue: dueState(question) === 'overdue' };
    });
    expect(rows).toEqual(expected);
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
