import fc from 'fast-check';
import { demonstrationTool } from './demonstration-tool';
import { GivenAnswer, GivenAnswers } from './score-question';
import { AnswerToNoQuestion, scoreScreening } from './score-screening';
import { Answer, ToolDefinition, allQuestions, answers, axes, questionsOn } from './tool-definition';

const screenedOn = '2026-03-04';
const at16 = { ageOnDay: 16, screenedOn };
const ids = allQuestions(demonstrationTool).map(({ id }) => id);
const allAnswered = (answer: Answer): GivenAnswers => Object.fromEntries(ids.map((id) => [id, { answer }]));

const given: fc.Arbitrary<GivenAnswer> = fc.record(
  { answer: fc.constantFrom(...answers), lastHappenedOn: fc.constantFrom('2026-03-01', '2025-08-01', '2020-01-01') },
  { requiredKeys: ['answer'] },
);
const sheet = fc.dictionary(fc.constantFrom(...ids), given, { maxKeys: ids.length, noNullPrototype: true });
const context = fc.record({
  ageOnDay: fc.option(fc.integer({ min: 10, max: 25 })),
  screenedOn: fc.constant(screenedOn),
});
// "Not enough known" is level with the lowest band: it only ever takes the lowest band's place.
const height = (band: string): number =>
  Math.max(
    0,
    ['none_identified', 'emerging', 'significant', 'experiencing'].indexOf(band),
    ['low', 'medium', 'high', 'very_high'].indexOf(band),
  );

/** The demonstration tool with lists per level in place of points on the violence axis. */
const listed: ToolDefinition = {
  ...demonstrationTool,
  axes: {
    ...demonstrationTool.axes,
    violence: {
      ...demonstrationTool.axes.violence,
      scoring: {
        kind: 'threshold_list',
        bands: [
          { band: 'low', label: 'Low', questionIds: [], atLeast: 0 },
          { band: 'medium', label: 'Medium', questionIds: ['threat_places', 'harm_rising'], atLeast: 1 },
          { band: 'very_high', label: 'Very high', questionIds: ['weapon_carried', 'threat_live'], atLeast: 2 },
        ],
      },
    },
  },
};
const anyTool = fc.constantFrom(demonstrationTool, listed);

