import fc from 'fast-check';
import { ladderRefusal, type Step } from './ladder-rules';

const step = (daysAfterDue: number, audience: Step['audience']): Step => ({
  daysAfterDue,
  audience,
  coversActions: audience === 'responsible' || audience === 'agency_managers',
});
const words = (ladder: readonly Step[]): string | undefined => ladderRefusal(ladder)?.message;
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
    expect(words(shipped)).toBeUndefined();
  });

  it('keeps its last rung', () => {
    const withoutPanel = shipped.filter(({ audience }) => audience === 'responsible' || audience === 'agency_managers');
    expect(words(withoutPanel)).toMatch(/^The last rung cannot go/);
    expect(words([...shipped, step(21, 'agency_managers')])).toMatch(/^The last rung cannot go/);
  });

  it('tells the people responsible in time, and nobody higher before those below', () => {
    expect(words(shipped.filter(({ daysAfterDue }) => daysAfterDue > 0))).toMatch(/on the due day or before/);
    expect(words([...shipped, step(0, 'panel_chairs')])).toMatch(/nearer to the case/);
  });

  it('counts whole days, not too many', () => {
    expect(words([...shipped, step(61, 'panel_chairs')])).toMatch(/60 or fewer/);
    expect(words([...shipped, step(1.5, 'responsible')])).toMatch(/whole number/);
  });

  it('keeps for actions a rung in time for their owner, and one for somebody above them when it is due or late', () => {
    const without = (audience: Step['audience']) =>
      shipped.map((one) => (one.audience === audience ? { ...one, coversActions: false } : one));
    expect(words(without('responsible'))).toMatch(/^The owner of an action must hear on the due day/);
    expect(words(without('agency_managers'))).toMatch(/^The last rung for actions cannot go/);
    const managersBefore = without('agency_managers').concat(step(-1, 'agency_managers'));
    expect(words(managersBefore)).toMatch(/^The last rung for actions cannot go/);
    const panelInstead = without('agency_managers').map((one) =>
      one.audience === 'panel_chairs' ? { ...one, coversActions: true } : one,
    );
    expect(words(panelInstead)).toBeUndefined();
    expect(ladderRefusal(without('responsible'))?.field).toBe('also');
  });

  it('tells somebody above the owner of every kind of obligation, whatever rungs are left', () => {
    const some = fc
      .subarray(shipped)
      .chain((rungs) =>
        fc
          .array(fc.boolean(), { minLength: rungs.length, maxLength: rungs.length })
          .map((covers) => rungs.map((one, at) => ({ ...one, coversActions: covers[at] ?? false }))),
      );
    fc.assert(
      fc.property(some, (ladder) => {
        if (ladderRefusal(ladder) !== undefined) return;
        const late = ladder.filter(({ daysAfterDue, audience }) => daysAfterDue >= 0 && audience !== 'responsible');
        expect([late.length > 0, late.some(({ coversActions }) => coversActions)]).toEqual([true, true]);
      }),
      { numRuns: 500 },
    );
  });
});
