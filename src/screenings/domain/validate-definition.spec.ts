import { demonstrationTool } from './demonstration-tool';
import { Question, ToolDefinition, allQuestions, questionsOn } from './tool-definition';
import { validateDefinition } from './validate-definition';

const { exploitation } = demonstrationTool.axes;
const withFirstQuestion = (change: Partial<Question>): ToolDefinition => ({
  ...demonstrationTool,
  domains: demonstrationTool.domains.map((domain, at) =>
    at > 0 ? domain : { ...domain, questions: domain.questions.map((q, n) => (n > 0 ? q : { ...q, ...change })) },
  ),
});
const withExploitation = (change: Partial<typeof exploitation>): ToolDefinition => ({
  ...demonstrationTool,
  axes: { ...demonstrationTool.axes, exploitation: { ...exploitation, ...change } },
});
const bandsFrom = (none: number, emerging: number, significant: number): ToolDefinition =>
  withExploitation({
    scoring: {
      kind: 'weighted_sum',
      bands: [
        { band: 'none_identified', label: 'None', fromPoints: none },
        { band: 'emerging', label: 'Emerging', fromPoints: emerging },
        { band: 'significant', label: 'Significant', fromPoints: significant },
      ],
    },
  });

describe('the demonstration tool', () => {
  it('is fit to be used', () => expect(validateDefinition(demonstrationTool)).toEqual([]));

  it('has 24 questions in 6 to 8 domains, and 6 protective factors', () => {
    expect(allQuestions(demonstrationTool)).toHaveLength(24);
    expect(demonstrationTool.domains.length).toBeGreaterThanOrEqual(6);
    expect(demonstrationTool.domains.length).toBeLessThanOrEqual(8);
    expect(demonstrationTool.protectiveFactors).toHaveLength(6);
    expect(questionsOn(demonstrationTool, 'exploitation').length).toBeGreaterThanOrEqual(12);
    expect(questionsOn(demonstrationTool, 'violence').length).toBeGreaterThanOrEqual(12);
  });
});

describe('a tool is refused', () => {
  it.each<[string, ToolDefinition, RegExp]>([
    ['an id used twice', withFirstQuestion({ id: 'away_far' }), /"away_far" is used more than once/],
    ['an id used by a strength too', withFirstQuestion({ id: 'strength_plans' }), /"strength_plans" is used more/],
    ['a malformed id', withFirstQuestion({ id: 'Away 1' }), /lower-case letters/],
    ['a question on no axis', withFirstQuestion({ axes: [] }), /counts on no axis/],
    ['a question without text', withFirstQuestion({ text: ' ' }), /has no text/],
    ['a weight of nothing', withFirstQuestion({ weight: 0 }), /weight that is a whole number/],
    ['half a weight', withFirstQuestion({ weight: 1.5 }), /weight that is a whole number/],
    ['recency without an older weight', withFirstQuestion({ olderWeight: undefined }), /both a recency and an older/],
    ['an older weight above the weight', withFirstQuestion({ olderWeight: 3 }), /from 0 to its weight/],
    ['bands that start above 0', bandsFrom(1, 5, 9), /must start at 0 points/],
    ['bands that overlap', bandsFrom(0, 9, 9), /rising points/],
    ['a band out of reach', bandsFrom(0, 9, 999), /out of reach/],
    [
      'a band that no answers add up to',
      bandsFrom(0, 4.25, 4.4),
      /No answers add up to the exploitation band "Emerging"/,
    ],
    [
      'a trigger’s id used by a question',
      withExploitation({ triggers: [{ id: 'away_far', questions: ['away_far'], atLeast: 'emerging' }] }),
      /"away_far" is used more than once/,
    ],
    [
      'a band without a label',
      withExploitation({
        scoring: {
          kind: 'preset_level',
          bands: [
            { band: 'none_identified', label: 'None' },
            { band: 'emerging', label: ' ' },
          ],
        },
      }),
      /"emerging" has no label/,
    ],
    [
      'questions without a preset level',
      withExploitation({
        scoring: {
          kind: 'preset_level',
          bands: [
            { band: 'none_identified', label: 'None' },
            { band: 'emerging', label: 'E' },
          ],
        },
      }),
      /"away_far" needs a level on the exploitation axis/,
    ],
    [
      'a level that no question has',
      withExploitation({
        triggers: [],
        scoring: {
          kind: 'preset_level',
          bands: [
            { band: 'none_identified', label: 'None' },
            { band: 'emerging', label: 'E' },
          ],
        },
      }),
      /No question has the exploitation level "emerging"/,
    ],
    [
      'a list that a higher one always overtakes',
      withExploitation({
        triggers: [],
        scoring: {
          kind: 'threshold_list',
          bands: [
            { band: 'none_identified', label: 'None', questionIds: [], atLeast: 0 },
            { band: 'emerging', label: 'Emerging', questionIds: ['away_far', 'away_unsettled'], atLeast: 2 },
            { band: 'significant', label: 'Significant', questionIds: ['away_unsettled'], atLeast: 1 },
          ],
        },
      }),
      /reaches the exploitation band "Emerging" reaches a higher one too/,
    ],
    ['points that are no number', bandsFrom(0, 9, Number.NaN), /rising points/],
    [
      'a trigger that asks about a stranger',
      withExploitation({ triggers: [{ id: 'odd', questions: ['weapon_carried'], atLeast: 'emerging' }] }),
      /lists "weapon_carried", no exploitation question/,
    ],
    [
      'a trigger nothing sets off',
      withExploitation({ triggers: [{ id: 'odd', questions: [], atLeast: 'emerging' }] }),
      /set it off/,
    ],
    ['a version that is no number', { ...demonstrationTool, version: 0 }, /version must be/],
    [
      'bands in the wrong order',
      withExploitation({
        scoring: {
          kind: 'threshold_list',
          bands: [
            { band: 'emerging', label: 'Emerging', questionIds: [], atLeast: 0 },
            { band: 'none_identified', label: 'None', questionIds: ['away_far'], atLeast: 1 },
          ],
        },
      }),
      /must start at "none_identified" and rise in order/,
    ],
    [
      'a list longer than itself',
      withExploitation({
        scoring: {
          kind: 'threshold_list',
          bands: [
            { band: 'none_identified', label: 'None', questionIds: [], atLeast: 0 },
            { band: 'significant', label: 'Significant', questionIds: ['away_far'], atLeast: 2 },
          ],
        },
      }),
      /"significant" is out of reach/,
    ],
  ])('for %s', (_fault, definition, problem) => {
    expect(validateDefinition(definition)).toEqual(expect.arrayContaining([expect.stringMatching(problem)]));
  });
});
