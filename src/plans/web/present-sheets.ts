import { ACTION_KIND_WORDS, ACTION_KINDS } from '../../actions';
import { type CaseHeader, caseLayoutModel, PLAN_STATUS_WORDS, TIER_WORDS } from '../../individuals';
import { dayInWords } from '../../shared/day';
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
export const presentSheet = (
  header: CaseHeader,
  plan: PlanContent,
  { body, leftOut, sinceEdition }: PlanSheet,
  now: Date,
) => ({
  ...caseLayoutModel(header, 'plan'),
  backHref: planPaths.plan(header.id),
  printedAt: now,
  leftOut,
  /** What nobody has approved: said at the head, and at each part. */
  notApproved: sinceEdition?.changes ?? [],
  facts: [
    fact(
      'Plan',
      `${statusWords(plan)}${sinceEdition?.changes.length ? ', with changes since that are not approved' : ''}`,
    ),
    fact('Tier', header.tier === null ? 'Not in the cohort' : TIER_WORDS[header.tier]),
    fact('Plan owner', personWords(body.planOwner)),
    fact('Lead professional', personWords(body.leadProfessional)),
    fact('Next review', nextReviewWords(header)),
  ],
  texts: textsOf(body, ['why_in_cohort', 'worries', 'working_well', 'safety_plan', 'contingency'], sinceEdition?.ids),
  needs: body.needs
    .filter((need) => need.status !== 'not_applicable')
    .toSorted((one, other) => UNMET_FIRST.indexOf(one.status) - UNMET_FIRST.indexOf(other.status))
    .map((need) => ({
      words: NEED_DOMAIN_WORDS[need.domain],
      status: NEED_STATUS_WORDS[need.status],
      detail: need.detail,
      isNotApproved: isIn(sinceEdition, need),
    })),
  risks: body.risks
    .filter((risk) => risk.endedOn === null)
    .map((risk) => ({
      words: risk.factor,
      level: `${RISK_LEVEL_WORDS[risk.level]}, ${RISK_DIRECTION_WORDS[risk.direction].toLowerCase()}`,
      protects: risk.protectiveFactors,
      isNotApproved: isIn(sinceEdition, risk),
    })),
  gaps: gapsOf(body).map(({ words }) => words),
  goals: openGoals(body, sinceEdition?.ids),
  actions: body.actions
    .filter((action) => action.status === 'open')
    .map((action) => ({ ...presentAction(action), isNotApproved: isIn(sinceEdition, action) })),
  contingencies: standingContingencies(body, sinceEdition?.ids),
  voices: textsOf(body, ['voice', 'carer_view', 'disagreement'], sinceEdition?.ids),
  linkedPlans: (body.linkedPlans ?? [])
    .filter(({ endedOn }) => endedOn === null)
    .map((one) => ({
      words: `${LINKED_PLAN_KIND_WORDS[one.kind]}: ${[one.heldBy, one.reference, one.contact].filter(Boolean).join(', ')}`,
      isNotApproved: isIn(sinceEdition, one),
    })),
});

export type SheetModel = ReturnType<typeof presentSheet>;

const isIn = (since: PlanSheet['sinceEdition'], { id }: { id: string }): boolean => since?.ids.has(id) ?? false;

const fact = (term: string, text: string) => ({ term, text });

export const personWords = (person: PlanBody['planOwner']): string =>
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
export const textsOf = (body: PlanBody, sections: EntrySection[], notApproved?: ReadonlySet<string>) =>
  sections.flatMap((section) => {
    const entry = body.entries.find((candidate) => candidate.section === section);
    return entry === undefined
      ? []
      : [{ ...presentText(section, entry), isNotApproved: notApproved?.has(entry.id) ?? false }];
  });

const presentText = (section: EntrySection, entry: PlanEntry) => ({
  heading: SECTION_WORDS[section],
  answer: entry.voiceAnswer === null ? '' : VOICE_WORDS[entry.voiceAnswer],
  text: entry.text,
  asked: entry.askedOn ? `Asked on ${dayInWords(entry.askedOn)}` : '',
});

export const openGoals = (body: PlanBody, notApproved?: ReadonlySet<string>) =>
  body.goals
    .filter((goal) => goal.status === 'open')
    .map((goal) => ({
      words: goal.wordsOfThePerson,
      wording: goal.practitionerWording,
      measure: goal.measure,
      baseline: goal.baseline,
      targetOn: goal.targetOn,
      isNotApproved: notApproved?.has(goal.id) ?? false,
    }));

export function presentAction(action: PlanAction) {
  const kind = ACTION_KINDS.find((known) => known === action.kind);
  return {
    description: action.description,
    kind: kind === undefined ? action.kind : ACTION_KIND_WORDS[kind],
    owner: `${action.ownerName}, ${action.ownerAgencyName}`,
    dueOn: action.dueOn,
  };
}

export const standingContingencies = (body: PlanBody, notApproved?: ReadonlySet<string>) =>
  (body.contingencies ?? [])
    .filter(({ endedOn }) => endedOn === null)
    .map(({ id, kind, ifThis, thenThis, who }) => ({
      heading: CONTINGENCY_KIND_WORDS[kind],
      ifThis,
      thenThis,
      who,
      isNotApproved: notApproved?.has(id) ?? false,
    }));
