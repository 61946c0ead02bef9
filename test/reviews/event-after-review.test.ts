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

    const early = await test.get(RecordReview).run(lead, held('2026-11-12'));
    expect(early.nextDueOn).toBe('2026-11-25');
    const page = await (await test.browse('lead@scf.example')).get(`/individuals/${individualId}/review-date`);
    const words = load(page.text)('main').text().replace(/\s+/g, ' ');
    expect(words).toContain('Counted from 18 November 2026, when this happened: an arrest');
    expect(words).toContain('Can be held from 18 November 2026');
    const events = await test.sql('SELECT 1 FROM review_triggers WHERE individual_id = $1', [individualId]);
    expect(events).toHaveLength(1);

    // Held after it, the next one is counted from that review again: six weeks from 19 November 2026.
    const { nextDueOn } = await test.get(RecordReview).run(lead, held('2026-11-19'));
    expect(nextDueOn).toBe('2026-12-31');
  });
});
