import type {
  ContingencyKind,
  EntrySection,
  GoalStatus,
  LinkedPlanKind,
  NeedDomain,
  NeedStatus,
  RiskDirection,
  RiskLevel,
  VoiceAnswer,
} from './plan-vocabulary';

export const NEED_DOMAIN_WORDS: Record<NeedDomain, string> = {
  mental_health: 'Mental health',
  speech_language_communication: 'Speech, language and communication',
  learning_disability: 'Learning disability',
  adverse_childhood_experiences: 'Adverse childhood experiences',
  education_employment: 'Education and employment',
  substance_use: 'Substance use',
  physical_health: 'Physical health',
  accommodation: 'Accommodation',
  family: 'Family',
  peers: 'Peers',
  identity_belonging: 'Identity and belonging',
  finance: 'Finance',
  faith_culture: 'Faith and culture',
};

export const NEED_STATUS_WORDS: Record<NeedStatus, string> = {
  met: 'Met',
  partly_met: 'Partly met',
  unmet: 'Unmet',
  not_applicable: 'Not applicable',
  not_yet_known: 'Not yet known',
};

export const RISK_DIRECTION_WORDS: Record<RiskDirection, string> = {
  from_others: 'From others',
  to_others: 'To others',
  to_self: 'To self',
};

export const RISK_LEVEL_WORDS: Record<RiskLevel, string> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  very_high: 'Very high',
};

export const GOAL_STATUS_WORDS: Record<GoalStatus, string> = {
  open: 'Open',
  achieved: 'Achieved',
  no_longer_needed: 'No longer needed',
};

export const SECTION_WORDS: Record<EntrySection, string> = {
  why_in_cohort: 'Why this person is in the cohort',
  worries: 'What we are worried about',
  working_well: 'What is working well',
  safety_plan: 'Safety plan',
  contingency: 'What we do if things get worse',
  voice: 'What the person says',
  carer_view: 'What the parent or carer says',
  disagreement: 'Where professionals disagree',
};

export const VOICE_WORDS: Record<VoiceAnswer, string> = {
  agrees: 'Agrees with the plan',
  partly: 'Agrees with part of the plan',
  does_not_agree: 'Does not agree with the plan',
  could_not_ask: 'We could not ask',
};

export const CONTINGENCY_KIND_WORDS: Record<ContingencyKind, string> = {
  threat: 'If they are threatened or attacked',
  missing: 'If they are missing',
  retaliation: 'If there may be retaliation',
  release_day: 'On the day they are released',
  enforcement: 'Around disruption or enforcement',
  other: 'If something else happens',
};

export const LINKED_PLAN_KIND_WORDS: Record<LinkedPlanKind, string> = {
  child_in_need: 'Child in need plan',
  child_protection: 'Child protection plan',
  early_help: 'Early Help plan',
  looked_after: 'Care plan (looked after child)',
  pathway: 'Pathway plan (care leaver)',
  assetplus: 'AssetPlus or other youth justice plan',
  education_health_care: 'Education, health and care plan',
  probation: 'Probation sentence plan',
  other: 'Another plan',
};

/** The same words as on the page of an action. */
export const ACTION_STATUS_WORDS: Record<string, string> = {
  open: 'Open',
  done: 'Done',
  not_done: 'Not done',
  could_not_be_done: 'Could not be done',
  no_longer_needed: 'No longer needed',
};
