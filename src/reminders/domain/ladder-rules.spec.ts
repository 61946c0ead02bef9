import { ladderRefusal, type Step } from './ladder-rules';

const step = (daysAfterDue: number, audience: Step['audience']): Step => ({ daysAfterDue, audience });
const shipped = [
  step(-14, 'responsible'),
  step(-7, 'responsible'),
  step(0, 'responsible'),
  step(1, 'responsible'),
  step(1, 'agency_managers'),
  step(7, 'agency_managers'),
  step(7, 'panel_chairs'),
  step(14, 'panel_chairs'),
  step(14, 'partnership_leads'),
];

describe('a ladder', () => {
  it('may be the one that is shipped', () => {
    expect(ladderRefusal(shipped)).toBeUndefined();
  });

  it('keeps its last rung', () => {
    const withoutPanel = shipped.filter(({ audience }) => audience === 'responsible' || audience === 'agency_managers');
    expect(ladderRefusal(withoutPanel)).toMatch(/^The last rung cannot go/);
    expect(ladderRefusal([...shipped, step(21, 'agency_managers')])).toMatch(/^The last rung cannot go/);
  });

  it('tells the people responsible in time, and nobody higher before those below', () => {
    expect(ladderRefusal(shipped.filter(({ daysAfterDue }) => daysAfterDue > 0))).toMatch(/on the due day or before/);
    expect(ladderRefusal([...shipped, step(0, 'panel_chairs')])).toMatch(/nearer to the case/);
  });

  it('counts whole days, not too many', () => {
    expect(ladderRefusal([...shipped, step(61, 'panel_chairs')])).toMatch(/60 or fewer/);
    expect(ladderRefusal([...shipped, step(1.5, 'responsible')])).toMatch(/whole number/);
  });
});
