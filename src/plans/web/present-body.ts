import { ACTION_KIND_WORDS, ACTION_KINDS, actionPaths } from '../../actions';
import { dayInWords } from '../../shared/day';
import type { PlanAction, PlanBody, PlanEntry, PlanGoal, PlanNeed, PlanRisk } from '../domain/plan-content';
import { SHOWN_WORDS, shownWords } from '../domain/shown-to-family';
import {
  COMPULSORY_NEEDS,
  type EntrySection,
  NEED_DOMAINS,
  type NeedDomain,
  type NeedStatus,
  type RiskLevel,
} from '../domain/plan-vocabulary';
import {
  ACTION_STATUS_WORDS,
  GOAL_STATUS_WORDS,
  NEED_DOMAIN_WORDS,
  NEED_STATUS_WORDS,
  RISK_DIRECTION_WORDS,
  RISK_LEVEL_WORDS,
  SECTION_WORDS,
  VOICE_WORDS,
} from '../domain/plan-words';
import { planPaths } from '../paths';
import { keptWords, presentContingencies, presentFactors, presentLinkedPlans } from './present-safety';

const NEED_CLASSES: Record<NeedStatus, string> = {
  met: 'govuk-tag--green',
  unmet: 'govuk-tag--red',
  partly_met: 'govuk-tag--orange',
  not_applicable: 'govuk-tag--grey',
  not_yet_known: 'govuk-tag--yellow',
};
const LEVEL_CLASSES: Record<RiskLevel, string> = {
  low: 'govuk-tag--grey',
  medium: 'govuk-tag--yellow',
  high: 'govuk-tag--orange',
  very_high: 'govuk-tag--red',
};

/** Challenge and support side by side: both are seen at once, and neither hides the other (seed row 51). */
const ACTION_GROUPS: { id: string; heading: string; kinds: string[] }[] = [
  { id: 'support', heading: 'Support', kinds: ACTION_KINDS.filter((kind) => kind !== 'disrupt' && kind !== 'enforce') },
  { id: 'challenge', heading: 'Challenge', kinds: ['disrupt', 'enforce'] },
];

interface Shown {
  /** The individual's id where the plan may be changed: with the addresses of what may be. */
  editing: string | null;
  /** What a change made from this page was made in the light of. */
  version?: number;
  /** Days of a closed plan's goals no longer run; an edition is as it was approved, so that no day of it does. */
  standing: 'under_way' | 'closed' | 'edition';
}

/** A plan's content in words. */
export const presentBody = (body: PlanBody, { editing, version, standing }: Shown) => {
  const section = (name: EntrySection) => presentSection(name, body.entries, editing);
  return {
    isEditable: editing !== null,
    version,
    leadProfessional: personWords(body.leadProfessional),
    planOwner: personWords(body.planOwner),
    before: [section('why_in_cohort'), section('worries'), section('working_well')],
    safety: [section('safety_plan'), section('contingency')],
    after: [section('voice'), section('carer_view'), section('disagreement')],
    factors: presentFactors(body, editing),
    contingencies: presentContingencies(body, editing),
    linkedPlans: presentLinkedPlans(body, editing),
    needs: presentNeeds(body.needs),
    needsHref: editing === null ? undefined : planPaths.needs(editing),
    risks: body.risks.filter((risk) => risk.endedOn === null).map((risk) => presentRisk(risk, editing)),
    endedRisks: body.risks.filter((risk) => risk.endedOn !== null).map((risk) => presentRisk(risk, null)),
    newRiskHref: editing === null ? undefined : planPaths.newRisk(editing),
    goals: body.goals.map((goal) => ({
      ...presentGoal(goal, editing),
      isDue: goal.status === 'open' && standing === 'under_way',
    })),
    newGoalHref: editing === null ? undefined : planPaths.newGoal(editing),
    actionGroups: ACTION_GROUPS.map(({ id, heading, kinds }) => ({
      id,
      heading,
      actions: body.actions
        .filter((action) => kinds.includes(action.kind))
        .map((action) => ({
          ...presentAction(action, body),
          isDue: action.status === 'open' && standing !== 'edition',
          // An edition says what was agreed then.
          whyHref: standing === 'edition' ? undefined : actionPaths.dueDate(action.id),
        })),
    })),
    newActionHref: editing === null ? undefined : planPaths.newAction(editing),
  };
};

const personWords = (person: PlanBody['leadProfessional']): string =>
  person === null ? 'Nobody named' : `${person.name}, ${person.agencyName}`;

