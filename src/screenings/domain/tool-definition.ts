/** The shape of one version of a screening tool. A tool is data: editing one makes a new version, never a change. */

export const axes = ['exploitation', 'violence'] as const;
export type Axis = (typeof axes)[number];

/** Lowest first. The words are the partnership's, shared by every tool, so bands of two tools can be compared. */
export const exploitationBands = ['none_identified', 'emerging', 'significant', 'experiencing'] as const;
export type ExploitationBand = (typeof exploitationBands)[number];
export const violenceBands = ['low', 'medium', 'high', 'very_high'] as const;
export type ViolenceBand = (typeof violenceBands)[number];
export type Band = ExploitationBand | ViolenceBand;

/** Too little is known to give the lowest band. It is an answer of its own and never stands for "no risk". */
export const NOT_ENOUGH_KNOWN = 'not_enough_known';

export const answers = ['yes', 'possible', 'no', 'unknown', 'low', 'medium', 'high'] as const;
export type Answer = (typeof answers)[number];

/** How a question may be answered, in the order of the form. Every kind can say "not known". */
export const ANSWERS_OF = {
  yes_no_possible_unknown: ['yes', 'no', 'possible', 'unknown'],
  yes_no_unknown: ['yes', 'no', 'unknown'],
  graded_unknown: ['no', 'low', 'medium', 'high', 'unknown'],
} as const satisfies Record<string, readonly Answer[]>;
/** A strength is there or not; it has no grades. */
export const strengthAnswers: readonly Answer[] = ANSWERS_OF.yes_no_possible_unknown;
export type AnswerKind = keyof typeof ANSWERS_OF;
export const answerKinds: readonly AnswerKind[] = ['yes_no_possible_unknown', 'yes_no_unknown', 'graded_unknown'];

export const allowsAnswer = (kind: AnswerKind, answer: Answer): boolean =>
  ANSWERS_OF[kind].some((allowed) => allowed === answer);

/** What says that something is there, and so what it is based on matters. */
export const isPresent = (answer: Answer): boolean => answer !== 'no' && answer !== 'unknown';

export interface Question {
  id: string;
  text: string;
  help: string;
  axes: readonly Axis[];
  answers: AnswerKind;
  /** Points for a yes on each of its axes; a whole number of 1 or more. Graded: low gives it once, medium twice, high three times. */
  weight: number;
  /** With both set, a yes last true longer ago than this many months gives `olderWeight` instead. */
  recencyMonths?: number;
  olderWeight?: number;
  /** Serious enough that one yes may raise the band by itself, through a trigger. */
  isHighIndicator?: boolean;
  /** Present is accepted only with what it is based on. */
  needsEvidence?: boolean;
  /** Where an axis takes preset levels: the band that a yes to this question gives by itself. */
  levels?: { exploitation?: ExploitationBand; violence?: ViolenceBand };
}

export interface Domain {
  id: string;
  title: string;
  questions: readonly Question[];
}

/** A band is reached at `fromPoints` and runs up to where the next begins, so half points fall in no gap. */
export interface PointsBand<B extends Band> {
  band: B;
  label: string;
  fromPoints: number;
}

/** A band is reached when this many of the listed questions are present. The lowest lists nothing and needs none. */
export interface ListBand<B extends Band> {
  band: B;
  label: string;
  questionIds: readonly string[];
  atLeast: number;
}

/** A band that is reached by one question of its level. */
export interface LevelBand<B extends Band> {
  band: B;
  label: string;
}

export const scoringKinds = ['weighted_sum', 'preset_level', 'threshold_list'] as const;
export type ScoringKind = (typeof scoringKinds)[number];

/**
 * Weighted sum with bands; a level for each question, without arithmetic; or lists of questions for each band. Lists count
 * an indicator whenever it happened, the other two an older one for less; none counts it where `olderWeight` is 0.
 */
export type Scoring<B extends Band> =
  | { kind: 'weighted_sum'; bands: readonly PointsBand<B>[] }
  | { kind: 'preset_level'; bands: readonly LevelBand<B>[] }
  | { kind: 'threshold_list'; bands: readonly ListBand<B>[] };

/** A yes (graded: a high) to any one of these questions, at this age or younger, gives at least this band whatever the points. */
export interface Trigger<B extends Band> {
  id: string;
  questions: 'any_high_indicator' | readonly string[];
  ageAtMost?: number;
  atLeast: B;
}

export interface AxisDefinition<B extends Band> {
  title: string;
  scoring: Scoring<B>;
  triggers: readonly Trigger<B>[];
}

/** A strength. Recorded beside the risks with the same four answers; never scored, never set off against a risk. */
export interface ProtectiveFactor {
  id: string;
  text: string;
  help: string;
}

export interface ToolDefinition {
  key: string;
  title: string;
  version: number;
  purpose: string;
  /** What part of a yes a "possible" is worth. Halves keep sums exact. */
  possibleShare: 0 | 0.5 | 1;
  axes: { exploitation: AxisDefinition<ExploitationBand>; violence: AxisDefinition<ViolenceBand> };
  domains: readonly Domain[];
  protectiveFactors: readonly ProtectiveFactor[];
}

export function allQuestions(definition: ToolDefinition): Question[] {
  return definition.domains.flatMap(({ questions }) => questions);
}

export function questionsOn(definition: ToolDefinition, axis: Axis): Question[] {
  return allQuestions(definition).filter((question) => question.axes.includes(axis));
}
