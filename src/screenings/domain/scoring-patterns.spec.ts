import fc from 'fast-check';
import { demonstrationTool } from './demonstration-tool';
import { GivenAnswers } from './score-question';
import { scoreScreening } from './score-screening';
import {
  ANSWERS_OF,
  type Answer,
  allQuestions,
  answerKinds,
  axes,
  questionsOn,
  type ToolDefinition,
} from './tool-definition';
import { validateDefinition } from './validate-definition';

const screenedOn = '2026-03-04';
const kindAt = (at: number) => answerKinds[at % answerKinds.length] ?? 'yes_no_unknown';

/** The demonstration tool with every answer kind in it, scored in one of the three ways on both axes. */
function toolOf(kind: 'weighted_sum' | 'preset_level' | 'threshold_list', possibleShare: 0 | 0.5 | 1): ToolDefinition {
  const levels = {
    exploitation: ['emerging', 'significant', 'experiencing'],
    violence: ['medium', 'high', 'very_high'],
  } as const;
  let count = 0;
  const domains = demonstrationTool.domains.map((domain) => ({
    ...domain,
    questions: domain.questions.map((question) => {
      count += 1;
      return {
        ...question,
        answers: kindAt(count),
        levels: {
          exploitation: levels.exploitation[(count + Math.floor(count / 3)) % 3],
          violence: levels.violence[(count + Math.floor(count / 3)) % 3],
        },
      };
    }),
  }));
  const tool: ToolDefinition = { ...demonstrationTool, domains, possibleShare };
  if (kind === 'weighted_sum') return tool;
  const idsOn = (axis: 'exploitation' | 'violence') => questionsOn(tool, axis).map(({ id }) => id);
  const { exploitation, violence } = demonstrationTool.axes;
  if (kind === 'preset_level') {
    const scoring = { kind };
    return {
      ...tool,
      axes: {
        exploitation: { ...exploitation, scoring: { ...scoring, bands: exploitation.scoring.bands } },
        violence: { ...violence, scoring: { ...scoring, bands: violence.scoring.bands } },
      },
    };
  }
  const lists = (axis: 'exploitation' | 'violence') =>
    [0, 1, 2, 3].map((at) => ({
      questionIds: at === 0 ? [] : idsOn(axis).filter((_, index) => index % 3 === at - 1),
      atLeast: at === 0 ? 0 : 2,
    }));
  const [e, v] = [lists('exploitation'), lists('violence')];
  const listOf = (list: typeof e, at: number) => list[at] ?? { questionIds: [], atLeast: 0 };
  return {
    ...tool,
    axes: {
      exploitation: {
        ...exploitation,
        scoring: {
          kind,
          bands: exploitation.scoring.bands.map(({ band, label }, at) => ({ band, label, ...listOf(e, at) })),
        },
      },
      violence: {
        ...violence,
        scoring: {
          kind,
          bands: violence.scoring.bands.map(({ band, label }, at) => ({ band, label, ...listOf(v, at) })),
        },
      },
    },
  };
}

const anyTool = fc
  .tuple(
    fc.constantFrom('weighted_sum' as const, 'preset_level' as const, 'threshold_list' as const),
    fc.constantFrom(0 as const, 0.5 as const, 1 as const),
  )
  .map(([kind, share]) => toolOf(kind, share));
const RISING: Answer[] = ['no', 'possible', 'low', 'medium', 'high', 'yes'];
const day = fc.constantFrom('2026-03-01', '2025-08-01', '2020-01-01', undefined);
const context = fc.record({
  ageOnDay: fc.option(fc.integer({ min: 10, max: 25 })),
  screenedOn: fc.constant(screenedOn),
});

/** A tool with a sheet of answers that it allows. */
const answered = anyTool.chain((tool) => {
  const one = (kind: keyof typeof ANSWERS_OF) =>
    fc.option(
      fc.tuple(fc.constantFrom<Answer>(...ANSWERS_OF[kind]), day).map(([answer, lastHappenedOn]) => ({
        answer,
        ...(lastHappenedOn ? { lastHappenedOn } : {}),
      })),
    );
  const questions = allQuestions(tool);
  return fc.tuple(...questions.map(({ answers }) => one(answers))).map((given) => {
    const sheet: GivenAnswers = Object.fromEntries(
      questions.flatMap(({ id }, at) => {
        const answer = given[at];
        return answer ? [[id, answer]] : [];
      }),
    );
    return { tool, sheet, questions };
  });
});
const rankIn = (tool: ToolDefinition, axis: 'exploitation' | 'violence', band: string | undefined): number =>
  Math.max(
    0,
    tool.axes[axis].scoring.bands.findIndex((there) => there.band === band),
  );

