import { answersNow, type Factor, FACTOR_STATE_WORDS, factorKey, factorMatrix, saysWhatAnswers } from './factor-matrix';
import type { PlanAction, PlanBody } from './plan-content';
import { readByAll } from './plan-content';
import {
  ACTION_STATUS_WORDS,
  CONTINGENCY_KIND_WORDS,
  GOAL_STATUS_WORDS,
  LINKED_PLAN_KIND_WORDS,
  NEED_DOMAIN_WORDS,
  NEED_STATUS_WORDS,
  RISK_LEVEL_WORDS,
  SECTION_WORDS,
} from './plan-words';

/**
 * What the plan says now that its edition did not, one sentence each, in the order of the plan. Contains case content.
 * What only one agency may read is left out: the list is the same for everybody.
 */
export function changesSince(edition: PlanBody, plan: PlanBody): string[] {
  const before = readByAll(edition);
  const after = readByAll(plan);
  return [
    ...personChange('Lead professional', before.leadProfessional, after.leadProfessional),
    ...personChange('Plan owner', before.planOwner, after.planOwner),
    ...entryChanges(before, after),
    ...needChanges(before, after),
    ...riskChanges(before, after),
    ...goalChanges(before, after),
    ...actionChanges(before, after),
    ...coverageChanges(before, after),
    ...contingencyChanges(before, after),
    ...linkedPlanChanges(before, after),
  ];
}

/**
 * The same without progress: that an action was done or a need answered is work on what was approved, and asks for no approval
 * by itself. For paper, where what was added, changed or taken out since must be told from what a manager agreed to.
 */
export function notApprovedSince(edition: PlanBody, plan: PlanBody): string[] {
  const before = readByAll(edition);
  const after = readByAll(plan);
  const isSameStatus = ({ id, status }: PlanAction): boolean =>
    before.actions.every((action) => action.id !== id || action.status === status);
  return [
    ...personChange('Lead professional', before.leadProfessional, after.leadProfessional),
    ...personChange('Plan owner', before.planOwner, after.planOwner),
    ...entryChanges(before, after),
    ...needChanges(before, after),
    ...riskChanges(before, after),
    ...goalChanges(before, after),
    ...actionChanges(before, { ...after, actions: after.actions.filter(isSameStatus) }),
    ...contingencyChanges(before, after),
    ...linkedPlanChanges(before, after),
  ];
}

type Named = { id: string; name: string } | null;

function personChange(part: string, before: Named, after: Named): string[] {
  if (before?.id === after?.id) return [];
  return [`${part}: ${before?.name ?? 'nobody'} before, ${after?.name ?? 'nobody'} now`];
}

function entryChanges(before: PlanBody, after: PlanBody): string[] {
  const known = new Set(before.entries.map((entry) => entry.id));
  return after.entries
    .filter((entry) => !known.has(entry.id))
    .map((entry) => `${SECTION_WORDS[entry.section]}: ${entry.author} added an entry`);
}

function needChanges(before: PlanBody, after: PlanBody): string[] {
  return after.needs.flatMap((need) => {
    const words = NEED_DOMAIN_WORDS[need.domain];
    const status = NEED_STATUS_WORDS[need.status].toLowerCase();
    const earlier = before.needs.find((candidate) => candidate.domain === need.domain);
    if (!earlier) return [`Need recorded: ${words}, ${status}`];
    if (earlier.status !== need.status) {
      return [`${words}: ${NEED_STATUS_WORDS[earlier.status].toLowerCase()} before, ${status} now`];
    }
    if (earlier.detail !== need.detail) return [`${words}: the detail changed`];
    const [wasShown, isShown] = [earlier.shownToFamily ?? false, need.shownToFamily ?? false];
    return wasShown === isShown ? [] : [`${words}: ${isShown ? 'now' : 'no longer'} shown to the person and family`];
  });
}

