import { isWorkingDay } from '../../shared/working-days';
import { isTriageOverdue, REFERRAL_STATUSES, statusAfter, TRIAGE_DECISIONS, triageDueOn } from './triage';

describe('triage', () => {
  it.each([
    ['2026-11-18', '2026-11-20'],
    ['2026-11-20', '2026-11-24'],
    ['2026-11-21', '2026-11-24'],
    ['2026-12-24', '2026-12-30'],
  ])('of a referral of %s is due on %s: weekends and bank holidays do not count', (from, due) =>
    expect(triageDueOn(from, isWorkingDay)).toBe(due),
  );

  it('is not overdue on its day, nor while a question waits for its answer', () => {
    const waiting = { status: 'awaiting_triage' as const, triageDueOn: '2026-11-20' };
    expect(isTriageOverdue(waiting, '2026-11-20')).toBe(false);
    expect(isTriageOverdue(waiting, '2026-11-21')).toBe(true);
    expect(isTriageOverdue({ ...waiting, status: 'more_information' }, '2026-11-21')).toBe(false);
    expect(isTriageOverdue({ ...waiting, status: 'accepted' }, '2026-11-21')).toBe(false);
  });

  it('leads from what is open to what was decided, and from what is closed nowhere', () => {
    const table = REFERRAL_STATUSES.map((status) => TRIAGE_DECISIONS.map((decision) => statusAfter(status, decision)));
    const closed = [undefined, undefined, undefined, undefined];
    expect(table).toEqual([
      ['accepted', 'redirected', 'no_further_action', 'more_information'],
      ['accepted', 'redirected', 'no_further_action', undefined],
      closed,
      closed,
      closed,
    ]);
  });
});