describe('every way of scoring, with every kind of answer', () => {
  it.each(['weighted_sum', 'preset_level', 'threshold_list'] as const)('%s is a tool that may be used', (kind) =>
    expect(validateDefinition(toolOf(kind, 0.5))).toEqual([]),
  );

  it('never takes "not known" or silence for a no or for a yes', () => {
    fc.assert(
      fc.property(answered, fc.nat(), context, ({ tool, sheet, questions }, pick, when) => {
        const question = questions[pick % questions.length];
        if (!question) throw new Error('No question');
        const { [question.id]: _gone, ...rest } = sheet;
        const as = (answer: Answer) => scoreScreening(tool, { ...rest, [question.id]: { answer } }, when);
        const [unknown, silent, no, most] = [
          as('unknown'),
          scoreScreening(tool, rest, when),
          as('no'),
          as(question.answers === 'graded_unknown' ? 'high' : 'yes'),
        ];
        expect([unknown.notKnown, silent.unanswered]).toEqual([no.notKnown + 1, no.unanswered + 1]);
        for (const axis of question.axes) {
          const share = (result: typeof no) => result[axis].shareAnswered;
          expect(share(unknown)).toBeLessThan(share(no));
          expect(share(silent)).toBe(share(unknown));
          expect(unknown[axis].points).toBeLessThan(most[axis].points);
          expect(unknown[axis].contributions.find(({ questionId }) => questionId === question.id)?.points).toBe(0);
        }
      }),
    );
  });

  it('never falls when one answer rises', () => {
    fc.assert(
      fc.property(answered, fc.nat(), fc.nat(), context, ({ tool, sheet, questions }, pick, step, when) => {
        const question = questions[pick % questions.length];
        if (!question) throw new Error('No question');
        const scale = RISING.filter((answer) => ANSWERS_OF[question.answers].some((allowed) => allowed === answer));
        const from = scale[step % (scale.length - 1)];
        const to = scale[(step % (scale.length - 1)) + 1];
        if (!from || !to) throw new Error('No step');
        const lastHappenedOn = sheet[question.id]?.lastHappenedOn;
        const as = (answer: Answer) =>
          scoreScreening(
            tool,
            { ...sheet, [question.id]: { answer, ...(lastHappenedOn ? { lastHappenedOn } : {}) } },
            when,
          );
        for (const axis of axes) {
          expect(as(to)[axis].points).toBeGreaterThanOrEqual(as(from)[axis].points);
          expect(rankIn(tool, axis, as(to)[axis].band)).toBeGreaterThanOrEqual(rankIn(tool, axis, as(from)[axis].band));
        }
      }),
    );
  });

  it('traces the result: the contributions, counted again by hand, give the points and the band', () => {
    fc.assert(
      fc.property(answered, context, ({ tool, sheet }, when) => {
        const result = scoreScreening(tool, sheet, when);
        for (const axis of axes) {
          const { scoring, triggers } = tool.axes[axis];
          const { contributions, points, band, triggered } = result[axis];
          expect(contributions.reduce((sum, own) => sum + own.points, 0)).toBe(points);
          const counted = (ids: readonly string[]) =>
            contributions
              .filter(({ questionId }) => ids.includes(questionId))
              .reduce((sum, own) => sum + own.points, 0);
          const byAnswers =
            scoring.kind === 'weighted_sum'
              ? scoring.bands.filter(({ fromPoints }) => points >= fromPoints).length - 1
              : scoring.kind === 'threshold_list'
                ? scoring.bands.findLastIndex(({ questionIds, atLeast }) => counted(questionIds) >= atLeast)
                : Math.max(0, ...contributions.map(({ level }) => rankIn(tool, axis, level)));
          const byTriggers =
            triggered.length === 0 ? 0 : Math.max(...triggers.map(({ atLeast }) => rankIn(tool, axis, atLeast)));
          if (band === 'not_enough_known') expect(Math.max(byAnswers, 0)).toBe(0);
          else expect(rankIn(tool, axis, band)).toBeGreaterThanOrEqual(byAnswers);
          expect(rankIn(tool, axis, band)).toBeLessThanOrEqual(Math.max(byAnswers, byTriggers));
        }
      }),
    );
  });

  it('with preset levels gives the highest level there is, a band lower for what is older or only possible', () => {
    const tool = toolOf('preset_level', 0.5);
    const question = questionsOn(tool, 'violence').find(
      ({ levels, recencyMonths, isHighIndicator, answers }) =>
        levels?.violence === 'very_high' &&
        recencyMonths !== undefined &&
        isHighIndicator &&
        answers !== 'graded_unknown',
    );
    if (!question) throw new Error('No such question');
    const no = Object.fromEntries(allQuestions(tool).map(({ id }) => [id, { answer: 'no' as const }]));
    const bandOf = (lastHappenedOn?: string) =>
      scoreScreening(
        tool,
        { ...no, [question.id]: { answer: 'yes', ...(lastHappenedOn ? { lastHappenedOn } : {}) } },
        { ageOnDay: 16, screenedOn },
      ).violence;
    expect(bandOf().band).toBe('very_high');
    expect(bandOf('2020-01-01').band).toBe('high');
    expect(bandOf('2020-01-01').contributions.find(({ points }) => points > 0)?.why).toMatch(
      /Very high; .*months ago.* High/,
    );
  });

  it('counts nothing in a list that happened before its window, where the older weight is nothing', () => {
    const tool = toolOf('threshold_list', 0.5);
    const [first] = questionsOn(tool, 'violence');
    const aged: ToolDefinition = {
      ...tool,
      domains: tool.domains.map((domain) => ({
        ...domain,
        questions: domain.questions.map((one) =>
          one.id === first?.id ? { ...one, answers: 'yes_no_unknown', recencyMonths: 6, olderWeight: 0 } : one,
        ),
      })),
    };
    const pointsOf = (lastHappenedOn?: string): number | undefined =>
      scoreScreening(
        aged,
        { [first?.id ?? '']: { answer: 'yes', lastHappenedOn } },
        { screenedOn, ageOnDay: 15 },
      ).violence.contributions.find(({ questionId }) => questionId === first?.id)?.points;
    expect([pointsOf('2025-08-01'), pointsOf('2026-01-01'), pointsOf()]).toEqual([0, 1, 1]);
  });
});
