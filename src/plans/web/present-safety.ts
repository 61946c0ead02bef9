import { VISIBILITIES, VISIBILITY_WORDS } from '../../notes';
import { type Factor, FACTOR_STATE_WORDS, factorMatrix, type FactorState, isGap } from '../domain/factor-matrix';
import type { LinkedPlan, PlanBody, PlanContingency } from '../domain/plan-content';
import { shownWords } from '../domain/shown-to-family';
import {
  ACTION_STATUS_WORDS,
  CONTINGENCY_KIND_WORDS,
  LINKED_PLAN_KIND_WORDS,
  RISK_LEVEL_WORDS,
} from '../domain/plan-words';
import { planPaths } from '../paths';

const STATE_CLASSES: Record<FactorState, string> = {
  covered: 'govuk-tag--green',
  explained: 'govuk-tag--yellow',
  done: 'govuk-tag--red',
  gap: 'govuk-tag--red',
};

const NEXT_WHEN_DONE: Record<Factor['kind'], string> = {
  risk: 'All that was agreed for it is done. If the risk is gone, end it. If not, add an action or say why there is none.',
  need: 'All that was agreed for it is done. If the need is met, record that. If not, add an action or say why there is none.',
};

/** Every active risk and need with what answers it, the gaps counted. */
export const presentFactors = (body: PlanBody, editing: string | null) => {
  const factors = factorMatrix(body);
  return {
    rows: factors.map((factor) => presentFactor(factor, editing)),
    open: factors.filter(isGap).map((factor) => presentFactor(factor, null)),
    explained: factors.filter(({ state }) => state === 'explained').map((factor) => presentFactor(factor, null)),
    gapCount: factors.filter(isGap).length,
  };
};

const presentFactor = (factor: Factor, editing: string | null) => ({
  kindWords: factor.kind === 'need' ? 'Need' : 'Risk',
  words: factor.words,
  levelWords: factor.level === null ? undefined : RISK_LEVEL_WORDS[factor.level],
  stateWords: FACTOR_STATE_WORDS[factor.state],
  stateClasses: STATE_CLASSES[factor.state],
  actions: factor.actions.map((action) => ({
    description: action.description,
    words: `${action.ownerName}. ${ACTION_STATUS_WORDS[action.status] ?? action.status}`,
  })),
  nextWords: factor.state === 'done' ? NEXT_WHEN_DONE[factor.kind] : undefined,
  explanation: factor.state === 'explained' ? factor.explanation : null,
  href: editing === null ? undefined : planPaths.factor(editing, factor.id),
});

/** Only some agencies: in words. */
export const keptWords = (visibility: string | undefined): string | undefined => {
  const known = VISIBILITIES.find((candidate) => candidate === visibility && candidate !== 'all_agencies');
  return known === undefined ? undefined : VISIBILITY_WORDS[known];
};

export const presentContingencies = (body: PlanBody, editing: string | null) => {
  const [standing, ended] = apart(body.contingencies ?? []);
  return {
    standing: standing.map((one) => presentContingency(one, editing)),
    ended: ended.map((one) => presentContingency(one, null)),
    addHref: editing === null ? undefined : planPaths.newContingency(editing),
  };
};

const presentContingency = (one: PlanContingency, editing: string | null) => ({
  kindWords: CONTINGENCY_KIND_WORDS[one.kind],
  ifThis: one.ifThis,
  thenThis: one.thenThis,
  who: one.who,
  endedOn: one.endedOn,
  recordedBy: one.recordedBy,
  recordedAt: one.recordedAt,
  visibilityWords: keptWords(one.visibility),
  shownWords: shownWords(one.shownToFamily),
  endHref: editing === null ? undefined : planPaths.endContingency(editing, one.id),
});

export const presentLinkedPlans = (body: PlanBody, editing: string | null) => {
  const [standing, ended] = apart(body.linkedPlans ?? []);
  return {
    standing: standing.map((one) => presentLinkedPlan(one, editing)),
    ended: ended.map((one) => presentLinkedPlan(one, null)),
    addHref: editing === null ? undefined : planPaths.newLinkedPlan(editing),
  };
};

const presentLinkedPlan = (one: LinkedPlan, editing: string | null) => ({
  kindWords: LINKED_PLAN_KIND_WORDS[one.kind],
  heldBy: one.heldBy,
  reference: one.reference,
  contact: one.contact,
  reviewOn: one.reviewOn,
  endedOn: one.endedOn,
  recordedBy: one.recordedBy,
  recordedAt: one.recordedAt,
  endHref: editing === null ? undefined : planPaths.endLinkedPlan(editing, one.id),
});

const apart = <Part extends { endedOn: string | null }>(parts: Part[]): [standing: Part[], ended: Part[]] => [
  parts.filter((part) => part.endedOn === null),
  parts.filter((part) => part.endedOn !== null),
];
