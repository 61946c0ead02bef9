import fc from 'fast-check';
import {
  changeDefinition,
  CodeTaken,
  codesOf,
  DomainNotEmpty,
  PartMissing,
  type DefinitionChange,
} from './change-definition';
import { compareDefinitions } from './compare-definitions';
import { demonstrationTool } from './demonstration-tool';
import { newDefinition } from './new-definition';
import { allQuestions } from './tool-definition';
import { validateDefinition } from './validate-definition';

const codes = allQuestions(demonstrationTool).map(({ id }) => id);
const [first] = allQuestions(demonstrationTool);
if (!first) throw new Error('The demonstration tool has no questions.');
const question = first;
const put = (
  change: Partial<typeof question>,
  more: { isNew?: boolean; domainId?: string } = {},
): DefinitionChange => ({
  kind: 'question',
  isNew: false,
  domainId: 'away',
  question: { ...question, ...change },
  ...more,
});

describe('a change of a draft', () => {
  it('changes one question and nothing else', () => {
    const changed = changeDefinition(demonstrationTool, put({ weight: 3 }));
    expect(compareDefinitions(demonstrationTool, changed)).toMatchObject({
      reweighed: [question.id],
      added: [],
      removed: [],
      reworded: [],
    });
    expect(demonstrationTool.domains[0]?.questions[0]?.weight).toBe(2);
  });

  it('moves a question to another domain, and up and down within one', () => {
    const moved = changeDefinition(demonstrationTool, put({}, { domainId: 'people' }));
    expect(moved.domains.find(({ id }) => id === 'away')?.questions.map(({ id }) => id)).not.toContain(question.id);
    expect(moved.domains.find(({ id }) => id === 'people')?.questions.at(-1)?.id).toBe(question.id);
    const down = changeDefinition(demonstrationTool, {
      kind: 'position',
      of: 'question',
      id: question.id,
      direction: 'down',
    });
    expect(
      allQuestions(down)
        .map(({ id }) => id)
        .slice(0, 2),
    ).toEqual([codes[1], codes[0]]);
    expect(changeDefinition(down, { kind: 'position', of: 'question', id: question.id, direction: 'up' })).toEqual(
      demonstrationTool,
    );
    expect(
      changeDefinition(demonstrationTool, { kind: 'position', of: 'question', id: question.id, direction: 'up' }),
    ).toEqual(demonstrationTool);
  });

  it('refuses a code that is used by any part, a part that is gone, and a domain with questions in it', () => {
    expect(() => changeDefinition(demonstrationTool, put({ id: 'strength_plans' }, { isNew: true }))).toThrow(
      CodeTaken,
    );
    expect(() => changeDefinition(demonstrationTool, put({ id: 'gone' }))).toThrow(PartMissing);
    expect(() => changeDefinition(demonstrationTool, put({}, { domainId: 'gone' }))).toThrow(PartMissing);
    expect(() => changeDefinition(demonstrationTool, { kind: 'removal', of: 'domain', id: 'away' })).toThrow(
      DomainNotEmpty,
    );
    expect(() => changeDefinition(demonstrationTool, { kind: 'removal', of: 'strength', id: 'away' })).toThrow(
      PartMissing,
    );
  });

  it('keeps every code once, whatever is done', () => {
    const change = fc.oneof(
      fc.record({
        kind: fc.constant('removal' as const),
        of: fc.constantFrom('question' as const, 'strength' as const, 'trigger' as const),
        id: fc.constantFrom(...codesOf(demonstrationTool)),
      }),
      fc.record({
        kind: fc.constant('position' as const),
        of: fc.constantFrom('question' as const, 'domain' as const),
        id: fc.constantFrom(...codesOf(demonstrationTool)),
        direction: fc.constantFrom('up' as const, 'down' as const),
      }),
      fc
        .tuple(fc.constantFrom(...codes, 'brand_new'), fc.boolean(), fc.constantFrom('away', 'people'))
        .map(([id, isNew, domainId]) => put({ id }, { isNew, domainId })),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        let draft = demonstrationTool;
        for (const one of changes) {
          try {
            draft = changeDefinition(draft, one);
          } catch (error) {
            if (!(error instanceof PartMissing || error instanceof CodeTaken)) throw error;
          }
        }
        expect(new Set(codesOf(draft)).size).toBe(codesOf(draft).length);
      }),
    );
  });

  it('begins empty, and says what is missing before it may be used', () => {
    const problems = validateDefinition(newDefinition({ key: 'ours', title: 'Ours' }));
    expect(problems).toEqual(expect.arrayContaining([expect.stringMatching(/exploitation axis has no questions/)]));
  });

  it('is compared with the version before by what is asked, how it is worded and how it is counted', () => {
    const { weight: _weight, ...rest } = question;
    const older = { ...demonstrationTool, possibleShare: 1 as const };
    const newer = changeDefinition(older, put({ ...rest, weight: 1, olderWeight: 0, text: 'Other words?' }));
    const gone = changeDefinition(newer, { kind: 'removal', of: 'question', id: 'away_far' });
    expect(compareDefinitions(demonstrationTool, gone)).toEqual({
      added: [],
      removed: ['away_far'],
      reworded: [question.id],
      reweighed: [question.id],
      isScoredOtherwise: true,
      strengthsAdded: [],
      strengthsRemoved: [],
    });
    const [one, ...others] = Object.entries(demonstrationTool).reverse();
    const sameFromTheDatabase = { ...demonstrationTool, ...Object.fromEntries([...others, ...(one ? [one] : [])]) };
    expect(compareDefinitions(demonstrationTool, sameFromTheDatabase).isScoredOtherwise).toBe(false);
  });
});
