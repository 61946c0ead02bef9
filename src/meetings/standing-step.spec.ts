import { keepsStep, stepThatStands } from './standing-step';

const up = { decision: 'step_up', tierBefore: 'high', tierAfter: 'critical' } as const;

describe('a step that stands when the panel decides again', () => {
  it('is kept by the same step to the tier the person has', () => {
    expect(keepsStep(up, 'critical', { decision: 'step_up', newTier: 'critical' })).toBe(true);
    expect(stepThatStands(up, 'critical')).toEqual({ decision: 'step_up', from: 'high', to: 'critical' });
  });

  it.each([
    ['another decision', up, 'critical', 'continue', null],
    ['the way back', up, 'critical', 'step_down', 'high'],
    ['no tier named', up, 'critical', 'step_up', null],
    ['the tier has moved since', up, 'medium', 'step_up', 'critical'],
    ['it moved no tier', { ...up, tierBefore: 'critical' as const }, 'critical', 'step_up', 'critical'],
    ['the person left', up, null, 'step_up', 'critical'],
  ] as const)('is not when there is %s', (_, standing, tier, decision, newTier) => {
    expect(keepsStep(standing, tier, { decision, newTier })).toBe(false);
  });
});
