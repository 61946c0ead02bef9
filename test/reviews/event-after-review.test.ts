import { load } from 'cheerio';
import { type NewReview, RecordReview, RecordTrigger } from '../../src/reviews';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

describe('a review that was held before something happened', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('does not answer it: the next is due by the rule of that event, and says so', async () => {
    const { individualId } = await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-31' });
    const lead = await test.actor('lead@scf.example');
    const held = (heldOn: string): NewReview => ({
      ...{ individualId, heldOn, personViewAnswer: 'partly', decision: 'continue', attendees: [] },
      personView: 'I still want to try boxing.',
      summary: 'School attendance is up.',
      rationale: 'What is in place is working.',
    });
    const arrest = { kind: 'arrest', happenedOn: '2026-11-18', source: 'Police custody', description: '' } as const;
    await test.get(RecordTrigger).run(lead, { individualId, ...arrest });

    const early = await test
      .get(RecordReview)
      .run(lead, { ...held('2026-11-12'), earlyReason: 'Held as usual, before the arrest' });
    expect(early.nextDueOn).toBe('2026-11-25');
    const page = await (await test.browse('lead@scf.example')).get(`/individuals/${individualId}/review-date`);
    const words = load(page.text)('main').text().replace(/\s+/g, ' ');
    expect(words).toContain('Counted from 18 November 2026, when this happened: an arrest');
    expect(words).toContain('Can be held from 18 November 2026');
    expect(load(page.text)('#triggers').text()).toContain('18 November 2026');
    const events = await test.sql('SELECT 1 FROM review_triggers WHERE individual_id = $1', [individualId]);
    expect(events).toHaveLength(1);

    // Held after it, the next one is counted from that review again: six weeks from 19 November 2026.
    const { nextDueOn } = await test.get(RecordReview).run(lead, held('2026-11-19'));
    expect(nextDueOn).toBe('2026-12-31');
    // What it answered is no event of the next one.
    const next = await (await test.browse('lead@scf.example')).get(`/individuals/${individualId}/review-date`);
    expect(load(next.text)('#triggers').text()).not.toContain('18 November 2026');
  });

  it('says of an event that was recorded while the review was overdue what it did to the next date', async () => {
    const { individualId } = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-19' });
    const lead = await test.actor('lead@scf.example');
    const arrest = { kind: 'arrest', happenedOn: '2026-11-20', source: 'Police custody', description: '' } as const;
    // The review was overdue already: its own date is no later for the arrest.
    expect(await test.get(RecordTrigger).run(lead, { individualId, ...arrest })).toMatchObject({
      broughtForward: false,
    });
    await test.get(RecordReview).run(lead, {
      ...{ individualId, heldOn: '2026-11-19', personViewAnswer: 'agrees', personView: 'Fine', attendees: [] },
      ...{ summary: 'Well', decision: 'continue', rationale: 'It works' },
    });
    const browser = await test.browse('lead@scf.example');
    const effect = async () =>
      load((await browser.get(`/individuals/${individualId}/review-date`)).text)('#triggers tbody td')
        .last()
        .text();
    expect(await effect()).toContain('Brought forward to 27 November 2026');
    // Still so when something else is sooner.
    await test.sql(
      `UPDATE review_schedules SET due_on = '2026-11-26', version = version + 1 WHERE individual_id = $1 AND status = 'active'`,
      [individualId],
    );
    expect(await effect()).toContain('Brought forward to 27 November 2026');
  });

  it('says which of several of one kind the date is counted from, in whatever order they are recorded', async () => {
    const lead = await test.actor('lead@scf.example');
    const browser = await test.browse('lead@scf.example');
    const recorded = async (...days: string[]): Promise<string> => {
      const { individualId } = await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-31' });
      for (const happenedOn of days) {
        await test
          .get(RecordTrigger)
          .run(lead, { individualId, kind: 'arrest', happenedOn, source: 'Police', description: '' });
      }
      const page = load((await browser.get(`/individuals/${individualId}/review-date`)).text);
      return page('.govuk-summary-list__row:contains("Counted from") dd').text().trim();
    };
    // Long ago: on the next working day, which a newer one makes no sooner.
    const old = '5 October 2026, when this happened: an arrest';
    expect(await recorded('2026-10-05')).toBe(old);
    expect(await recorded('2026-10-05', '2026-11-20')).toBe(old);
    expect(await recorded('2026-11-20', '2026-10-05')).toBe(old);
    expect(await recorded('2026-11-20', '2026-11-18', '2026-11-19')).toBe(
      '18 November 2026, when this happened: an arrest',
    );
    // By hand after that: people are named, and the latest the rules allow is still the event's.
    const { individualId } = await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-31' });
    const at = `/individuals/${individualId}/review-date`;
    for (const happenedOn of ['2026-11-18', '2026-11-19'] as const) {
      await test
        .get(RecordTrigger)
        .run(lead, { individualId, kind: 'arrest', happenedOn, source: 'Police', description: '' });
    }
    test.clock.set(new Date('2026-11-21T10:05:00Z'));
    await browser.submit(`${at}/change`, {
      'dueOn-day': '24',
      'dueOn-month': '11',
      'dueOn-year': '2026',
      reason: 'The panel sits then.',
    });
    const words = load((await browser.get(at)).text)('main').text();
    expect(words).toContain('Lena Marsh chose this date on 21 November 2026, so it is not counted from a day');
    expect(words).toContain('Counted from 18 November 2026, when this happened: an arrest');
  });

  it('is on record once: the same kind on the same day is refused in words, also of two who record it at once', async () => {
    const { individualId } = await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-31' });
    const lead = await test.actor('lead@scf.example');
    const arrest = {
      individualId,
      kind: 'arrest',
      happenedOn: '2026-11-18',
      source: 'Police',
      description: '',
    } as const;
    const both = await Promise.allSettled([1, 2].map(() => test.get(RecordTrigger).run(lead, arrest)));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: {
        problems: [
          {
            message:
              'An arrest on 18 November 2026 is on record already: Lena Marsh recorded it on 21 November 2026. It counts once. Add what is new about it as a note',
          },
        ],
      },
    });
    await test.get(RecordTrigger).run(lead, { ...arrest, happenedOn: '2026-11-17' });
  });
});
