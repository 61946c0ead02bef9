import { scoreLevel } from './score-level';
import { Contribution, GivenAnswers, QuestionScoring, scoreQuestion } from './score-question';
import { Axis, AxisDefinition, Band, NOT_ENOUGH_KNOWN, Question, Scoring, Trigger } from './tool-definition';

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
  const { contributions, rank: reachedRank } = reachedBy(definition.scoring, by);
  const points = sum(contributions);
  const set = definition.triggers.flatMap((trigger) => setOff(trigger, definition.scoring, by));
  const rank = Math.max(reachedRank, ...set.map((trigger) => trigger.rank));
  const known = contributions.filter(({ answer }) => answer !== 'unanswered' && answer !== 'unknown').length;
  const isTooLittle = rank === 0 && contributions.length - known > contributions.length * NOT_ENOUGH_KNOWN_ABOVE;
  const reached = definition.scoring.bands[rank];
  if (!reached) throw new RangeError(`The ${by.axis} axis has no bands.`);
  return {
    points,
    band: isTooLittle ? NOT_ENOUGH_KNOWN : reached.band,
    bandLabel: isTooLittle ? 'Not enough is known' : reached.label,
    contributions,
    triggered: set.map(({ why }) => why),
    shareAnswered: contributions.length === 0 ? 0 : known / contributions.length,
  };
}

/** What every question adds, and the position of the highest band the answers reach. */
function reachedBy<B extends Band>(
  scoring: Scoring<B>,
  by: AxisScoring,
): { contributions: Contribution[]; rank: number } {
  const contributions = by.questions.map((question) =>
    scoreQuestion(question, by.answers[question.id], { ...by, kind: scoring.kind }),
  );
  switch (scoring.kind) {
    case 'weighted_sum': {
      const points = sum(contributions);
      return { contributions, rank: scoring.bands.findLastIndex(({ fromPoints }) => points >= fromPoints) };
    }
    case 'threshold_list': {
      const countOf = (ids: readonly string[]) =>
        sum(contributions.filter(({ questionId }) => ids.includes(questionId)));
      const rank = scoring.bands.findLastIndex(({ questionIds, atLeast }) => countOf(questionIds) >= atLeast);
      return { contributions, rank };
    }
    case 'preset_level': {
      const scored = by.questions.flatMap((question, at) => {
        const contribution = contributions[at];
        const given = by.answers[question.id];
        return contribution ? [scoreLevel(question, given, { ...by, bands: scoring.bands, contribution })] : [];
      });
      return {
        contributions: scored.map((entry) => entry.contribution),
        rank: Math.max(0, ...scored.map(({ rank }) => rank)),
      };
    }
  }
}

const SETS_OFF: readonly string[] = ['yes', 'high'];

function setOff<B extends Band>(
  trigger: Trigger<B>,
  scoring: Scoring<B>,
  by: AxisScoring,
): { rank: number; why: string }[] {
  if (trigger.ageAtMost !== undefined && by.ageOnDay !== null && by.ageOnDay > trigger.ageAtMost) return [];
  const rank = scoring.bands.findIndex(({ band }) => band === trigger.atLeast);
  return by.questions
    .filter((question) => isListed(question, trigger) && SETS_OFF.includes(by.answers[question.id]?.answer ?? ''))
    .map(({ id, text }) => ({
      rank,
      why: `“${text}” was answered ${by.answers[id]?.answer}${ageInWords(trigger, by)}: the band is at least ${scoring.bands[rank]?.label}.`,
    }));
}

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
