import type { Day } from '../../shared/day';
import { scoreLevel } from './score-level';
import { Contribution, GivenAnswers, QuestionScoring, scoreQuestion } from './score-question';
import { Axis, AxisDefinition, Band, NOT_ENOUGH_KNOWN, Question, Scoring, Trigger } from './tool-definition';

/** The last band that was known before a screening, and the day it was given. */
export interface StandingBand<B extends Band = Band> {
  band: B;
  on: Day;
}

/** The result on one axis. Its points are the sum of its contributions, one for each question of the axis. */
export interface AxisResult<B extends Band = Band> {
  points: number;
  band: B | typeof NOT_ENOUGH_KNOWN;
  bandLabel: string;
  contributions: Contribution[];
  /** One sentence for every trigger that was set off: the question, the age and the band it asks for. */
  triggered: string[];
  /** Questions answered yes, possible or no, out of all on the axis: 0 to 1. */
  shareAnswered: number;
  /** The last known band, where too little was known to give a lower one: it stands. */
  stands?: StandingBand<B>;
}

export interface AxisScoring extends Omit<QuestionScoring, 'kind'> {
  axis: Axis;
  questions: readonly Question[];
  answers: GivenAnswers;
  ageOnDay: number | null;
}

/** Above this share unanswered or not known, the lowest band would claim more than anyone knows. */
export const NOT_ENOUGH_KNOWN_ABOVE = 0.5;

/**
 * The band is the higher of what the answers reach and what the triggers ask for. Too much not known replaces only
 * the lowest band: a higher one is already reached, and what is not known could only raise it.
 */
export function scoreAxis<B extends Band>(definition: AxisDefinition<B>, by: AxisScoring): AxisResult<B> {
  const contributions = contributionsOf(definition.scoring, by);
  const reachedRank = rankReached(definition.scoring, contributions);
  const points = sum(contributions);
  const set = triggersSetOff(definition, by);
  const rank = Math.max(reachedRank, ...set.map((trigger) => trigger.rank));
  const isTooLittle = rank === 0 && isTooLittleKnown(contributions);
  const reached = definition.scoring.bands[rank];
  if (!reached) throw new RangeError(`The ${by.axis} axis has no bands.`);
  return {
    points,
    band: isTooLittle ? NOT_ENOUGH_KNOWN : reached.band,
    bandLabel: isTooLittle ? 'Not enough is known' : reached.label,
    contributions,
    triggered: set.map(({ trigger, question, rank: at }) =>
      whySetOff(trigger, { question, by, label: definition.scoring.bands[at]?.label ?? '' }),
    ),
    shareAnswered: contributions.length === 0 ? 0 : knownOf(contributions) / contributions.length,
  };
}

const knownOf = (contributions: readonly Contribution[]): number =>
  contributions.filter(({ answer }) => answer !== 'unanswered' && answer !== 'unknown').length;

export const isTooLittleKnown = (contributions: readonly Contribution[]): boolean =>
  contributions.length - knownOf(contributions) > contributions.length * NOT_ENOUGH_KNOWN_ABOVE;

/** What every question adds. With preset levels each says which band it gives by itself. */
function contributionsOf<B extends Band>(scoring: Scoring<B>, by: AxisScoring): Contribution[] {
  return by.questions.map((question) => {
    const given = by.answers[question.id];
    const contribution = scoreQuestion(question, given, { ...by, kind: scoring.kind });
    return scoring.kind === 'preset_level'
      ? scoreLevel(question, given, { ...by, bands: scoring.bands, contribution })
      : contribution;
  });
}

/** The position of the highest band that the answers reach, triggers apart. */
export function rankReached<B extends Band>(scoring: Scoring<B>, contributions: readonly Contribution[]): number {
  switch (scoring.kind) {
    case 'weighted_sum': {
      const points = sum(contributions);
      return scoring.bands.findLastIndex(({ fromPoints }) => points >= fromPoints);
    }
    case 'threshold_list': {
      const countOf = (ids: readonly string[]) =>
        sum(contributions.filter(({ questionId }) => ids.includes(questionId)));
      return scoring.bands.findLastIndex(({ questionIds, atLeast }) => countOf(questionIds) >= atLeast);
    }
    case 'preset_level':
      return Math.max(0, ...contributions.map(({ level }) => scoring.bands.findIndex(({ band }) => band === level)));
  }
}

const SETS_OFF: readonly string[] = ['yes', 'high'];

/** Each answer that sets off a trigger, with the position of the band that it asks for. */
export function triggersSetOff<B extends Band>(
  { triggers, scoring }: AxisDefinition<B>,
  by: Pick<AxisScoring, 'questions' | 'answers' | 'ageOnDay'>,
): { trigger: Trigger<B>; question: Question; rank: number }[] {
  return triggers
    .filter(({ ageAtMost }) => ageAtMost === undefined || by.ageOnDay === null || by.ageOnDay <= ageAtMost)
    .flatMap((trigger) =>
      by.questions
        .filter((question) => isListed(question, trigger) && SETS_OFF.includes(by.answers[question.id]?.answer ?? ''))
        .map((question) => ({
          trigger,
          question,
          rank: scoring.bands.findIndex(({ band }) => band === trigger.atLeast),
        })),
    );
}

const whySetOff = <B extends Band>(
  trigger: Trigger<B>,
  { question, by, label }: { question: Question; by: AxisScoring; label: string },
): string =>
  `“${question.text}” was answered ${by.answers[question.id]?.answer}${ageInWords(trigger, by)}: the band is at least ${label}.`;

function isListed<B extends Band>(question: Question, { questions }: Trigger<B>): boolean {
  return questions === 'any_high_indicator' ? question.isHighIndicator === true : questions.includes(question.id);
}

// An age nobody knows is treated as the younger one: not known must not switch a protection off.
function ageInWords<B extends Band>({ ageAtMost }: Trigger<B>, { ageOnDay }: AxisScoring): string {
  if (ageAtMost === undefined) return '';
  if (ageOnDay === null) return `, and the age is not known (the rule is for ${ageAtMost} or younger)`;
  return ` for a child aged ${ageAtMost} or younger`;
}

function sum(contributions: readonly Contribution[]): number {
  return contributions.reduce((total, { points }) => total + points, 0);
}
