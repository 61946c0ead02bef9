import { COMPULSORY_NEEDS, type NeedDomain, type NeedStatus, type PlanContent, type RiskDirection } from '../../plans';

const NEED_WORDS: Record<NeedDomain, string> = {
  mental_health: 'Mental health',
  speech_language_communication: 'Speech, language and communication',
  learning_disability: 'Learning disability',
  adverse_childhood_experiences: 'Adverse childhood experiences',
  education_employment: 'Education or employment',
  substance_use: 'Substance use',
  physical_health: 'Physical health',
  accommodation: 'Accommodation',
  family: 'Family',
  peers: 'Peers',
  identity_belonging: 'Identity and belonging',
  finance: 'Finance',
};

const NEED_STATUS_WORDS: Record<NeedStatus, string> = {
  met: 'Met',
  unmet: 'Unmet',
  not_applicable: 'Not a need',
  not_yet_known: 'Not yet known',
};

const NEED_STATUS_CLASSES: Record<NeedStatus, string> = {
  met: 'govuk-tag--green',
  unmet: 'govuk-tag--red',
  not_applicable: 'govuk-tag--grey',
  not_yet_known: 'govuk-tag--yellow',
};

const UNMET_FIRST: NeedStatus[] = ['unmet', 'not_yet_known', 'met', 'not_applicable'];

const DIRECTION_WORDS: Record<RiskDirection, string> = {
  from_others: 'Risk from others',
  to_others: 'Risk to others',
  to_self: 'Risk to self',
};

const LEVEL_WORDS: Record<string, string> = { low: 'Low', medium: 'Medium', high: 'High', very_high: 'Very high' };

/** The plan in short: needs with the unmet first, current risks, open goals in the person's own words. */
export const presentPlan = (plan: PlanContent) => ({
  isLive: plan.currentEdition !== null,
  why: plan.entries.find((entry) => entry.section === 'why_in_cohort')?.text ?? '',
  needs: [
    ...plan.needs.map((need) => ({ domain: need.domain, status: need.status, detail: need.detail })),
    // A compulsory domain nobody has answered is not known; leaving it out would read as no need.
    ...COMPULSORY_NEEDS.filter((domain) => !plan.needs.some((need) => need.domain === domain)).map((domain) => ({
      domain,
      status: 'not_yet_known' as const,
      detail: '',
    })),
  ]
    .filter((need) => need.status !== 'not_applicable')
    .sort((one, other) => UNMET_FIRST.indexOf(one.status) - UNMET_FIRST.indexOf(other.status))
    .map((need) => ({
      words: NEED_WORDS[need.domain],
      statusWords: NEED_STATUS_WORDS[need.status],
      statusClasses: NEED_STATUS_CLASSES[need.status],
      detail: need.detail,
    })),
  risks: plan.risks
    .filter((risk) => risk.endedOn === null)
    .map((risk) => ({
      factor: risk.factor,
      directionWords: DIRECTION_WORDS[risk.direction],
      levelWords: LEVEL_WORDS[risk.level] ?? risk.level,
      protectiveFactors: risk.protectiveFactors,
    })),
  goals: plan.goals
    .filter((goal) => goal.status === 'open')
    .map((goal) => ({ words: goal.wordsOfThePerson, wording: goal.practitionerWording, targetOn: goal.targetOn })),
  contingency: plan.entries.find((entry) => entry.section === 'contingency')?.text ?? '',
});
