import { Day } from '../../shared/day';
import { type Contribution, type GivenAnswer, isOlder } from './score-question';
import { type Axis, type Band, type LevelBand, type Question } from './tool-definition';

export interface LevelScoring<B extends Band> {
  axis: Axis;
  bands: readonly LevelBand<B>[];
  possibleShare: number;
  screenedOn: Day;
}

/**
 * The contribution of one answer with the band that it gives by itself. A possible that counts half, an
 * older yes and a lower grade come a band lower each, but what is there never comes out as the lowest band.
 */
export function scoreLevel<B extends Band>(
  question: Question,
  given: GivenAnswer | undefined,
  { contribution, ...by }: LevelScoring<B> & { contribution: Contribution },
): Contribution {
  const level = by.bands.findIndex(({ band }) => band === question.levels?.[by.axis]);
  if (given === undefined || contribution.points === 0 || level < 1) return contribution;
  const lower =
    stepsOf(given.answer, by.possibleShare) + (isOlder(question, given.lastHappenedOn, by.screenedOn) ? 1 : 0);
  const rank = Math.max(1, level - lower);
  const reached = by.bands[rank];
  const whole = by.bands[level];
  if (!reached || !whole) throw new RangeError(`The ${by.axis} axis has no bands.`);
  const why = `${ANSWERED[given.answer] ?? given.answer}: the level of this question is ${whole.label}${
    rank < level ? `; ${reasonsOf(given, question, by)}, so by itself it gives ${reached.label}` : ''
  }.`;
  return { ...contribution, why, level: reached.band };
}

const ANSWERED: Partial<Record<string, string>> = {
  yes: 'Yes',
  possible: 'Possible',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
};

const stepsOf = (answer: GivenAnswer['answer'], possibleShare: number): number =>
  answer === 'low' ? 2 : answer === 'medium' || (answer === 'possible' && possibleShare < 1) ? 1 : 0;

function reasonsOf(given: GivenAnswer, question: Question, by: { possibleShare: number; screenedOn: Day }): string {
  const reasons = [
    ...(stepsOf(given.answer, by.possibleShare) > 0 ? ['the answer is less than certain or grave'] : []),
    ...(isOlder(question, given.lastHappenedOn, by.screenedOn)
      ? [`it last happened more than ${question.recencyMonths} months ago`]
      : []),
  ];
  return reasons.join(' and ');
}
