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
      ['Risk', 'removed'],
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

  it('finds nothing changed between an edition and itself', () => {
    const one = body({ risks: [risk('1', 'Threats')], contingencies: [], linkedPlans: [] });
    expect(compareEditions(one, one).filter(({ change }) => change !== 'same')).toEqual([]);
  });
});
