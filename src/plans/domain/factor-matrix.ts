import type { GapExplanation, PlanAction, PlanBody, PlanNeed, PlanRisk } from './plan-content';
import type { RiskLevel } from './plan-vocabulary';
import { NEED_DOMAIN_WORDS } from './plan-words';

/**
 * `covered`: an action is open for it. `explained`: none is, and somebody says why. `done`: all that was promised is done, and
 * the risk or need is still there. `gap`: none of these.
 */
export type FactorState = 'covered' | 'explained' | 'done' | 'gap';

export const FACTOR_STATE_WORDS: Record<FactorState, string> = {
  covered: 'Answered',
  explained: 'Not answered: explained',
  done: 'Done, and still there',
  gap: 'Nothing answers this',
};

/** One active need or risk of a plan, with what is done about it. */
export interface Factor {
  id: string;
  kind: 'need' | 'risk';
  words: string;
  detail: string;
  level: RiskLevel | null;
  state: FactorState;
  /** Every action that names it, whatever became of it. */
  actions: PlanAction[];
  /** The explanation that stands. */
  explanation: GapExplanation | null;
}

/**
 * Every active risk and need with the actions that answer it (seed row 23). Active is a risk that has not ended and a need that
 * is unmet, partly met or not yet known: finding out is something to do. What is met or does not apply asks for no action. Indicator
 * I5 counts otherwise, unmet and partly met needs alone, and the
 * partnership's own words for it are “at least one open or completed action”.
 */
export const factorMatrix = (body: PlanBody): Factor[] => [
  ...body.risks.filter((risk) => risk.endedOn === null).map((risk) => ofRisk(risk, body.actions)),
  ...body.needs.filter((need) => asksForAction(need.status)).map((need) => ofNeed(need, body.actions)),
];

/** What is left of a need asks for an action too, and so does finding out what nobody knows yet. */
const asksForAction = (status: PlanNeed['status']): boolean => ACTIVE.includes(status);

const ACTIVE: readonly PlanNeed['status'][] = ['unmet', 'partly_met', 'not_yet_known'];

/** Nobody does anything about it now, and nobody says why. */
export const isGap = ({ state }: Factor): boolean => state === 'gap' || state === 'done';

/** Editions from before actions named what they answer do not say what was answered: that is not the same as nothing. */
export const saysWhatAnswers = ({ actions }: PlanBody): boolean =>
  actions.length === 0 || actions.some(({ answers }) => answers !== undefined);

/** The same risk or need in another edition: a need is written anew, and is known by its domain. */
export const factorKey = ({ id, kind, words }: Factor): string => (kind === 'need' ? words : id);

/** What answers it now, each action with its owner. */
export const answersNow = ({ actions }: Factor): string[] =>
  actions
    .filter(({ status }) => status === 'open')
    .map(({ description, ownerName }) => `${description} (${ownerName})`);

export const gapsOf = (body: PlanBody): Factor[] => factorMatrix(body).filter(isGap);

const ofRisk = (risk: PlanRisk, actions: PlanAction[]): Factor =>
  factorOf({ id: risk.id, kind: 'risk', words: risk.factor, detail: '', level: risk.level }, actions, risk.gap ?? null);

/** Why an unmet need had no action was said of the need as it stood then: recorded anew, it asks again. */
function ofNeed(need: PlanNeed, actions: PlanAction[]): Factor {
  const stands = need.gap && need.gap.at >= need.recordedAt ? need.gap : null;
  const { id, detail } = need;
  return factorOf({ id, kind: 'need', words: NEED_DOMAIN_WORDS[need.domain], detail, level: null }, actions, stands);
}

type Named = Pick<Factor, 'id' | 'kind' | 'words' | 'detail' | 'level'>;

function factorOf(factor: Named, all: PlanAction[], explanation: GapExplanation | null): Factor {
  const actions = all.filter((action) => action.answers?.includes(factor.id));
  return { ...factor, actions, explanation, state: stateOf(actions, explanation) };
}

/**
 * An action that is done is an output, and whether it changed anything is for people to say: whoever finds the risk gone ends it,
 * and a need that is met is recorded as met. Until then only what is still to do answers it. What was not done, could not be done
 * or is no longer needed answered nothing.
 */
function stateOf(actions: PlanAction[], explanation: GapExplanation | null): FactorState {
  if (actions.some(({ status }) => status === 'open')) return 'covered';
  const done = actions.filter(({ status }) => status === 'done');
  if (explanation && done.every(({ closedAt }) => !closedAt || explanation.at >= closedAt)) return 'explained';
  return done.length > 0 ? 'done' : 'gap';
}
