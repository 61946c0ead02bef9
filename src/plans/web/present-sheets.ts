import { ACTION_KIND_WORDS, ACTION_KINDS } from '../../actions';
import { type CaseHeader, caseLayoutModel, PLAN_STATUS_WORDS, TIER_WORDS } from '../../individuals';
import { dayInWords, type Day } from '../../shared/day';
import { gapsOf } from '../domain/factor-matrix';
import type { PlanAction, PlanBody, PlanEntry } from '../domain/plan-content';
import type { EntrySection } from '../domain/plan-vocabulary';
import {
  CONTINGENCY_KIND_WORDS,
  LINKED_PLAN_KIND_WORDS,
  NEED_DOMAIN_WORDS,
  NEED_STATUS_WORDS,
  RISK_DIRECTION_WORDS,
  RISK_LEVEL_WORDS,
  SECTION_WORDS,
  VOICE_WORDS,
} from '../domain/plan-words';
import { planPaths } from '../paths';
import type { PlanContent } from '../plan-contents';
import type { PlanSheet } from '../plan-sheets';

const UNMET_FIRST = ['unmet', 'partly_met', 'not_yet_known', 'met', 'not_applicable'];

/** One to two sheets for the people of the case: what stands today, without the history. */
export const presentSheet = (header: CaseHeader, plan: PlanContent, { body, leftOut }: PlanSheet, now: Date) => ({
  ...caseLayoutModel(header, 'plan'),
  backHref: planPaths.plan(header.id),
  printedAt: now,
  leftOut,
  facts: [
    fact('Plan', statusWords(plan)),
    fact('Tier', header.tier === null ? 'Not in the cohort' : TIER_WORDS[header.tier]),
    fact('Plan owner', personWords(body.planOwner)),
    fact('Lead professional', personWords(body.leadProfessional)),
    fact('Next review', nextReviewWords(header)),
  ],
  texts: textsOf(body, ['why_in_cohort', 'worries', 'working_well', 'safety_plan', 'contingency']),
  needs: body.needs
    .filter((need) => need.status !== 'not_applicable')
    .toSorted((one, other) => UNMET_FIRST.indexOf(one.status) - UNMET_FIRST.indexOf(other.status))
    .map((need) => ({
      words: NEED_DOMAIN_WORDS[need.domain],
      status: NEED_STATUS_WORDS[need.status],
      detail: need.detail,
    })),
  risks: body.risks
    .filter((risk) => risk.endedOn === null)
    .map((risk) => ({
      words: risk.factor,
      level: `${RISK_LEVEL_WORDS[risk.level]}, ${RISK_DIRECTION_WORDS[risk.direction].toLowerCase()}`,
      protects: risk.protectiveFactors,
    })),
  gaps: gapsOf(body).map(({ words }) => words),
  goals: openGoals(body),
  actions: body.actions.filter((action) => action.status === 'open').map(presentAction),
  contingencies: standingContingencies(body),
  voices: textsOf(body, ['voice', 'carer_view', 'disagreement']),
  linkedPlans: (body.linkedPlans ?? [])
    .filter(({ endedOn }) => endedOn === null)
    .map(
      (one) =>
        `${LINKED_PLAN_KIND_WORDS[one.kind]}: ${[one.heldBy, one.reference, one.contact].filter(Boolean).join(', ')}`,
    ),
});

export type SheetModel = ReturnType<typeof presentSheet>;

/** What people do, and what they have done: somebody who was promised something looks for it. */
function shownActions(body: PlanBody) {
  const mayBeShown = body.actions.filter(({ kind }) => !NOT_SHOWN.includes(kind));
  return {
    actions: mayBeShown.filter(({ status }) => status === 'open').map(presentAction),
    done: mayBeShown.filter(({ status }) => status === 'done').map(presentAction),
  };
}

/** Enforcement and disruption are agreed between agencies; they are not for this paper. */
const NOT_SHOWN = ['disrupt', 'enforce'];

interface Shown {
  to: 'person' | 'family';
  on: Day;
}

/**
 * What a young person or their family can be shown: what they said, what we do with them, who does it and what happens if things
 * get worse. No level, band, tier or score, no risk, nothing that only some agencies read or must be asked about. What the young
 * person said, the words of their goals too, is for them alone, what the carer said for the carer: each may be afraid of the other.
 */
