import { REVIEW_DECISIONS } from '../reviews';
import { decisionsOffered, panelDecisionWords } from './decisions-offered';

describe('the list of decisions', () => {
  it('accepts or does not accept who is new, retains who is in the cohort', () => {
    const as = (isNew: boolean, isInCohort = true) => panelDecisionWords('continue', { isNew, isInCohort });
    expect([as(true), as(false), as(false, false)]).toEqual([
      'Accept to the cohort',
      'Retain in the cohort: continue with the plan',
      'Continue with the plan',
    ]);
    expect(panelDecisionWords('close', { isNew: true, isInCohort: true })).toMatch(/^Do not accept/);
  });

  it('offers nothing that the record would refuse, and says why', () => {
    expect(decisionsOffered(REVIEW_DECISIONS, 'critical', false)).toEqual({
      offered: ['continue', 'revise', 'step_down', 'close'],
      notOffered: ['Step up to a higher tier: Critical is the highest tier'],
    });
    expect(decisionsOffered(REVIEW_DECISIONS, 'monitoring', true).notOffered).toEqual([
      'Accept to the cohort, at a lower tier: Monitoring is the lowest tier',
    ]);
    expect(decisionsOffered(REVIEW_DECISIONS, null, false).notOffered).toHaveLength(2);
    expect(decisionsOffered(['continue'], 'high', false).notOffered[0]).toMatch(/not on the list of this panel$/);
  });
});
