import { NotFound } from '../../shared/errors';
import type { DayBoxes, TypedFields } from '../../web/page-model';
import { type Factor, factorMatrix } from '../domain/factor-matrix';
import { CONTINGENCY_KINDS, LINKED_PLAN_KINDS } from '../domain/plan-vocabulary';
import { ACTION_STATUS_WORDS, CONTINGENCY_KIND_WORDS, LINKED_PLAN_KIND_WORDS } from '../domain/plan-words';
import type { ContingencyForm } from '../forms/contingency.form';
import type { FactorForm } from '../forms/factor.form';
import type { LinkedPlanForm } from '../forms/linked-plan.form';
import { planPaths } from '../paths';
import type { PlanContent } from '../plan-contents';
import { type PlanForm, planFormModel, type ShownForm, type Typed } from './plan-forms';

const choices = <Value extends string>(values: readonly Value[], words: Record<Value, string>) =>
  values.map((value) => ({ value, text: words[value] }));

const textOf = (typed: Typed, field: string): string => {
  const value = typed[field];
  return typeof value === 'string' ? value : '';
};

/** Every box that was ticked, one or many. */
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

/** The needs and risks an action may be said to answer, ticked as they were sent. */
export const factorChoices = (plan: PlanContent, typed: unknown) =>
  factorMatrix(plan).map((factor) => ({
    value: factor.id,
    text: `${factor.kind === 'need' ? 'Need' : 'Risk'}: ${shorten(factor.words)}`,
    checked: listOf(typed).includes(factor.id),
  }));

/** One need or risk: which actions answer it, or why none does. */
export const factorForm = (factorId: string): PlanForm => ({
  page: (shown: ShownForm<TypedFields<keyof FactorForm>>) => {
    const { header, plan, typed } = shown;
    const factor = factorOf(plan, factorId);
    const isTyped = Object.keys(typed).length > 0;
    const ticked = isTyped ? listOf(typed.actionIds) : factor.actions.map((action) => action.id);
    return {
      view: 'plans/views/factor.njk',
      model: {
        ...planFormModel(shown),
        formAction: planPaths.factor(header.id, factorId),
        newActionHref: planPaths.newAction(header.id),
        factor: {
          kindWords: factor.kind === 'need' ? 'Need' : 'Risk',
          words: factor.words,
          detail: factor.detail,
          explanation: factor.explanation,
        },
        actions: plan.actions.map((action) => ({
          value: action.id,
          text: action.description,
          hint: { text: `${action.ownerName}. ${ACTION_STATUS_WORDS[action.status] ?? action.status}` },
          checked: ticked.includes(action.id),
        })),
      },
    };
  },
  compare: ({ plan }, typed) => {
    const factor = factorOf(plan, factorId);
    return [
      {
        label: 'Actions that answer it',
        latest: factor.actions.map((action) => action.description).join('\n'),
        yours: plan.actions
          .filter((action) => listOf(typed['actionIds']).includes(action.id))
          .map((action) => action.description)
          .join('\n'),
      },
      { label: 'Why none does', latest: factor.explanation?.text ?? '', yours: textOf(typed, 'explanation') },
    ];
  },
});

/** @throws NotFound for a need or risk that is not active, or that this reader may not see */
function factorOf(plan: PlanContent, factorId: string): Factor {
  const factor = factorMatrix(plan).find((candidate) => candidate.id === factorId);
  if (!factor) throw new NotFound();
  return factor;
}

export const contingencyForm: PlanForm = {
  page: (shown: ShownForm<TypedFields<keyof ContingencyForm>>) => ({
    view: 'plans/views/contingency.njk',
    model: {
      ...planFormModel(shown),
      formAction: planPaths.newContingency(shown.header.id),
      kinds: choices(CONTINGENCY_KINDS, CONTINGENCY_KIND_WORDS),
    },
  }),
  compare: ({ plan }, typed) => [
    {
      label: 'If things get worse',
      latest: (plan.contingencies ?? []).map((one) => `If ${one.ifThis}: ${one.thenThis} (${one.who})`).join('\n'),
      yours: `If ${textOf(typed, 'ifThis')}: ${textOf(typed, 'thenThis')} (${textOf(typed, 'who')})`,
    },
  ],
};

export const linkedPlanForm: PlanForm = {
  page: (shown: ShownForm<TypedFields<keyof LinkedPlanForm | DayBoxes<'reviewOn'>>>) => ({
    view: 'plans/views/linked-plan.njk',
    model: {
      ...planFormModel(shown),
      formAction: planPaths.newLinkedPlan(shown.header.id),
      kinds: choices(LINKED_PLAN_KINDS, LINKED_PLAN_KIND_WORDS),
    },
  }),
  compare: ({ plan }, typed) => [
    {
      label: 'Plans that live elsewhere',
      latest: (plan.linkedPlans ?? []).map((one) => `${LINKED_PLAN_KIND_WORDS[one.kind]}, ${one.heldBy}`).join('\n'),
      yours: textOf(typed, 'heldBy'),
    },
  ],
};

const shorten = (text: string): string => (text.length > 100 ? `${text.slice(0, 99)}…` : text);