export const presentFamilySheet = (header: CaseHeader, plan: PlanContent, { body }: PlanSheet, shown: Shown) => ({
  ...caseLayoutModel(header, 'plan'),
  backHref: planPaths.plan(header.id),
  isForFamily: shown.to === 'family',
  otherHref:
    shown.to === 'family' ? planPaths.versionToShow(header.id) : `${planPaths.versionToShow(header.id)}?for=family`,
  firstName: header.name.split(' ')[0] ?? '',
  shownOn: shown.on,
  isAgreed: plan.currentEdition !== null,
  people: peopleOf(body),
  goals: openGoals(body).map((goal) => ({ ...goal, words: shown.to === 'family' ? '' : goal.words })),
  ...shownActions(body),
  contingencies: standingContingencies(body),
  texts: textsOf(body, ['working_well', 'safety_plan']),
  voices: textsOf(spoken(body), [shown.to === 'family' ? 'carer_view' : 'voice']),
});

export type FamilySheetModel = ReturnType<typeof presentFamilySheet>;

/** Whom to talk to: one person may both lead and own the plan. */
const peopleOf = ({ leadProfessional, planOwner }: PlanBody): string[] => {
  const isBoth = planOwner !== null && planOwner.id === leadProfessional?.id;
  return [leadProfessional, isBoth ? null : planOwner].flatMap((person) =>
    person === null ? [] : [personWords(person)],
  );
};

/** Why somebody could not be asked is said among professionals; it is no word of theirs. What they said before stands. */
const spoken = (body: PlanBody): PlanBody => ({
  ...body,
  entries: body.entries.filter(({ voiceAnswer }) => voiceAnswer !== 'could_not_ask'),
});

const fact = (term: string, text: string) => ({ term, text });

const personWords = (person: PlanBody['planOwner']): string =>
  person === null ? 'Nobody named' : `${person.name}, ${person.agencyName}`;

const statusWords = ({ status, currentEdition, approvedBy }: PlanContent): string => {
  const words = PLAN_STATUS_WORDS[status] ?? status;
  if (currentEdition === null) return words;
  return `${words}, edition ${currentEdition}${approvedBy === null ? '' : `, approved by ${approvedBy}`}`;
};

function nextReviewWords({ nextReviewDueOn, reviewExemption }: CaseHeader): string {
  if (nextReviewDueOn !== null) return dayInWords(nextReviewDueOn);
  return reviewExemption === null ? 'Not set' : `Exempt until ${dayInWords(reviewExemption.until)}`;
}

/** The newest word of each section that has any. */
const textsOf = (body: PlanBody, sections: EntrySection[]) =>
  sections.flatMap((section) => {
    const entry = body.entries.find((candidate) => candidate.section === section);
    return entry === undefined ? [] : [presentText(section, entry)];
  });

const presentText = (section: EntrySection, entry: PlanEntry) => ({
  heading: SECTION_WORDS[section],
  answer: entry.voiceAnswer === null ? '' : VOICE_WORDS[entry.voiceAnswer],
  text: entry.text,
  asked: entry.askedOn ? `Asked on ${dayInWords(entry.askedOn)}` : '',
});

const openGoals = (body: PlanBody) =>
  body.goals
    .filter((goal) => goal.status === 'open')
    .map((goal) => ({
      words: goal.wordsOfThePerson,
      wording: goal.practitionerWording,
      measure: goal.measure,
      baseline: goal.baseline,
      targetOn: goal.targetOn,
    }));

function presentAction(action: PlanAction) {
  const kind = ACTION_KINDS.find((known) => known === action.kind);
  return {
    description: action.description,
    kind: kind === undefined ? action.kind : ACTION_KIND_WORDS[kind],
    owner: `${action.ownerName}, ${action.ownerAgencyName}`,
    dueOn: action.dueOn,
  };
}

const standingContingencies = (body: PlanBody) =>
  (body.contingencies ?? [])
    .filter(({ endedOn }) => endedOn === null)
    .map(({ kind, ifThis, thenThis, who }) => ({ heading: CONTINGENCY_KIND_WORDS[kind], ifThis, thenThis, who }));
