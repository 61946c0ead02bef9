import { actWords } from './act-words';

describe('an act of the audit in words', () => {
  it.each([
    ['plan.submitted', 'Plan submitted'],
    ['cohort_membership.ended', 'Cohort membership ended'],
    ['session.started', 'Signed in'],
    ['individual.read.refused', 'Individual’s overview read: refused, nothing was shown'],
  ])('says %s as "%s"', (act, words) => {
    expect(actWords(act)).toBe(words);
  });
});
