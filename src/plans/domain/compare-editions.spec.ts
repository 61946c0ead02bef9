import { compareEditions } from './compare-editions';
import type { PlanBody } from './plan-content';

const AT = '2026-11-21T10:00:00.000Z';
const lena = { id: 'l', name: 'Lena Marsh', agencyName: 'Children First' };

const body = (parts: Partial<PlanBody> = {}): PlanBody => ({
  leadProfessional: lena,
  planOwner: null,
  needs: [],
  risks: [],
  goals: [],
  entries: [],
  actions: [],
  ...parts,
});

const risk = (id: string, factor: string, visibility?: string) => ({
  id,
  factor,
  direction: 'from_others' as const,
  level: 'high' as const,
  protectiveFactors: '',
  endedOn: null,
  recordedBy: 'Lena Marsh',
  recordedAt: AT,
  visibility,
});

describe('two editions side by side', () => {
  it('marks what was added, removed, changed and what is the same', () => {
    const before = body({ risks: [risk('1', 'Threats'), risk('2', 'Debt')] });
    const after = body({
      leadProfessional: { ...lena, id: 'm', name: 'Mo' },
      risks: [risk('1', 'Threats'), risk('3', 'Knife')],
    });
    const rows = compareEditions(before, after).map(({ part, change }) => [part, change]);
    expect(rows).toEqual([
      ['Lead professional', 'changed'],
      ['Plan owner', 'same'],
      ['Risk', 'same'],
      ['Risk', 'added'],
      ['What answers the risk: Threats', 'same'],
      ['What answers the risk: Knife', 'added'],
      ['Risk', 'removed'],
      ['What answers the risk: Debt', 'removed'],
    ]);
  });

  it('shows what each said of a need that moved', () => {
    const need = { id: 'n', domain: 'finance' as const, recordedBy: 'Lena', recordedAt: AT };
    const [, , row] = compareEditions(
      body({ needs: [{ ...need, status: 'unmet', detail: 'Owes money' }] }),
      body({ needs: [{ ...need, id: 'another', status: 'met', detail: 'Paid', evidence: 'His aunt' }] }),
    );
    expect(row).toEqual({
      part: 'Need: Finance',
      before: 'Unmet\nOwes money',
      after: 'Met\nPaid\nHis aunt',
      change: 'changed',
    });
  });

  it('is the same for everybody: what only some agencies may read is not in it', () => {
    const rows = compareEditions(body(), body({ risks: [risk('1', 'Covert', 'police_only')] }));
    expect(rows.every(({ change }) => change === 'same')).toBe(true);
  });

  it('shows what answers a risk, a gap that was explained away, and how a goal stood at the start', () => {
    const mentor = {
      ...{ id: 'a', goalId: null, description: 'Arrange a mentor', kind: 'support', ownerName: 'Lena Marsh' },
      ...{ ownerAgencyName: 'Children First', dueOn: '2026-12-10' as const, outcome: null, visibility: 'all_agencies' },
    };
    const goal = {
      ...{ id: 'g', position: 1, wordsOfThePerson: 'Get home', practitionerWording: 'No assault', measure: 'Weeks' },
      ...{ targetOn: '2027-02-20' as const, status: 'open' as const, recordedBy: 'Lena Marsh', recordedAt: AT },
    };
    const before = body({
      risks: [risk('1', 'Threats')],
      goals: [{ ...goal, baseline: 'Two assaults a week' }],
      actions: [{ ...mentor, status: 'open', answers: ['1'] }],
    });
    const gap = { text: 'He has moved away', by: 'Mo', at: AT };
    const after = body({
      risks: [{ ...risk('1', 'Threats'), gap }],
      goals: [{ ...goal, baseline: 'One assault a month' }],
      actions: [{ ...mentor, status: 'not_done', answers: ['1'] }],
    });
    const rows = compareEditions(before, after);
    expect(rows).toContainEqual({
      part: 'What answers the risk: Threats',
      before: 'Answered\nArrange a mentor (Lena Marsh)',
      after: 'Not answered: explained\nHe has moved away (Mo)',
      change: 'changed',
    });
    expect(rows.find(({ part }) => part === 'Goal')).toMatchObject({
      before: expect.stringContaining('At the start: Two assaults a week'),
      after: expect.stringContaining('At the start: One assault a month'),
    });
    expect(rows.find(({ part }) => part === 'Goal')?.after).toContain('How we will know: Weeks\nBy 20 February 2027');
    expect(rows.find(({ part }) => part === 'Action')?.after).toContain('due 10 December 2026');
    const unsaid = body({ ...before, actions: [{ ...mentor, status: 'open' }] });
    expect(compareEditions(unsaid, unsaid).some(({ part }) => part.startsWith('What answers'))).toBe(false);
  });

  it('finds nothing changed between an edition and itself', () => {
    const one = body({ risks: [risk('1', 'Threats')], contingencies: [], linkedPlans: [] });
    expect(compareEditions(one, one).filter(({ change }) => change !== 'same')).toEqual([]);
  });
});
