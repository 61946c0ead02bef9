import { ACTION_KIND_WORDS, ACTION_KINDS } from '../../actions';
import { type Colleague, colleagueChoices } from '../../users';
import type { DayBoxes, TypedFields } from '../../web/page-model';
import {
  ASKED_SECTIONS,
  type EntrySection,
  RISK_DIRECTIONS,
  RISK_LEVELS,
  VOICE_ANSWERS,
} from '../domain/plan-vocabulary';
import { RISK_DIRECTION_WORDS, RISK_LEVEL_WORDS, SECTION_WORDS, VOICE_WORDS } from '../domain/plan-words';
import { planPaths } from '../paths';
import type { PlanActionForm } from '../forms/action.form';
import type { EntryForm } from '../forms/entry.form';
import type { GoalForm } from '../forms/goal.form';
import type { RiskForm } from '../forms/risk.form';
import { type PlanForm, planFormModel, type ShownForm, type Typed } from './plan-forms';
import type { LoadedPlan } from './plan-page';
import { factorChoices } from './safety-forms';
import { presentEntry } from './present-body';

const choices = <Value extends string>(values: readonly Value[], words: Record<Value, string>) =>
  values.map((value) => ({ value, text: words[value] }));

const textOf = (typed: Typed, field: string): string => {
  const value = typed[field];
  return typeof value === 'string' ? value : '';
};

const lines = (texts: string[]): string => texts.map((text, at) => `${at + 1}. ${text}`).join('\n');

export const riskForm: PlanForm = {
  page: (shown: ShownForm<TypedFields<keyof RiskForm>>) => ({
    view: 'plans/views/risk.njk',
    model: {
      ...planFormModel(shown),
      formAction: planPaths.newRisk(shown.header.id),
      directions: choices(RISK_DIRECTIONS, RISK_DIRECTION_WORDS),
      levels: choices(RISK_LEVELS, RISK_LEVEL_WORDS),
    },
  }),
  compare: ({ plan }, typed) => [
    {
      label: 'Risks',
      latest: lines(plan.risks.filter((risk) => risk.endedOn === null).map((risk) => risk.factor)),
      yours: textOf(typed, 'factor'),
    },
  ],
};

export const goalForm: PlanForm = {
  page: (shown: ShownForm<TypedFields<keyof GoalForm | DayBoxes<'targetOn'>>>) => ({
    view: 'plans/views/goal.njk',
    model: {
      ...planFormModel(shown),
      formAction: planPaths.newGoal(shown.header.id),
    },
  }),
  compare: ({ plan }, typed) => [
    {
      label: 'Goals',
      latest: lines(plan.goals.map((goal) => goal.wordsOfThePerson)),
      yours: textOf(typed, 'wordsOfThePerson'),
    },
  ],
};

export const actionForm = (colleagues: () => Promise<Colleague[]>): PlanForm => ({
  page: async (shown: ShownForm<TypedFields<keyof PlanActionForm | DayBoxes<'dueOn'>>>) => {
    const { header, plan, typed } = shown;
    return {
      view: 'plans/views/action.njk',
      model: {
        ...planFormModel(shown),
        formAction: planPaths.newAction(header.id),
        kinds: choices(ACTION_KINDS, ACTION_KIND_WORDS),
        factors: factorChoices(plan, typed['answers']),
        owners: colleagueChoices(await colleagues(), typed['ownerId']),
        goals: [
          { value: '', text: 'No goal in particular' },
          ...plan.goals
            .filter((goal) => goal.status === 'open')
            .map((goal) => ({
              value: goal.id,
              text: `Goal ${goal.position}: ${shorten(goal.wordsOfThePerson)}`,
              selected: goal.id === typed['goalId'],
            })),
        ],
      },
    };
  },
  compare: ({ plan }, typed) => [
    {
      label: 'Actions',
      latest: lines(plan.actions.map((action) => action.description)),
      yours: textOf(typed, 'description'),
    },
  ],
});

export const entryForm = (section: EntrySection): PlanForm => ({
  page: (shown: ShownForm<TypedFields<keyof EntryForm | DayBoxes<'askedOn'>>>) => ({
    view: 'plans/views/entry.njk',
    model: {
      ...planFormModel(shown),
      formAction: planPaths.newEntry(shown.header.id, section),
      heading: SECTION_WORDS[section],
      isVoice: section === 'voice',
      isAsked: ASKED_SECTIONS.includes(section),
      hint: HINTS[section],
      answers: choices(VOICE_ANSWERS, VOICE_WORDS),
      latest: latestOf(shown, section),
    },
  }),
  compare: (loaded, typed) => [
    { label: SECTION_WORDS[section], latest: latestOf(loaded, section)?.text ?? '', yours: textOf(typed, 'text') },
  ],
});

function latestOf({ plan }: LoadedPlan, section: EntrySection) {
  const entry = plan.entries.find((candidate) => candidate.section === section);
  return entry === undefined ? undefined : presentEntry(entry);
}

const HINTS: Record<EntrySection, string> = {
  why_in_cohort: 'What happened, when, who said so and on what evidence. Say what is fact and what is opinion.',
  worries: 'What could happen, to whom, and what makes you think so. Describe the harm, not a label for the person.',
  working_well: 'People, places and strengths that keep this person safe.',
  safety_plan: 'Warning signs, safe people and places, agreed times to stay away, and who to call.',
  contingency: 'What else is done if things get worse, beside each “if this, then that” of the plan.',
  voice:
    'What matters to them, what they think would help, who asked, when and how. If you could not ask, say why and when you will.',
  carer_view: 'What the parent or carer says. If you have not asked, say why.',
  disagreement: 'Who sees it differently, why, and what was decided all the same. It is kept, not smoothed over.',
};

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
