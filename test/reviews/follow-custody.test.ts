import { load } from 'cheerio';
import { RecordReview, RecordTrigger } from '../../src/reviews';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';

describe('custody and the next review', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  /** Due on 8 February 2027, counted from 16 November 2026. */
  const made = async () => {
    const ids = await makeCase(test, { plan: 'live', tier: 'medium', reviewDueOn: '2027-02-08' });
    await test.sql(`UPDATE review_schedules SET counted_from = '2026-11-16', version = version + 1 WHERE id = $1`, [
      ids.scheduleId,
    ]);
    return ids;
  };
  const record = async (individualId: string, status: object) =>
    (await test.api(LEAD)).post(`/individuals/${individualId}/statuses`, {
      ...{ kind: 'custody', source: 'Youth justice', ...status },
    });
  const schedule = async (individualId: string) =>
    (
      await test.sql<{ dueOn: string; rule: string; explanation: string }>(
        `SELECT due_on AS "dueOn", rule, explanation FROM review_schedules WHERE individual_id = $1 AND status = 'active'`,
        [individualId],
      )
    )[0];
  const releases = (individualId: string) =>
    test.sql(
      `SELECT happened_on AS on, source, brought_forward FROM review_triggers WHERE individual_id = $1 AND kind = 'release'`,
      [individualId],
    );
  const HELD = { status: 'remand', fromOn: '2026-11-17', place: 'feltham', releaseExpectedOn: '2026-12-10' };

  it('brings the review forward to five working days after the release that is expected, and says that it is expected', async () => {
    const { individualId } = await made();
    expect((await record(individualId, HELD)).status).toBe(201);
    const now = await schedule(individualId);
    expect(now).toMatchObject({ dueOn: '2026-12-17', rule: 'After release from custody: within 5 working days' });
    expect(now?.explanation).toContain('It is expected on 10 December 2026.');
    expect(await releases(individualId)).toEqual([]);
    const page = load((await (await test.browse(LEAD)).get(`/individuals/${individualId}/review-date`)).text)('main');
    expect(page.text()).toContain('release from custody is expected on 10 December 2026');
  });

  it('counts the release that is expected when a review makes the next one due', async () => {
    const { individualId } = await makeCase(test, { plan: 'live', tier: 'medium', reviewDueOn: '2026-11-20' });
    await record(individualId, HELD);
    await test.get(RecordReview).run(await test.actor(LEAD), {
      ...{ individualId, heldOn: '2026-11-20', personViewAnswer: 'partly', decision: 'continue', attendees: [] },
      ...{ personView: 'I want to go on.', summary: 'It goes on.', rationale: 'It works.' },
    });
    expect((await schedule(individualId))?.dueOn).toBe('2026-12-17');
  });

  it('takes a status that says they have left custody as a release, once', async () => {
    const { individualId } = await made();
    await record(individualId, HELD);
    await record(individualId, { status: 'licence', fromOn: '2026-11-20' });
    expect(await releases(individualId)).toEqual([
      { on: '2026-11-20', source: 'Youth justice', brought_forward: true },
    ]);
    expect((await schedule(individualId))?.dueOn).toBe('2026-11-27');
    const again = { individualId, kind: 'release' as const, happenedOn: '2026-11-20', source: 'Her', description: '' };
    await expect(test.get(RecordTrigger).run(await test.actor(LEAD), again)).rejects.toThrow();
    const told = await made();
    await record(told.individualId, HELD);
    await test.get(RecordTrigger).run(await test.actor(LEAD), { ...again, individualId: told.individualId });
    await record(told.individualId, { status: 'community', fromOn: '2026-11-20' });
    expect(await releases(told.individualId)).toHaveLength(1);
  });

  it('takes nothing else as a release: a move within custody, bail, what the last review has answered', async () => {
    const { individualId } = await made();
    await record(individualId, { status: 'on_bail', fromOn: '2026-11-17' });
    await record(individualId, { status: 'remand', fromOn: '2026-11-18', place: 'secure_home', placeName: 'Hillside' });
    await record(individualId, { status: 'sentenced', fromOn: '2026-11-19', place: 'wetherby' });
    const earlier = await made();
    await record(earlier.individualId, { status: 'remand', fromOn: '2026-10-01' });
    await record(earlier.individualId, { status: 'community', fromOn: '2026-11-10' });
    for (const id of [individualId, earlier.individualId]) {
      expect(await releases(id)).toEqual([]);
      expect((await schedule(id))?.dueOn).toBe('2027-02-08');
    }
  });

  it('is recorded on the page, with the place in words, and refuses what custody does not have', async () => {
    const { individualId } = await made();
    const lead = await test.browse(LEAD);
    const [form, path] = [`/individuals/${individualId}/facts/status/new`, `/individuals/${individualId}/facts/status`];
    const day = (field: string, on: string) => {
      const [year, month, date] = on.split('-');
      return { [`${field}-day`]: date, [`${field}-month`]: month, [`${field}-year`]: year };
    };
    const began = { ...day('fromOn', '2026-11-17'), source: 'Court' };
    const held = {
      status: 'custody:remand',
      ...began,
      place: 'secure_home',
      ...day('releaseExpectedOn', '2026-12-10'),
    };
    const unnamed = await lead.submit(path, held, form);
    expect(load(unnamed.text)('#placeName-error').text()).toContain('Enter the name of the place');
    expect(load(unnamed.text)('#place option[selected]').text()).toContain('A secure children’s home');
    const free = await lead.submit(path, { ...held, status: 'custody:community' }, form);
    expect(load(free.text)('#place-error').text()).toContain('Only a status in custody has a place');
    expect((await lead.submit(path, { ...held, placeName: 'Hillside' }, form)).status).toBe(303);
    const page = load((await lead.get(`/individuals/${individualId}/identity`)).text)('main').text();
    expect(page).toContain('Held at Hillside.');
    expect(page).toContain('Release expected on 10 December 2026.');
    await expect(
      test.sql(`UPDATE individual_statuses SET place = 'feltham', version = version + 1 WHERE individual_id = $1`, [
        individualId,
      ]),
    ).rejects.toMatchObject({ constraint: 'individual_statuses_place_named' });
  });
});