function presentSection(section: EntrySection, entries: PlanEntry[], editing: string | null) {
  const [latest, ...earlier] = entries.filter((entry) => entry.section === section).map(presentEntry);
  return {
    id: section,
    heading: SECTION_WORDS[section],
    latest,
    earlier,
    addHref: editing === null ? undefined : planPaths.newEntry(editing, section),
  };
}

export const presentEntry = (entry: PlanEntry) => ({
  text: entry.text,
  askedWords: entry.askedOn
    ? `Asked${entry.askedBy ? ` by ${entry.askedBy}` : ''} on ${dayInWords(entry.askedOn)}`
    : undefined,
  visibilityWords: keptWords(entry.visibility),
  voiceWords: entry.voiceAnswer === null ? undefined : VOICE_WORDS[entry.voiceAnswer],
  author: entry.author,
  recordedAt: entry.recordedAt,
});

/** The compulsory four always, answered or not; then what else was recorded. */
function presentNeeds(needs: PlanNeed[]) {
  const shown = NEED_DOMAINS.filter((domain) => isCompulsory(domain) || needs.some((need) => need.domain === domain));
  return shown.map((domain) => {
    const need = needs.find((candidate) => candidate.domain === domain);
    return {
      domainWords: NEED_DOMAIN_WORDS[domain],
      statusWords: need ? NEED_STATUS_WORDS[need.status] : 'Not recorded',
      classes: need ? NEED_CLASSES[need.status] : 'govuk-tag--yellow',
      detail: need?.detail ?? '',
      evidence: need?.evidence ?? '',
      shownWords: need?.shownToFamily ? SHOWN_WORDS : undefined,
      recordedBy: need?.recordedBy,
      recordedAt: need?.recordedAt,
    };
  });
}

export const isCompulsory = (domain: NeedDomain): boolean => COMPULSORY_NEEDS.some((name) => name === domain);

const presentRisk = (risk: PlanRisk, editing: string | null) => ({
  factor: risk.factor,
  directionWords: RISK_DIRECTION_WORDS[risk.direction],
  levelWords: RISK_LEVEL_WORDS[risk.level],
  levelClasses: LEVEL_CLASSES[risk.level],
  protectiveFactors: risk.protectiveFactors,
  visibilityWords: keptWords(risk.visibility),
  endedOn: risk.endedOn,
  recordedBy: risk.recordedBy,
  recordedAt: risk.recordedAt,
  endHref: editing === null ? undefined : planPaths.endRisk(editing, risk.id),
});

const presentGoal = (goal: PlanGoal, editing: string | null) => ({
  position: goal.position,
  wordsOfThePerson: goal.wordsOfThePerson,
  practitionerWording: goal.practitionerWording,
  measure: goal.measure,
  baseline: goal.baseline ?? '',
  visibilityWords: keptWords(goal.visibility),
  targetOn: goal.targetOn,
  status: goal.status,
  statusWords: GOAL_STATUS_WORDS[goal.status],
  statusClasses:
    goal.status === 'achieved' ? 'govuk-tag--green' : goal.status === 'open' ? 'govuk-tag--blue' : 'govuk-tag--grey',
  statusHref: editing === null ? undefined : planPaths.goalStatus(editing, goal.id),
});

function presentAction(action: PlanAction, { goals, needs, risks }: PlanBody) {
  const goal = goals.find((candidate) => candidate.id === action.goalId);
  const answered = [...risks.map(({ id, factor }) => ({ id, words: factor })), ...needs.map(needWords)].filter(
    ({ id }) => action.answers?.includes(id),
  );
  const kind = ACTION_KINDS.find((known) => known === action.kind);
  return {
    description: action.description,
    kindWords: kind === undefined ? action.kind : ACTION_KIND_WORDS[kind],
    ownerWords: `${action.ownerName}, ${action.ownerAgencyName}`,
    dueOn: action.dueOn,
    statusWords: ACTION_STATUS_WORDS[action.status] ?? action.status,
    outcome: action.outcome,
    goalWords: goal === undefined ? undefined : `For goal ${goal.position}`,
    answersWords: answered.length === 0 ? undefined : `Answers: ${answered.map(({ words }) => words).join('; ')}`,
    visibilityWords: keptWords(action.visibility),
    shownWords: shownWords(action.shownToFamily),
  };
}

const needWords = ({ id, domain }: PlanNeed) => ({ id, words: NEED_DOMAIN_WORDS[domain] });
