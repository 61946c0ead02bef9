import { whyHere } from './meeting-words';

const TODAY = '2026-11-21';
const item = {
  status: 'listed' as const,
  reason: 'new' as const,
  review_due_on: '2027-02-26',
  has_live_plan: true,
  in_cohort_since: '2026-11-09',
};

describe('why a case is on an agenda', () => {
  it('says first what put it there, and a review far ahead last and as the next one', () => {
    expect(whyHere(item, TODAY)).toEqual([
      'New to the cohort, since 9 November 2026',
      'Next review due 26 February 2027',
    ]);
    expect(whyHere({ ...item, reason: 'no_plan' }, TODAY)).toEqual([
      'No live plan when it was listed',
      'Next review due 26 February 2027',
    ]);
    expect(whyHere({ ...item, reason: 'no_plan', has_live_plan: false, review_due_on: null }, TODAY)).toEqual([
      'No live plan',
    ]);
  });

  it('names the review that is the reason, and one that is due whatever the reason', () => {
    expect(whyHere({ ...item, reason: 'review_due', review_due_on: '2026-11-25' }, TODAY)).toEqual([
      'Review due 25 November 2026',
    ]);
    expect(whyHere({ ...item, reason: 'added', review_due_on: '2026-11-20' }, TODAY)).toEqual([
      'Review overdue by 1 day',
      'Added to the agenda',
    ]);
  });

  it('says of what is decided what put it there then', () => {
    expect(whyHere({ ...item, status: 'decided' }, TODAY)).toEqual(['New to the cohort']);
  });
});
