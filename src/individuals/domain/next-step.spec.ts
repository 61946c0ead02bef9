import { type CaseStanding, type MayDo, nextStepFor, planDueOn, stepsOf } from './next-step';

const TODAY = '2026-11-21';
const NOBODY: MayDo = {
  recordReview: false,
  decideEntry: false,
  screen: false,
  namePeople: false,
  writePlan: false,
  approvePlan: false,
  approvePlanForPanel: false,
};
const LEAD: MayDo = { ...NOBODY, recordReview: true, screen: true, namePeople: true, writePlan: true };
const MANAGER: MayDo = { ...NOBODY, recordReview: true, decideEntry: true, namePeople: true, approvePlan: true };
const PANEL: MayDo = { ...NOBODY, recordReview: true, decideEntry: true, namePeople: true, approvePlanForPanel: true };

const ready = (parts: Partial<CaseStanding> = {}): CaseStanding => ({
  inCohortSince: '2026-11-02',
  planOwedFrom: '2026-11-02',
  decisionDueOn: null,
  hasLeft: false,
  hasScreening: true,
  hasLeadAndOwner: true,
  plan: null,
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
