import { rankReached, triggersSetOff } from './score-axis';
import type { AxisResult } from './score-axis';
import type { GivenAnswers } from './score-question';
import {
  type Axis,
  type AxisDefinition,
  type Band,
  NOT_ENOUGH_KNOWN,
  questionsOn,
  type Scoring,
  type ToolDefinition,
  type Trigger,
} from './tool-definition';

/** The rule of the tool that gave a band, by its name, and the questions whose answers met it. */
export interface BandRule {
  kind: 'too_little' | 'trigger' | 'points' | 'list' | 'level';
  name: string;
  questionIds: string[];
}

interface Answered {
  result: AxisResult;
  answers: GivenAnswers;
  ageOnDay: number | null;
}

/** Null where an old result has no rule in its own version that gives its band. */
export function bandRule(tool: ToolDefinition, axis: Axis, { result, answers, ageOnDay }: Answered): BandRule | null {
  if (result.band === NOT_ENOUGH_KNOWN) {
    return {
      kind: 'too_little',
      name: 'no band is given, because more than half of what was asked is not known or not answered',
      questionIds: [],
    };
  }
  const definition: AxisDefinition<Band> = tool.axes[axis];
  const { scoring } = definition;
  const rank = scoring.bands.findIndex(({ band }) => band === result.band);
  if (rank === rankReached(scoring, result.contributions)) return reachedRule(scoring, rank, result);
  const set = triggersSetOff(definition, { questions: questionsOn(tool, axis), answers, ageOnDay }).filter(
    (one) => one.rank === rank,
  );
  const [first] = set;
  if (!first) return null;
  const names = [...new Set(set.map(({ trigger }) => triggerName(trigger, labelAt(scoring, rank))))];
  return { kind: 'trigger', name: names.join('; '), questionIds: [...new Set(set.map(({ question }) => question.id))] };
}

function reachedRule(scoring: Scoring<Band>, rank: number, { contributions }: AxisResult): BandRule {
  const label = labelAt(scoring, rank);
  const present = contributions.filter(({ points }) => points > 0);
  switch (scoring.kind) {
    case 'weighted_sum': {
      const next = scoring.bands[rank + 1]?.fromPoints;
      const from = `${scoring.bands[rank]?.fromPoints ?? 0}`;
      const reach = next === undefined ? `at ${from} points or more` : `from ${from} to below ${next} points`;
      return {
        kind: 'points',
        name: `‘${label}’ is given ${reach}`,
        questionIds: present.map(({ questionId }) => questionId),
      };
    }
    case 'threshold_list': {
      const { questionIds = [], atLeast = 0 } = scoring.bands[rank] ?? {};
      if (atLeast === 0)
        return { kind: 'list', name: `‘${label}’ is given when no list of a higher band is met`, questionIds: [] };
      const met = present.filter(({ questionId }) => questionIds.includes(questionId));
      return {
        kind: 'list',
        name: `‘${label}’ is given when at least ${atLeast} of the ${questionIds.length} questions on its list are met`,
        questionIds: met.map(({ questionId }) => questionId),
      };
    }
    case 'preset_level': {
      if (rank === 0)
        return { kind: 'level', name: `‘${label}’ is given when no answer gives a higher level`, questionIds: [] };
      const band = scoring.bands[rank]?.band;
      const met = contributions.filter(({ level }) => level === band);
      return {
        kind: 'level',
        name: `‘${label}’ is the highest level that one answer gives by itself`,
        questionIds: met.map(({ questionId }) => questionId),
      };
    }
  }
}

const labelAt = (scoring: Scoring<Band>, rank: number): string => scoring.bands[rank]?.label ?? '';

function triggerName({ id, ageAtMost, questions }: Trigger<Band>, label: string): string {
  const who = ageAtMost === undefined ? 'at any age' : `aged ${ageAtMost} or younger`;
  const what = questions === 'any_high_indicator' ? 'one high indicator' : 'one of its questions';
  return `the trigger ‘${id.replaceAll('_', ' ')}’ was met: ${who}, a yes to ${what} gives at least ‘${label}’, whatever the rest`;
}
