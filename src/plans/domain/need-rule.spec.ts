import { needProblem } from './need-rule';

describe('what may be recorded of a need', () => {
  const experiences = (detail: string) =>
    needProblem({ domain: 'adverse_childhood_experiences', status: 'met', detail });

  it.each(['6', '6/10', 'ACE score 6', 'Scored: 4', '4 ACEs known', '7 out of 10'])(
    'refuses adverse childhood experiences as a score: %s',
    (detail) => {
      expect(experiences(detail)?.message).toContain('Do not record a score');
    },
  );

  it.each(['Household violence known, recorded by the social worker on 5 March', 'Two placements in 2024', ''])(
    'takes a description: %s',
    (detail) => {
      expect(experiences(detail)).toBeUndefined();
    },
  );

  it('asks what an unmet need is and who finds out what is not yet known', () => {
    const status = (value: 'unmet' | 'partly_met' | 'not_yet_known' | 'not_applicable') =>
      needProblem({ domain: 'mental_health', status: value, detail: ' ' })?.message;
    expect(status('unmet')).toBe('Say what the unmet need is');
    expect(status('partly_met')).toBe('Say what is met and what is not');
    expect(status('not_yet_known')).toBe('Say who will find out, and how');
    expect(status('not_applicable')).toBeUndefined();
  });
});