describe('a screening result', () => {
  it('adds up: the points of an axis are its contributions, one for each question, each with its why', () => {
    fc.assert(
      fc.property(anyTool, sheet, context, (tool, answered, when) => {
        const result = scoreScreening(tool, answered, when);
        for (const axis of axes) {
          const { points, contributions } = result[axis];
          expect(contributions.reduce((total, contribution) => total + contribution.points, 0)).toBe(points);
          expect(contributions.map(({ questionId }) => questionId)).toEqual(
            questionsOn(tool, axis).map(({ id }) => id),
          );
          expect(contributions.every(({ why, points: own }) => why.length > 0 && own >= 0)).toBe(true);
        }
      }),
    );
  });

  it('counts every question once: answered, not known or not answered', () => {
    fc.assert(
      fc.property(sheet, context, (answered, when) => {
        const result = scoreScreening(demonstrationTool, answered, when);
        const settled = Object.values(answered).filter(({ answer }) => answer !== 'unknown').length;
        expect(settled + result.notKnown + result.unanswered).toBe(result.total);
        expect(result.total).toBe(ids.length);
      }),
    );
  });

  it('never falls when an answer goes from no, not known or nothing to possible or yes', () => {
    const rise = fc.constantFrom<[Answer | undefined, Answer]>(
      ['unknown', 'yes'],
      ['unknown', 'possible'],
      [undefined, 'yes'],
      ['no', 'yes'],
      ['possible', 'yes'],
      ['no', 'possible'],
    );
    const change = fc.tuple(fc.constantFrom(...ids), rise);
    fc.assert(
      fc.property(anyTool, sheet, change, context, (tool, rest, [id, [from, to]], when) => {
        const { [id]: replaced, ...others } = rest;
        const dated = replaced?.lastHappenedOn ? { lastHappenedOn: replaced.lastHappenedOn } : {};
        const before = from === undefined ? others : { ...others, [id]: { ...dated, answer: from } };
        const low = scoreScreening(tool, before, when);
        const high = scoreScreening(tool, { ...others, [id]: { ...dated, answer: to } }, when);
        for (const axis of axes) {
          expect(high[axis].points).toBeGreaterThanOrEqual(low[axis].points);
          expect(height(high[axis].band)).toBeGreaterThanOrEqual(height(low[axis].band));
          expect(high[axis].triggered.length).toBeGreaterThanOrEqual(low[axis].triggered.length);
        }
      }),
    );
  });

  it('is never the same for not known as for no', () => {
    fc.assert(
      fc.property(sheet, fc.constantFrom(...ids), context, (rest, id, when) => {
        const no = scoreScreening(demonstrationTool, { ...rest, [id]: { answer: 'no' } }, when);
        const unknown = scoreScreening(demonstrationTool, { ...rest, [id]: { answer: 'unknown' } }, when);
        expect(unknown.notKnown).toBe(no.notKnown + 1);
        for (const axis of axes.filter((name) => questionsOn(demonstrationTool, name).some((q) => q.id === id))) {
          expect(unknown[axis].shareAnswered).toBeLessThan(no[axis].shareAnswered);
          expect(unknown[axis].contributions).not.toEqual(no[axis].contributions);
        }
      }),
    );
  });

  it('is the lowest band only when enough is known to say so', () => {
    const no = scoreScreening(demonstrationTool, allAnswered('no'), at16);
    expect([no.exploitation.band, no.violence.band]).toEqual(['none_identified', 'low']);
    for (const answered of [allAnswered('unknown'), {}]) {
      const result = scoreScreening(demonstrationTool, answered, at16);
      expect([result.exploitation.band, result.violence.band]).toEqual(['not_enough_known', 'not_enough_known']);
      expect(result.violence.bandLabel).toBe('Not enough is known');
      expect(result.violence.shareAnswered).toBe(0);
    }
  });

  it('still says "low" with exactly half unanswered or not known, and not with one more', () => {
    const onAxis = questionsOn(demonstrationTool, 'violence').map(({ id }) => id);
    const answeredNo = (count: number): GivenAnswers =>
      Object.fromEntries(onAxis.slice(0, count).map((id) => [id, { answer: 'no' as const }]));
    const half = Math.ceil(onAxis.length / 2);
    expect(scoreScreening(demonstrationTool, answeredNo(half), at16).violence.band).toBe('low');
    expect(scoreScreening(demonstrationTool, answeredNo(half - 1), at16).violence.band).toBe('not_enough_known');
  });

  it('keeps a higher band that is already reached, however much is not known', () => {
    const { violence } = scoreScreening(
      demonstrationTool,
      { ...allAnswered('unknown'), weapon_carried: { answer: 'yes' }, threat_live: { answer: 'yes' } },
      at16,
    );
    expect([violence.band, violence.points]).toEqual(['medium', 10]);
    expect(violence.shareAnswered).toBeLessThan(0.5);
  });

  it.each([0, 4.5, 5, 11.5, 12, 19.5, 20])('with %d points is in the band that starts at or below it', (points) => {
    const { exploitation } = scoreScreening(
      weighing(points),
      { answered_yes: { answer: 'yes' }, half: { answer: 'possible' } },
      at16,
    );
    const expected =
      points < 5 ? 'none_identified' : points < 12 ? 'emerging' : points < 20 ? 'significant' : 'experiencing';
    expect([exploitation.points, exploitation.band]).toEqual([points, expected]);
  });

  it('raises a child of 13 or younger with any high indicator, and nobody older', () => {
    const answered: GivenAnswers = { ...allAnswered('no'), weapon_carried: { answer: 'yes' } };
    const bandAt = (ageOnDay: number | null) =>
      scoreScreening(demonstrationTool, answered, { ageOnDay, screenedOn }).violence;
    expect(bandAt(13)).toMatchObject({ band: 'high', points: 5 });
    expect(bandAt(13).triggered).toEqual([
      '“Have they carried a weapon, or kept one within reach?” was answered yes for a child aged 13 or younger: the band is at least High.',
    ]);
    expect(bandAt(14)).toMatchObject({ band: 'medium', triggered: [] });
    expect(bandAt(null)).toMatchObject({ band: 'high' });
    expect(bandAt(null).triggered[0]).toContain('the age is not known');
  });

  it('counts what last happened before the recency window for less, and what has no date in full', () => {
    const pointsOf = (lastHappenedOn?: string) =>
      scoreScreening(
        demonstrationTool,
        { weapon_carried: { answer: 'yes', ...(lastHappenedOn && { lastHappenedOn }) } },
        at16,
      ).violence.points;
    expect(pointsOf('2025-09-04')).toBe(5);
    expect(pointsOf('2025-09-03')).toBe(2);
    expect(pointsOf()).toBe(5);
  });

  it('reads lists per level: enough of a list gives its band, and half an indicator is not one', () => {
    const band = (answered: GivenAnswers) =>
      scoreScreening(listed, { ...allAnswered('no'), ...answered }, at16).violence.band;
    expect(band({ threat_places: { answer: 'possible' } })).toBe('low');
    expect(band({ threat_places: { answer: 'possible' }, harm_rising: { answer: 'possible' } })).toBe('medium');
    expect(band({ weapon_carried: { answer: 'yes' } })).toBe('low');
    expect(band({ weapon_carried: { answer: 'yes' }, threat_live: { answer: 'yes' } })).toBe('very_high');
  });

  it('refuses an answer to a question the version does not have', () => {
    for (const id of ['gone', 'strength_plans', 'constructor']) {
      expect(() => scoreScreening(demonstrationTool, { [id]: { answer: 'yes' } }, at16)).toThrow(AnswerToNoQuestion);
    }
  });
});

/** One question worth the whole points and, for half a point, one answered "possible". */
function weighing(points: number): ToolDefinition {
  const ask = (id: string, weight: number) => ({
    id,
    text: id,
    help: '',
    axes: ['exploitation' as const],
    answers: 'yes_no_possible_unknown' as const,
    weight,
  });
  const half = points % 1 === 0 ? 0 : 1;
  return {
    ...demonstrationTool,
    domains: [{ id: 'only', title: 'Only', questions: [ask('answered_yes', Math.floor(points)), ask('half', half)] }],
  };
}
