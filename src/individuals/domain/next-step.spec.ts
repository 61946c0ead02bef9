import { type CaseStanding, type MayDo, nextStepFor, planDueOn, stepsOf } from './next-step';

const TODAY = '2026-11-21';
const NOBODY: MayDo = {
  recordReview: false,
  decideEntry: false,
  agreeBand: false,
  screen: false,
  namePeople: false,
  writePlan: false,
  approvePlan: false,
  approvePlanForPanel: false,
};
const LEAD: MayDo = { ...NOBODY, recordReview: true, screen: true, namePeople: true, writePlan: true };
const MANAGER: MayDo = {
  ...NOBODY,
  agreeBand: true,
  recordReview: true,
  decideEntry: true,
  namePeople: true,
  approvePlan: true,
};
const PANEL: MayDo = { ...NOBODY, recordReview: true, decideEntry: true, namePeople: true, approvePlanForPanel: true };

const ready = (parts: Partial<CaseStanding> = {}): CaseStanding => ({
  inCohortSince: '2026-11-02',
  planOwedFrom: '2026-11-02',
  decisionDueOn: null,
  hasLeft: false,
  hasScreening: true,
  hasLeadAndOwner: true,
  hasNobody: false,
  refusedOn: null,
  tooOldOn: null,
  owed: {},
  plan: null,
  unsentGaps: null,
  ownActionDueOn: null,
  nextReviewDueOn: null,
  isReviewExempt: false,
  ...parts,
});
const plan = (status: string, isReturned = false) => ({ status, isReturned });
const step = (stands: CaseStanding, may: MayDo) => nextStepFor(stepsOf(stands, TODAY), may);

