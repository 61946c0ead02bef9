import { dueAfterExemption, explainedWithClearing } from './exemption';
import { setByHand, soonerSet, whatSet } from './date-by-hand';

describe('what set a date that something is sooner than', () => {
  const rule = 'Medium tier: every 12 weeks';
  const dueOn = '2027-01-15';
  const asked = (explanation: string) => whatSet({ dueOn, rule, explanation });

  it('is the rule, or people on either page', () => {
    expect(asked('Plans of people in the medium tier are reviewed within 12 weeks.')).toBe(rule);
    expect(asked(`${setByHand(dueOn)} in place of 28 January 2027, because: court`)).toBe('set by hand');
    expect(asked(`${soonerSet(dueOn)}. The latest by the rules would be 28 January 2027.`)).toBe('set by hand');
    expect(asked(`${setByHand('2027-01-08')} in place of 15 January 2027, because: court`)).toBe(rule);
  });

  it('is the exemption that gave it, whoever had set the date before', () => {
    const exemption = { dueOn: '2027-01-05', kind: 'hospital', since: '2026-12-01', clearedOn: '2027-01-04' } as const;
    const given = dueAfterExemption(exemption);
    const explanation = explainedWithClearing(setByHand('2027-01-05'), exemption, given);
    expect(whatSet({ dueOn: given, rule, explanation })).toBe('after an exemption');
  });
});
