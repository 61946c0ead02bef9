import fc from 'fast-check';
import { demonstrationTool } from './demonstration-tool';
import { isTooLittleKnown } from './score-axis';
import type { GivenAnswers } from './score-question';
import { scoreScreening } from './score-screening';
import { type LastKnown, standingBands } from './standing-band';
import { allQuestions, answers, exploitationBands, NOT_ENOUGH_KNOWN, violenceBands } from './tool-definition';

const on = '2026-01-05';
const at16 = { ageOnDay: 16, screenedOn: '2026-03-04' };
const ids = allQuestions(demonstrationTool).map(({ id }) => id);
const given = fc.record({ answer: fc.constantFrom(...answers) });
const sheet = fc.dictionary(fc.constantFrom(...ids), given, { maxKeys: ids.length, noNullPrototype: true });
const last: fc.Arbitrary<LastKnown> = fc.record({
  exploitation: fc.option(fc.constantFrom(...exploitationBands).map((band) => ({ band, on }))),
  violence: fc.option(fc.constantFrom(...violenceBands).map((band) => ({ band, on }))),
});

const screened = (answered: GivenAnswers, before: LastKnown) =>
  standingBands(scoreScreening(demonstrationTool, answered, at16), before);
const onViolence = (answered: GivenAnswers, before: LastKnown) => screened(answered, before).violence;
/** How high the band stands that counts from this screening on. */
const height = (answered: GivenAnswers, before: LastKnown): number => {
  const { band, stands } = onViolence(answered, before);
  const counts = stands?.band ?? band;
  return counts === NOT_ENOUGH_KNOWN ? 0.5 : violenceBands.indexOf(counts);
};
const veryHigh: LastKnown = { exploitation: null, violence: { band: 'very_high', on } };

describe('the band that stands', () => {
  it('is never below the last known one where too much is not known, whatever was answered', () => {
    fc.assert(
      fc.property(sheet, last, (answered, before) => {
        const { contributions } = onViolence(answered, before);
        fc.pre(isTooLittleKnown(contributions) && before.violence !== null);
        expect(height(answered, before)).toBeGreaterThanOrEqual(violenceBands.indexOf(before.violence?.band ?? 'low'));
      }),
    );
  });

  it('is never lowered by one more blank where too much is not known, and a blank is never less than a no', () => {
    fc.assert(
      fc.property(sheet, last, fc.constantFrom(...ids), (answered, before, id) => {
        const blank = Object.fromEntries(Object.entries(answered).filter(([key]) => key !== id));
        const no = { ...blank, [id]: { answer: 'no' as const } };
        expect(height(blank, before)).toBeGreaterThanOrEqual(height(no, before));
        fc.pre(isTooLittleKnown(onViolence(blank, before).contributions));
        const lastRank = before.violence ? violenceBands.indexOf(before.violence.band) : 0;
        expect(height(blank, before)).toBeGreaterThanOrEqual(Math.min(lastRank, height(answered, before)));
      }),
    );
  });

  it('says that the answers give too little, and keeps every point', () => {
    const two: GivenAnswers = { weapon_carried: { answer: 'yes' }, harm_caused: { answer: 'yes' } };
    expect(scoreScreening(demonstrationTool, two, at16).violence.band).not.toBe(NOT_ENOUGH_KNOWN);
    const held = onViolence(two, veryHigh);
    expect(held).toMatchObject({ band: NOT_ENOUGH_KNOWN, stands: { band: 'very_high', on } });
    expect(held.points).toBe(scoreScreening(demonstrationTool, two, at16).violence.points);
  });

  it('is what the points reach where that is as high or higher, and where enough is known', () => {
    const all = (answer: 'yes' | 'no'): GivenAnswers => Object.fromEntries(ids.map((id) => [id, { answer }]));
    expect(onViolence(all('no'), veryHigh)).toMatchObject({ band: 'low' });
    expect(onViolence(all('no'), veryHigh).stands).toBeUndefined();
    const few: GivenAnswers = { weapon_carried: { answer: 'yes' }, harm_caused: { answer: 'yes' } };
    const low: LastKnown = { exploitation: null, violence: { band: 'low', on } };
    expect(onViolence(few, low).stands).toBeUndefined();
    expect(onViolence(few, low).band).toBe(scoreScreening(demonstrationTool, few, at16).violence.band);
  });
});
