import { load } from 'cheerio';
import { ChangeTier, type TierChange } from '../../src/cohort';
import { ChangeIdentity } from '../../src/individuals';
import { ExemptReview, RecordReview } from '../../src/reviews';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

describe('a tier, strand or date of birth that became another', () => {
  let test: TestApp;
  const schedule = async (individualId: string) =>
    (
      await test.sql<{ dueOn: string; rule: string; status: string; windowFrom: string; explanation: string }>(
        `SELECT due_on AS "dueOn", rule, status, window_from AS "windowFrom", explanation FROM review_schedules
          WHERE individual_id = $1 AND status IN ('active','exempt')`,
        [individualId],
      )
    )[0];
  const lastChange = async (id: string) =>
    (
      await test.sql(
        'SELECT act, reason FROM review_schedule_changes WHERE schedule_id = $1 ORDER BY version DESC LIMIT 1',
        [id],
      )
    )[0];
  const made = async (countedFrom: string, reviewDueOn: string, options: object = {}) => {
    const ids = await makeCase(test, { plan: 'live', tier: 'medium', reviewDueOn, ...options });
    await test.sql(
      `UPDATE review_schedules SET counted_from = $2, tier = 'medium', rule = 'Medium tier: every 12 weeks', version = version + 1 WHERE id = $1`,
      [ids.scheduleId, countedFrom],
    );
    return ids;
  };
  const change = async (individualId: string, place: Pick<TierChange, 'tier' | 'strand'>) =>
    test.get(ChangeTier).run(await test.actor('manager@scf.example'), {
      ...{ individualId, ...place, decision: 'The panel agreed.', evidence: 'A threat on Friday.' },
    });

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterEach(() => test.clock.set(new Date('2026-11-21T10:00:00Z')));
  afterAll(() => test.stop());

  it('brings the running review to the new rule, counted from what it counts from, with its history and why', async () => {
    const { individualId, scheduleId } = await made('2026-11-16', '2027-02-08');
    const { effects } = await change(individualId, { tier: 'critical' });
    expect(effects).toEqual(['The review is brought forward to 14 December 2026']);
    expect(await schedule(individualId)).toMatchObject({ dueOn: '2026-12-14', rule: 'Critical tier: every 4 weeks' });
    expect(await lastChange(scheduleId)).toEqual({
      act: 'brought_forward',
      reason: 'Brought forward from 8 February 2027 because the tier became critical on 21 November 2026',
    });
    const page = load(
      (await (await test.browse('lead@scf.example')).get(`/individuals/${individualId}/review-date`)).text,
    );
    expect(page('.govuk-summary-list__row:contains("Counted from") dd').text().trim()).toBe('16 November 2026');
    // A lower tier moves nothing; the strand of those active does when it is the sooner one.
    expect((await change(individualId, { tier: 'medium' })).effects).toEqual([]);
    expect((await schedule(individualId))?.dueOn).toBe('2026-12-14');
  });

  it('is due today or on the next working day when the new rule’s day is over, and never late because of the decision', async () => {
    const { individualId } = await made('2026-09-21', '2026-12-14');
    await change(individualId, { tier: 'critical' });
    const now = await schedule(individualId);
    expect(now).toMatchObject({ dueOn: '2026-11-23' });
    expect(now?.explanation).toContain('By the rule that was 19 October 2026, which is over');
    const overdue = await made('2026-08-01', '2026-10-23');
    await change(overdue.individualId, { tier: 'critical' });
    expect((await schedule(overdue.individualId))?.dueOn).toBe('2026-10-23');
  });

  it('follows a strand, keeps an exempt review exempt, and leaves a date that an exemption put back to a lower tier', async () => {
    const { individualId } = await made('2026-11-16', '2027-02-08');
    await change(individualId, { tier: 'medium', strand: 'active' });
    expect(await schedule(individualId)).toMatchObject({ dueOn: '2026-12-24', rule: 'Active strand: every 6 weeks' });
    const exempt = await made('2026-11-16', '2027-02-08');
    const until = { kind: 'custody' as const, words: 'In custody.', until: '2027-01-10' };
    const manager = await test.actor('manager@scf.example');
    await test.get(ExemptReview).run(manager, { scheduleId: exempt.scheduleId, version: 2, ...until });
    await change(exempt.individualId, { tier: 'critical' });
    expect(await schedule(exempt.individualId)).toMatchObject({ dueOn: '2026-12-14', status: 'exempt' });
    const putBack = await made('2026-10-01', '2027-02-08');
    await change(putBack.individualId, { tier: 'monitoring' });
    expect((await schedule(putBack.individualId))?.dueOn).toBe('2027-02-08');
  });

  it('says on the page what each answer would do before it is chosen', async () => {
    const { individualId } = await made('2026-11-16', '2027-02-08');
    const browser = await test.browse('manager@scf.example');
    const words = load((await browser.get(`/individuals/${individualId}/cohort-membership/tier`)).text)('main').text();
    expect(words).toContain('The review due by 8 February 2027 is brought forward to 14 December 2026.');
    expect(words).toContain(
      'The review stays due by 8 February 2027: the later dates of this rule begin with the review after it.',
    );
    expect(words).not.toContain('The next review is not moved');
  });

  it('moves the review with the correction of a date of birth, sooner and back', async () => {
    const { individualId, scheduleId } = await made('2026-11-16', '2027-02-08', { dateOfBirth: '2010-12-12' });
    const manager = await test.actor('manager@scf.example');
    const born = async (dateOfBirth: string) => {
      const [row] = await test.sql<{ version: number }>('SELECT version FROM individuals WHERE id = $1', [
        individualId,
      ]);
      const identity = { givenName: 'Ash', familyName: 'Demo', preferredName: null, aliases: [], sex: 'male' as const };
      const rest = { gender: null, ethnicity: 'not_asked' as const, observedEthnicity: null, communicationNeeds: null };
      await test.get(ChangeIdentity).run(manager, {
        ...{ ...identity, ...rest, individualId, version: row?.version ?? 0, source: 'Passport', dateOfBirth },
      });
    };
    await born('2008-12-22');
    const turned = await schedule(individualId);
    expect(turned).toMatchObject({
      dueOn: '2026-12-22',
      windowFrom: '2026-12-08',
      rule: 'Turning 18: by the day itself',
    });
    expect(turned?.explanation).toContain('They will turn 18 on 22 December 2026.');
    const why = async () => {
      const browser = await test.browse('lead@scf.example');
      return load((await browser.get(`/individuals/${individualId}/review-date`)).text)('main')
        .text()
        .replace(/\s+/g, ' ');
    };
    expect(await why()).toContain('22 December 2026, when they will turn 18');
    test.clock.set(new Date('2026-11-21T10:05:00Z'));
    await born('2008-12-29');
    expect((await schedule(individualId))?.dueOn).toBe('2026-12-29');
    test.clock.set(new Date('2026-11-21T10:10:00Z'));
    await born('2010-12-12');
    expect(await schedule(individualId)).toMatchObject({ dueOn: '2027-02-08', rule: 'Medium tier: every 12 weeks' });
    expect(await lastChange(scheduleId)).toMatchObject({
      act: 'moved',
      reason: 'The date of birth was corrected on 21 November 2026',
    });
    expect(await why()).toContain('Counts no longer: the date of birth was corrected');
    expect(await why()).toContain('Counted from 16 November 2026');
  });

  it('a date of birth corrected more than once leaves no date that nobody set', async () => {
    const { individualId, scheduleId } = await made('2026-11-16', '2027-02-08', { dateOfBirth: '2010-12-12' });
    const manager = await test.actor('manager@scf.example');
    let minute = 0;
    for (const [dateOfBirth, dueOn] of [
      ['2008-12-22', '2026-12-22'],
      ['2008-12-08', '2026-12-08'],
      ['2008-12-15', '2026-12-15'],
      ['2000-01-01', '2027-02-08'],
    ] as const) {
      minute += 5;
      test.clock.set(new Date(Date.parse('2026-11-21T10:00:00Z') + minute * 60_000));
      const [row] = await test.sql<{ version: number }>('SELECT version FROM individuals WHERE id = $1', [
        individualId,
      ]);
      const identity = { givenName: 'Ash', familyName: 'Demo', preferredName: null, aliases: [], sex: 'male' as const };
      const rest = { gender: null, ethnicity: 'not_asked' as const, observedEthnicity: null, communicationNeeds: null };
      await test.get(ChangeIdentity).run(manager, {
        ...{ ...identity, ...rest, individualId, version: row?.version ?? 0, source: 'Passport', dateOfBirth },
      });
      expect([dateOfBirth, (await schedule(individualId))?.dueOn]).toEqual([dateOfBirth, dueOn]);
    }
    expect(await schedule(individualId)).toMatchObject({ rule: 'Medium tier: every 12 weeks' });
    expect(await lastChange(scheduleId)).toMatchObject({ act: 'moved' });
  });

  it('keeps why a review was late on a page of its own after it was held, for who sees the case alone', async () => {
    const { individualId, scheduleId } = await made('2026-06-01', '2026-09-11');
    const lead = await test.actor('lead@scf.example');
    await test.get(RecordReview).run(lead, {
      ...{ individualId, heldOn: '2026-11-20', personViewAnswer: 'partly', decision: 'continue', attendees: [] },
      ...{ personView: 'I want to go on.', summary: 'It goes on.', rationale: 'It works.' },
    });
    const browser = await test.browse('lead@scf.example');
    const list = load((await browser.get(`/individuals/${individualId}/reviews`)).text);
    const href = list('[data-qa="why-then"]').attr('href') ?? '';
    expect(href).toBe(`/individuals/${individualId}/review-schedules/${scheduleId}`);
    const page = load((await browser.get(href)).text)('main')
      .text()
      .replace(/\s+/g, ' ');
    expect(page).toContain('Medium tier: every 12 weeks');
    expect(page).toContain('It was due by 11 September 2026.');
    expect(page).toContain('Reviewed on 20 November 2026');
    expect(page).not.toContain('Change the date');
    const other = await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-31' });
    expect((await browser.get(`/individuals/${other.individualId}/review-schedules/${scheduleId}`)).status).toBe(404);
    expect((await (await test.browse('manager@tvp.example')).get(href)).status).toBe(404);
  });
});
