import fc from 'fast-check';
import { bandRule } from './band-rule';
import { demonstrationTool } from './demonstration-tool';
import { type GivenAnswers } from './score-question';
import { scoreScreening } from './score-screening';
import { allQuestions, answers, axes, questionsOn, type ToolDefinition, type ViolenceBand } from './tool-definition';

const screenedOn = '2026-03-04';
const onViolence = questionsOn(demonstrationTool, 'violence').map(({ id }) => id);
type ViolenceScoring = ToolDefinition['axes']['violence']['scoring'];

const withScoring = (scoring: ViolenceScoring, levels: Record<string, ViolenceBand> = {}): ToolDefinition => ({
  ...demonstrationTool,
  axes: { ...demonstrationTool.axes, violence: { ...demonstrationTool.axes.violence, scoring } },
  domains: demonstrationTool.domains.map((domain) => ({
    ...domain,
    questions: domain.questions.map((question) => {
      const violence = levels[question.id];
      return violence === undefined ? question : { ...question, levels: { violence } };
    }),
  })),
});
const listed = withScoring({
  kind: 'threshold_list',
  bands: [
    { band: 'low', label: 'Low', questionIds: [], atLeast: 0 },
    { band: 'medium', label: 'Medium', questionIds: ['threat_places', 'harm_rising'], atLeast: 1 },
    { band: 'high', label: 'High', questionIds: ['threat_places', 'harm_rising'], atLeast: 2 },
    {
      band: 'very_high',
      label: 'Very high',
      questionIds: ['weapon_carried', 'threat_live', 'harm_caused'],
      atLeast: 2,
    },
  ],
});
const levelled = withScoring(
  {
    kind: 'preset_level',
    bands: [
      { band: 'low', label: 'Low' },
      { band: 'medium', label: 'Medium' },
      { band: 'high', label: 'High' },
    ],
  },
  { weapon_carried: 'high', threat_places: 'medium' },
);

const violenceRule = (tool: ToolDefinition, present: string[], ageOnDay: number | null = 16) => {
  const rest = Object.fromEntries(onViolence.map((id) => [id, { answer: 'no' as const }]));
  const given: GivenAnswers = { ...rest, ...Object.fromEntries(present.map((id) => [id, { answer: 'yes' as const }])) };
  const { violence } = scoreScreening(tool, given, { ageOnDay, screenedOn });
  return bandRule(tool, 'violence', { result: violence, answers: given, ageOnDay });
};

describe('the rule that gave a band', () => {
  it('is the list, with the answers that met it and no other', () => {
    const rule = violenceRule(listed, ['weapon_carried', 'harm_caused', 'threat_places']);
    expect(rule).toMatchObject({
      kind: 'list',
      name: '‘Very high’ is given when at least 2 of the 3 questions on its list are met',
    });
    expect([...(rule?.questionIds ?? [])].sort()).toEqual(['harm_caused', 'weapon_carried']);
    expect(violenceRule(listed, [])).toEqual({
      ...{ kind: 'list', name: '‘Low’ is given when no list of a higher band is met', questionIds: [] },
    });
  });

  it('is the trigger, where a trigger gave more than the answers reach', () => {
    expect(violenceRule(listed, ['weapon_carried'], 12)).toEqual({
      kind: 'trigger',
      name: 'the trigger ‘young child violence’ was met: aged 13 or younger, a yes to one high indicator gives at least ‘High’, whatever the rest',
      questionIds: ['weapon_carried'],
    });
    expect(violenceRule(listed, ['weapon_carried'], 16)?.kind).toBe('list');
  });

  it('is the level of the highest answer, or the points', () => {
    expect(violenceRule(levelled, ['weapon_carried', 'threat_places'])).toEqual({
      kind: 'level',
      name: '‘High’ is the highest level that one answer gives by itself',
      questionIds: ['weapon_carried'],
    });
    expect(violenceRule(demonstrationTool, ['weapon_carried'])).toMatchObject({
      kind: 'points',
      name: expect.stringMatching(/^‘.+’ is given from \d+ to below \d+ points$/),
      questionIds: ['weapon_carried'],
    });
  });

  it('is there for every result, and says so when too little is known', () => {
    const given = fc.dictionary(
      fc.constantFrom(...allQuestions(demonstrationTool).map(({ id }) => id)),
      fc.record({ answer: fc.constantFrom(...answers) }),
      { noNullPrototype: true },
    );
    const age = fc.option(fc.integer({ min: 10, max: 25 }));
    fc.assert(
      fc.property(fc.constantFrom(demonstrationTool, listed, levelled), given, age, (tool, answered, ageOnDay) => {
        const result = scoreScreening(tool, answered, { ageOnDay, screenedOn });
        for (const axis of axes) {
          const rule = bandRule(tool, axis, { result: result[axis], answers: answered, ageOnDay });
          expect(rule?.name).toBeTruthy();
          expect(rule?.kind === 'too_little').toBe(result[axis].band === 'not_enough_known');
        }
      }),
    );
  });
});