function riskChanges(before: PlanBody, after: PlanBody): string[] {
  return after.risks.flatMap((risk) => {
    const earlier = before.risks.find((candidate) => candidate.id === risk.id);
    if (!earlier) return [`Risk added: ${risk.factor} (${RISK_LEVEL_WORDS[risk.level].toLowerCase()})`];
    return earlier.endedOn === risk.endedOn ? [] : [`Risk ended: ${risk.factor}`];
  });
}

function goalChanges(before: PlanBody, after: PlanBody): string[] {
  return after.goals.flatMap((goal) => {
    const earlier = before.goals.find((candidate) => candidate.id === goal.id);
    if (!earlier) return [`Goal added: ${goal.wordsOfThePerson}`];
    if (earlier.status === goal.status) return [];
    return [`Goal ${goal.position}: ${GOAL_STATUS_WORDS[goal.status].toLowerCase()} (${goal.wordsOfThePerson})`];
  });
}

function actionChanges(before: PlanBody, after: PlanBody): string[] {
  return after.actions.flatMap((action) => {
    const earlier = before.actions.find((candidate) => candidate.id === action.id);
    if (!earlier) return [`Action added: ${action.description} (${action.ownerName})`];
    const status = (ACTION_STATUS_WORDS[action.status] ?? action.status).toLowerCase();
    if (earlier.status !== action.status) return [`Action ${status}: ${action.description}`];
    if (earlier.ownerName !== action.ownerName || earlier.dueOn !== action.dueOn) {
      return [`Action changed: ${action.description} (${action.ownerName})`];
    }
    return [];
  });
}

/** What answers a risk or need, and why nothing does; that a risk or need is new is said where it stands. */
function coverageChanges(before: PlanBody, after: PlanBody): string[] {
  if (!saysWhatAnswers(before)) return [];
  const earlier = new Map(factorMatrix(before).map((factor) => [factorKey(factor), factor]));
  return factorMatrix(after).flatMap((factor) => coverageChange(earlier.get(factorKey(factor)), factor));
}

function coverageChange(earlier: Factor | undefined, factor: Factor): string[] {
  const now = FACTOR_STATE_WORDS[factor.state].toLowerCase();
  const why =
    factor.explanation && factor.state === 'explained'
      ? ` by ${factor.explanation.by}: ${factor.explanation.text}`
      : '';
  if (!earlier) return why === '' ? [] : [`${factor.words}: ${now}${why}`];
  if (earlier.state !== factor.state) {
    return [`${factor.words}: ${FACTOR_STATE_WORDS[earlier.state].toLowerCase()} before, now ${now}${why}`];
  }
  if (why !== '' && earlier.explanation?.text !== factor.explanation?.text)
    return [`${factor.words}: ${now} anew${why}`];
  const answers = answersNow(factor).join(', ');
  return answers === answersNow(earlier).join(', ') ? [] : [`${factor.words}: answered by ${answers}`];
}

function contingencyChanges(before: PlanBody, after: PlanBody): string[] {
  return (after.contingencies ?? []).flatMap((one) => {
    const earlier = before.contingencies?.find((candidate) => candidate.id === one.id);
    const words = `${CONTINGENCY_KIND_WORDS[one.kind]}: ${one.ifThis}`;
    if (!earlier) return [`Added: ${words}`];
    return earlier.endedOn === one.endedOn ? [] : [`No longer holds: ${words}`];
  });
}

function linkedPlanChanges(before: PlanBody, after: PlanBody): string[] {
  return (after.linkedPlans ?? []).flatMap((one) => {
    const earlier = before.linkedPlans?.find((candidate) => candidate.id === one.id);
    const words = `${LINKED_PLAN_KIND_WORDS[one.kind]}, ${one.heldBy}`;
    if (!earlier) return [`Plan elsewhere linked: ${words}`];
    return earlier.endedOn === one.endedOn ? [] : [`Plan elsewhere ended: ${words}`];
  });
}