describe('the next step that this user may take', () => {
  it.each([
    ['nobody has screened', ready({ hasScreening: false }), LEAD, 'screen', '2026-11-02'],
    ['nobody leads', ready({ hasLeadAndOwner: false }), LEAD, 'name_people', '2026-11-02'],
    ['there is no plan', ready(), LEAD, 'write_plan', '2026-11-30'],
    ['the plan is a draft', ready({ plan: plan('draft') }), LEAD, 'finish_plan', '2026-11-30'],
    ['it was returned', ready({ plan: plan('draft', true) }), LEAD, 'change_returned_plan', '2026-11-30'],
    ['it waits for a manager', ready({ plan: plan('awaiting_approval') }), MANAGER, 'approve_plan', '2026-11-30'],
    ['it waits for the panel', ready({ plan: plan('awaiting_panel') }), PANEL, 'approve_plan_for_panel', '2026-11-30'],
    ['no review is set', ready({ plan: plan('live') }), LEAD, 'set_review', null],
    ['a review is to come', ready({ plan: plan('live'), nextReviewDueOn: TODAY }), LEAD, 'record_review', TODAY],
  ])('when %s', (_, stands, may, kind, dueOn) => {
    expect(step(stands, may)).toEqual({ kind, dueOn });
  });

  it('is to close the gaps of a live plan before its changes are sent, by the review; a review is set or recorded late first', () => {
    const live = ready({ plan: plan('live'), nextReviewDueOn: '2027-01-20', unsentGaps: 1 });
    expect(step(live, LEAD)).toEqual({ kind: 'close_gaps', dueOn: '2027-01-20' });
    expect(step({ ...live, unsentGaps: 0 }, LEAD)).toEqual({ kind: 'send_changes', dueOn: '2027-01-20' });
    expect(step(live, MANAGER)).toMatchObject({ kind: 'record_review' });
    expect(step({ ...live, nextReviewDueOn: '2026-11-20' }, LEAD)).toMatchObject({ kind: 'record_overdue_review' });
    expect(step({ ...live, nextReviewDueOn: null }, LEAD)).toMatchObject({ kind: 'set_review' });
    expect(step({ ...live, plan: plan('live', true) }, LEAD)).toMatchObject({ kind: 'change_returned_plan' });
    expect(stepsOf({ ...live, plan: plan('awaiting_approval') }, TODAY)).not.toContainEqual(
      expect.objectContaining({ kind: 'close_gaps' }),
    );
  });

  it('is to name somebody for whoever may, before anybody has screened: where nobody works the case, nobody screens', () => {
    const accepted = ready({ inCohortSince: null, planOwedFrom: null, hasScreening: false, hasLeadAndOwner: false });
    expect(step(accepted, { ...NOBODY, namePeople: true })).toEqual({ kind: 'name_people', dueOn: null });
    expect(step(accepted, LEAD)?.kind).toBe('screen');
  });

  it('is to decide about somebody who was accepted, for whoever may; meanwhile others screen and name, and nobody writes a plan', () => {
    const accepted = ready({ inCohortSince: null, planOwedFrom: null, decisionDueOn: '2026-12-04' });
    const decide = { kind: 'decide_entry', dueOn: '2026-12-04' };
    expect(step(accepted, MANAGER)).toEqual(decide);
    expect(step({ ...accepted, hasLeft: true }, PANEL)).toEqual(decide);
    expect(step({ ...accepted, hasScreening: false }, LEAD)).toEqual({ kind: 'screen', dueOn: null });
    expect(step({ ...accepted, hasLeadAndOwner: false }, LEAD)).toEqual({ kind: 'name_people', dueOn: null });
    expect(step(accepted, LEAD)).toBeNull();
    expect(stepsOf(accepted, TODAY)).toEqual([decide]);
  });

  it('is an overdue review before everything else; due today is not overdue', () => {
    const late = ready({ plan: plan('awaiting_approval'), nextReviewDueOn: '2026-11-20' });
    expect(step(late, MANAGER)).toEqual({ kind: 'record_overdue_review', dueOn: '2026-11-20' });
    expect(step({ ...late, nextReviewDueOn: TODAY }, MANAGER)?.kind).toBe('approve_plan');
  });

  it('is never one that is for somebody else: what comes after it, or none', () => {
    const waiting = ready({ plan: plan('awaiting_approval') });
    expect(step(waiting, LEAD)).toBeNull();
    expect(step({ ...waiting, nextReviewDueOn: '2026-12-24' }, LEAD)?.kind).toBe('record_review');
    expect(step(ready({ plan: plan('awaiting_panel') }), MANAGER)).toBeNull();
    expect(step(ready(), NOBODY)).toBeNull();
  });

  it('is their own action where that is due first, also while it is to be decided whether they enter, once it is overdue', () => {
    const owns = (dueOn: string, more: Partial<CaseStanding> = {}) =>
      step(ready({ plan: plan('live'), nextReviewDueOn: '2026-12-20', ownActionDueOn: dueOn, ...more }), NOBODY);
    const [late, soon] = ['2026-11-01', '2026-12-24'];
    expect(owns(late)).toEqual({ kind: 'do_action', dueOn: late });
    expect(step(ready({ plan: plan('live'), nextReviewDueOn: TODAY, ownActionDueOn: soon }), LEAD)?.kind).toBe(
      'record_review',
    );
    expect(owns(late, { decisionDueOn: '2026-11-28' })?.kind).toBe('do_action');
    expect(owns(soon, { decisionDueOn: '2026-11-28' })).toBeNull();
    expect(owns(late, { hasLeft: true })).toBeNull();
  });

  it('is what is due first: a lower band, another screening, the check that they still belong', () => {
    const live = ready({ plan: plan('live'), nextReviewDueOn: '2026-12-24' });
    const owed = { agree_lower_band: '2026-11-24', screen_again: '2026-11-12', check_membership: '2026-11-19' };
    expect(stepsOf({ ...live, owed }, TODAY).map(({ kind }) => kind)).toEqual([
      ...['screen_again', 'check_membership', 'agree_lower_band', 'record_review'],
    ]);
    expect(step({ ...live, owed }, LEAD)).toEqual({ kind: 'screen_again', dueOn: '2026-11-12' });
    expect(step({ ...live, owed }, MANAGER)).toEqual({ kind: 'check_membership', dueOn: '2026-11-19' });
    const late = { ...live, nextReviewDueOn: '2026-11-18', owed };
    expect(step(late, MANAGER)?.kind).toBe('record_overdue_review');
    const draft = ready({ plan: plan('draft'), owed: { agree_lower_band: '2026-11-24' } });
    expect(step(draft, { ...MANAGER, writePlan: true })?.kind).toBe('agree_lower_band');
    expect(step({ ...draft, owed: {} }, { ...MANAGER, writePlan: true })?.kind).toBe('finish_plan');
  });

  it('is to name somebody before anybody screens, for whoever came into the cohort with nobody', () => {
    const alone = ready({ hasScreening: false, hasLeadAndOwner: false, hasNobody: true });
    expect(step(alone, LEAD)?.kind).toBe('name_people');
    expect(step({ ...alone, hasNobody: false }, LEAD)?.kind).toBe('screen');
  });

  it('is the hand-over from three months before somebody is too old, and nothing for whom it was decided not to enter', () => {
    const old = ready({ plan: plan('live'), nextReviewDueOn: '2027-06-01', tooOldOn: '2027-02-21' });
    expect(step(old, MANAGER)).toEqual({ kind: 'plan_hand_over', dueOn: '2027-02-21' });
    expect(step({ ...old, tooOldOn: '2027-02-22' }, MANAGER)?.kind).toBe('record_review');
    const refused = ready({ inCohortSince: null, planOwedFrom: null, hasScreening: false, refusedOn: '2026-11-20' });
    expect(stepsOf(refused, TODAY)).toEqual([]);
    expect(step({ ...refused, inCohortSince: '2026-11-21' }, LEAD)?.kind).toBe('screen');
  });

  it('is nothing for whoever left the cohort, and names no deadline while an edition stands', () => {
    expect(step(ready({ hasLeft: true }), LEAD)).toBeNull();
    const again = ready({ plan: plan('awaiting_approval'), nextReviewDueOn: '2026-12-24' });
    expect(step(again, MANAGER)).toEqual({ kind: 'approve_plan', dueOn: null });
  });

  it('is not to set a review that is there and exempt', () => {
    const exempt = ready({ plan: plan('live'), isReviewExempt: true });
    expect(step(exempt, LEAD)).toBeNull();
    expect(step({ ...exempt, plan: plan('awaiting_approval') }, MANAGER)).toEqual({
      kind: 'approve_plan',
      dueOn: null,
    });
  });

  it('counts twenty working days, bank holidays left out', () => {
    expect(planDueOn('2026-12-01')).toBe('2026-12-31');
    expect(planDueOn('2026-11-02')).toBe('2026-11-30');
  });
});
