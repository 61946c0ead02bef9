import fc from 'fast-check';
import { addDays, daysBetween } from '../../shared/day';
import { isWorkingDay } from '../../shared/working-days';
import { UnusableReviewRule, nextReviewWindow } from './review-rule';
import { type ReviewRule, tierReviewRules, tiers } from './review-rules';

describe('the next review window', () => {
  it('follows the tier schedule', () => {
    const dueOn = tiers.map((tier) => nextReviewWindow({ tier, from: '2026-03-04' }).dueOn);
    expect(dueOn).toEqual(['2026-04-01', '2026-04-15', '2026-05-27', '2026-06-03']);
  });

  it('explains itself in plain words', () => {
    expect(nextReviewWindow({ tier: 'high', from: '2026-03-04' })).toEqual({
      windowFrom: '2026-04-01',
      dueOn: '2026-04-15',
      rule: 'High tier: every 6 weeks',
      explanation: 'Plans of people in the high tier are reviewed within 6 weeks. Counted from 4 March 2026.',
    });
  });

  it('is due on the working day before a bank holiday, and says so', () => {
    // Six weeks from 20 February 2026 is Good Friday; four weeks from 29 November 2027 is a substitute Christmas Day.
    const easter = nextReviewWindow({ tier: 'high', from: '2026-02-20' });
    expect(easter.dueOn).toBe('2026-04-02');
    expect(easter.explanation).toContain(
      'Friday 3 April 2026 is not a working day, so it is due on the working day before, Thursday 2 April 2026.',
    );
    expect(nextReviewWindow({ tier: 'critical', from: '2027-11-29' }).dueOn).toBe('2027-12-24');
  });

  it('is never due later than the rule, nor on a day nobody works, and opens before it is due', () => {
    const from = fc.integer({ min: 0, max: daysBetween('2024-01-01', '2028-09-01') });
    fc.assert(
      fc.property(fc.constantFrom(...tiers), from, (tier, offset) => {
        const start = addDays('2024-01-01', offset);
        const rule = tierReviewRules.find((candidate) => candidate.tier === tier)!;
        const { windowFrom, dueOn } = nextReviewWindow({ tier, from: start });
        const taken = daysBetween(start, dueOn);
        expect(taken).toBeLessThanOrEqual(rule.dueAfterDays);
        expect(taken).toBeGreaterThanOrEqual(rule.dueAfterDays - 4);
        expect(isWorkingDay(dueOn)).toBe(true);
        expect(daysBetween(windowFrom, dueOn)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('takes the partnership’s own rules', () => {
    const rules: ReviewRule[] = [
      { tier: 'high', label: 'Ten days', windowFromDays: 10, dueAfterDays: 10, source: 'Agreed here' },
    ];
    // Ten days from Friday is Monday 25 May 2026, a bank holiday: the window opens no later than the due day.
    const window = nextReviewWindow({ tier: 'high', from: '2026-05-15', rules });
    expect(window).toMatchObject({ windowFrom: '2026-05-22', dueOn: '2026-05-22', rule: 'Ten days' });
    expect(window.explanation).toContain('within 10 days');
    expect(() => nextReviewWindow({ tier: 'medium', from: '2026-05-15', rules })).toThrow(UnusableReviewRule);
  });

  it.each([
    { windowFromDays: 0, dueAfterDays: 6 },
    { windowFromDays: 15, dueAfterDays: 14 },
    { windowFromDays: -1, dueAfterDays: 14 },
    { windowFromDays: 0, dueAfterDays: 14.5 },
    { windowFromDays: 0, dueAfterDays: Number.NaN },
  ])('refuses the rule %j', (days) => {
    const rules: ReviewRule[] = [{ tier: 'high', label: 'Own', source: 'Agreed here', ...days }];
    expect(() => nextReviewWindow({ tier: 'high', from: '2026-05-15', rules })).toThrow(UnusableReviewRule);
  });

  it('refuses two rules for one tier', () => {
    const rules = [...tierReviewRules, ...tierReviewRules];
    expect(() => nextReviewWindow({ tier: 'high', from: '2026-05-15', rules })).toThrow(UnusableReviewRule);
  });

  it('takes whichever is sooner of the tier and the strand', () => {
    const from = '2026-03-04';
    expect(nextReviewWindow({ tier: 'medium', strand: 'active', from })).toMatchObject({
      dueOn: '2026-04-15',
      rule: 'Active strand: every 6 weeks',
    });
    expect(nextReviewWindow({ tier: 'critical', strand: 'active', from }).rule).toBe('Critical tier: every 4 weeks');
    expect(nextReviewWindow({ tier: 'medium', strand: 'periphery', from }).dueOn).toBe('2026-05-27');
  });

  it('says loudly when the bank holidays of that year are not known, and leaves out weekends all the same', () => {
    // Twelve weeks from 1 December 2028 is Friday 23 February 2029; from 2 December, a Saturday.
    const window = nextReviewWindow({ tier: 'medium', from: '2028-12-02' });
    expect(window.dueOn).toBe('2029-02-23');
    expect(window.explanation).toContain('bank holidays after 31 December 2028 are not in the service yet');
    expect(nextReviewWindow({ tier: 'medium', from: '2028-09-01' }).explanation).not.toContain('not in the service');
  });
});
